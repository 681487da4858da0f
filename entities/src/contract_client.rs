//! Table `contract_client`.

use sea_orm::entity::prelude::*;

/// A municipality that is a client (opdrachtgever) of a contract, with its own adoption.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_client")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    pub municipality_id: Uuid,
    /// Order in which it is shown, from 0.
    pub position: i32,
    /// Reference of the decision by which the college adopted the contract.
    pub decision_reference: Option<String>,
    pub decided_on: Option<Date>,
    /// When the adoption was recorded here.
    pub adopted_at: Option<DateTimeUtc>,
    pub adopted_by: Option<Uuid>,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "adopted_by", to = "id")]
    pub adopted_by_person: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
