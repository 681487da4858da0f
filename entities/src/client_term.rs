//! Table `client_term`.

use sea_orm::entity::prelude::*;

/// The days on which a client takes part, where they are not those of the contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_term")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_client_id: Uuid,
    /// First day, where later than the contract's.
    pub since: Option<Date>,
    /// Last day, where earlier than the contract's.
    pub until: Option<Date>,
    /// The municipality that took its place by law.
    pub replaced_by_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "contract_client_id", to = "id")]
    pub contract_client: BelongsTo<super::contract_client::Entity>,
    #[sea_orm(belongs_to, from = "replaced_by_id", to = "id")]
    pub replaced_by: BelongsTo<Option<super::party::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
