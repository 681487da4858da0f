//! Hiding small groups from who is no party to the contract.

use rust_decimal::Decimal;

use super::{Report, Value};
use crate::domain::{
    figure::Figure,
    ids::{ContractIndicatorId, PartyId},
};

/// Breakdown cells under this are suppressed.
const SMALLEST_SHOWN: i64 = 10;

impl Report {
    /// The places whose values are suppressed for who is no party to the contract.
    ///
    /// A single hidden cell could be recomputed from the total and the others. So where one cell of a breakdown is
    /// too small, the whole breakdown is hidden and the total stays.
    pub fn suppressed(&self) -> Vec<(ContractIndicatorId, PartyId, Option<&str>)> {
        let small = |value: &&Value| {
            value.cell.is_some() && matches!(&value.figure, Figure::Number(n) if *n < Decimal::from(SMALLEST_SHOWN))
        };
        let series: Vec<_> =
            self.values.iter().filter(small).map(|value| (value.indicator, value.municipality)).collect();
        let hidden = |value: &&Value| value.cell.is_some() && series.contains(&(value.indicator, value.municipality));
        self.values.iter().filter(hidden).map(Value::place).collect()
    }
}
