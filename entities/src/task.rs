//! Table `task`.

use sea_orm::entity::prelude::*;

/// A task (opgave) of the vocabulary that all responsibility matrices share.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
