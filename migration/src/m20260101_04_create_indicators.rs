//! The library of performance indicators and the ways to break a value down.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dimension().create(manager).await?;
        dimension_cell().create(manager).await?;
        indicator().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["indicator", "dimension_cell", "dimension"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn dimension() -> NewTable {
    NewTable::named("dimension").uuid_key("id").text("code").text("name_nl").text("name_en").unique("code", &["code"])
}

fn dimension_cell() -> NewTable {
    NewTable::named("dimension_cell")
        .uuid_key("id")
        .reference("dimension_id", "dimension")
        .text("code")
        .text("name_nl")
        .text("name_en")
        .integer("position")
        .unique("dimension_code", &["dimension_id", "code"])
}

fn indicator() -> NewTable {
    NewTable::named("indicator")
        .uuid_key("id")
        .text("code")
        .text("name_nl")
        .text("name_en")
        .text("description")
        .text("unit")
        .one_of("kind", &["FLOW", "STOCK", "RATIO", "SCORE"])
        .one_of("direction", &["HIGHER", "LOWER", "AT_LEAST", "AT_MOST", "WITHIN_BAND"])
        .integer("decimals")
        .boolean("cumulative")
        .reference_null("dimension_id", "dimension")
        .big_integer_null("reference_value")
        .text_null("reference_source")
        .big_integer("version")
        .check("decimals", Expr::col("decimals").between(0, 4))
        .unique("code", &["code"])
}
