//! Table `dimension`.

use sea_orm::entity::prelude::*;

/// A way to break a value down, such as wage value or reason of outflow.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dimension")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name_nl: String,
    pub name_en: String,
}

impl ActiveModelBehavior for ActiveModel {}
