//! The trail of one thing, found without reading the whole chain.

use sea_orm_migration::prelude::*;

/// Adds an index to the audit trail; going back drops it.
#[derive(DeriveMigrationName)]
pub struct Migration;

const NAME: &str = "ix_audit_event_subject_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_subject = Index::create().name(NAME).table("audit_event").col("subject_id").col("seq").take();
        manager.create_index(by_subject).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut by_subject = Index::drop();
        by_subject.name(NAME).table("audit_event");
        manager.drop_index(by_subject).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
