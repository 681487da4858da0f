//! Mail: by which roles a reader is told, and why a mail was not sent after all.

use sea_orm_migration::prelude::*;

/// Adds the columns; going back drops them. What waits without an audience is sent to its reader as before.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "outbox_mail";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One at a time: SQLite adds no two at once.
        for mut column in [
            ColumnDef::new_with_type("audience", ColumnType::Text),
            ColumnDef::new_with_type("skipped_at", ColumnType::TimestampWithTimeZone),
            ColumnDef::new_with_type("skipped_because", ColumnType::Text),
        ] {
            manager.alter_table(Table::alter().table(TABLE).add_column(column.null()).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["skipped_because", "skipped_at", "audience"] {
            manager.alter_table(Table::alter().table(TABLE).drop_column(column).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
