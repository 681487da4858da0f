//! Between stored spellings and the domain's values. A row that contradicts itself is an error, never a guess.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait};
use uuid::Uuid;

use super::error::{Error, Result};
use crate::domain::{figure, named::named};

/// A stored spelling as its value.
pub fn known<T>(value: Option<T>, place: &'static str, id: Uuid) -> Result<T> {
    value.ok_or(Error::Inconsistent { place, id })
}

/// Ten-thousandths as an exact decimal.
pub fn number(scaled: i64) -> Decimal {
    Decimal::new(scaled, figure::DECIMALS).normalize()
}

/// An exact decimal as ten-thousandths. The domain lets no number pass that has more decimals or does not fit.
pub fn scaled(number: Decimal) -> i64 {
    (number * Decimal::from(10_i64.pow(figure::DECIMALS))).to_i64().unwrap_or_default()
}

/// The most rows written by one statement: `SQLite` binds at most 32,766 values.
const ROWS: usize = 1_000;

/// Writes all rows, in as few statements as the databases allow.
pub async fn insert_all<E, C>(connection: &C, rows: Vec<E::Model>) -> Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + ModelTrait,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
    C: ConnectionTrait,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let models: Vec<E::ActiveModel> = rows.by_ref().take(ROWS).map(IntoActiveModel::into_active_model).collect();
        E::insert_many(models).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// A position in a list as stored.
pub fn position(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

named! {
    /// How a figure is stored.
    FigureStatus {
        /// A count or state.
        Number => "NUMBER",
        /// A part and a whole.
        Ratio => "RATIO",
        /// A mark and its respondents.
        Score => "SCORE",
        /// Not available, because.
        Missing => "MISSING",
        /// Does not apply.
        NotApplicable => "NOT_APPLICABLE",
    }
}
