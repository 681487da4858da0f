//! What more is known of a party, and who belongs to which category of partners.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        party_detail().create(manager).await?;
        category_membership().create(manager).await?;
        // Two municipalities may have the same code one after the other, so this is no unique index.
        let by_code = Index::create().name("ix_party_cbs_code").table("party").col("cbs_code").take();
        manager.create_index(by_code).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut by_code = Index::drop();
        by_code.name("ix_party_cbs_code").table("party");
        manager.drop_index(by_code).await?;
        drop_tables(manager, &["category_membership", "party_detail"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn party_detail() -> NewTable {
    NewTable::named("party_detail")
        .reference_key("party_id", "party")
        .reference_null("part_of_id", "party")
        .one_of_null("sector", &["PUBLIC", "PRIVATE", "PUBLIC_PRIVATE"])
        .boolean("category")
        .text_null("oin")
        .text_null("kvk_number")
        .check("part_of_other", Expr::col("part_of_id").ne(Expr::col("party_id")))
        .unique("oin", &["oin"])
        .unique("kvk_number", &["kvk_number"])
}

fn category_membership() -> NewTable {
    NewTable::named("category_membership")
        .uuid_key("id")
        .reference("category_id", "party")
        .reference("member_id", "party")
        .reference("municipality_id", "party")
        .date("valid_from")
        .date_null("valid_to")
        .check("period", Expr::col("valid_to").gte(Expr::col("valid_from")))
        .check("member_other", Expr::col("member_id").ne(Expr::col("category_id")))
        .unique("category_member_municipality_from", &["category_id", "member_id", "municipality_id", "valid_from"])
}
