//! Table `review_judgement`.

use sea_orm::entity::prelude::*;

/// What a review says about one indicator or goal.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_judgement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub review_id: Uuid,
    /// Whether `subject_id` is an `INDICATOR` of the contract or a `GOAL`.
    pub subject: String,
    pub subject_id: Uuid,
    /// `MET`, `PARTLY_MET`, `NOT_MET` or `NOT_ASSESSABLE`.
    pub judgement: String,
    pub reasoning: String,
    #[sea_orm(belongs_to, from = "review_id", to = "id")]
    pub review: BelongsTo<super::review::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
