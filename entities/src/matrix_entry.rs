//! Table `matrix_entry`.

use sea_orm::entity::prelude::*;

/// An entry of a responsibility matrix; without task and partner it says that the cell holds none.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "matrix_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub contract_id: Uuid,
    /// `RESPONSIBLE`, `CONTRIBUTES` or `COOPERATES`.
    pub role: String,
    /// Life domain: `WORK`, `PARTICIPATION` or `INCOME`.
    pub domain: String,
    pub task_id: Option<Uuid>,
    /// The party to cooperate with.
    pub partner_id: Option<Uuid>,
    /// The one client for which this deviates from the contract; null for all.
    pub municipality_id: Option<Uuid>,
    /// Reference of the decision behind a deviation.
    pub decision_reference: Option<String>,
    /// The one group of people it is about; null for all.
    pub target_group: Option<String>,
    pub explanation: Option<String>,
    /// Order in which it is shown, from 0.
    pub position: i32,
    #[sea_orm(belongs_to, from = "contract_id", to = "id")]
    pub contract: BelongsTo<super::contract::Entity>,
    #[sea_orm(belongs_to, from = "task_id", to = "id")]
    pub task: BelongsTo<Option<super::task::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "Partner", from = "partner_id", to = "id")]
    pub partner: BelongsTo<Option<super::party::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "Municipality", from = "municipality_id", to = "id")]
    pub municipality: BelongsTo<Option<super::party::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
