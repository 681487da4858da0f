//! Table `framework`.

use sea_orm::entity::prelude::*;

/// A policy framework (beleidskader) of one or more municipalities.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "framework")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// First calendar year.
    pub year_from: i32,
    /// Last calendar year, included.
    pub year_to: i32,
    /// Name of the framework it replaced, which need not be known here.
    pub predecessor_name: Option<String>,
    pub created_at: DateTimeUtc,
    /// Grows by one with every change; a save compares it.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
