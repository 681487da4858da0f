//! Table `throttle`.

use sea_orm::entity::prelude::*;

/// How often somebody tried something lately. All processes of the service count in the same rows.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    /// A keyed hash of who tries what: without the key nobody learns an address from it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub bucket: String,
    pub tries: i64,
    /// From when the next try is let in.
    pub open_at: DateTimeUtc,
    /// From when the row counts for nothing and may be removed.
    pub forgotten_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
