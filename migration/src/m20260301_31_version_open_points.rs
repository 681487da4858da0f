//! Open points count their changes, so that who deals with one says which version was read.

use sea_orm_migration::prelude::*;

/// Adds the version to the points there are; going back drops it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let version = ColumnDef::new("version").big_integer().not_null().default(1).take();
        manager.alter_table(Table::alter().table("open_point").add_column(version).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("open_point").drop_column("version").take()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
