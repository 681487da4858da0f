//! Invitations: roles that are offered, and give nothing until they are accepted.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        invitation().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["invitation"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn invitation() -> NewTable {
    let answered = |column: &'static str| Expr::col(column).is_not_null();
    let open = |column: &'static str| Expr::col(column).is_null();
    let both = answered("answer").and(answered("answered_at"));
    NewTable::named("invitation")
        .uuid_key("id")
        .reference("person_id", "person")
        .reference("party_id", "party")
        .one_of(
            "role",
            &[
                "ACCOUNT_HOLDER",
                "FINANCIAL_ADVISER",
                "PORTFOLIO_HOLDER",
                "COUNCIL_MEMBER",
                "DIRECTOR",
                "REPORTER",
                "PARTY_ADMIN",
            ],
        )
        .text("name")
        .reference("invited_by", "person")
        .instant("invited_at")
        .instant("expires_at")
        .reference_null("link_id", "mailed_link")
        .one_of_null("answer", &["ACCEPTED", "DECLINED", "WITHDRAWN"])
        .instant_null("answered_at")
        .check("answered", both.or(open("answer").and(open("answered_at"))))
}
