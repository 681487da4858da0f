//! What is measured: the library's definitions and how one contract uses them.

use rust_decimal::Decimal;

use super::{
    figure,
    ids::{ContractIndicatorId, DimensionId, GoalId, IndicatorId},
    named::named,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

named! {
    /// How values of an indicator behave over time.
    IndicatorKind {
        /// Counts in a period, summed over periods.
        Flow => "FLOW",
        /// A state at a moment: the last value counts.
        Stock => "STOCK",
        /// Numerator and denominator; percentages are never averaged.
        Ratio => "RATIO",
        /// A mark weighted by respondents.
        Score => "SCORE",
    }
}

named! {
    /// Which way is good.
    Direction {
        /// The more the better.
        Higher => "HIGHER",
        /// The less the better.
        Lower => "LOWER",
        /// The target is a floor.
        AtLeast => "AT_LEAST",
        /// The target is a ceiling.
        AtMost => "AT_MOST",
        /// Good within the band around the target.
        WithinBand => "WITHIN_BAND",
    }
}

/// A cell of a breakdown dimension, such as "entrepreneur" of "route".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its code within the dimension.
    pub code: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
}

/// A breakdown (uitsplitsing): its cells add up to the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Which.
    pub id: DimensionId,
    /// Its code, unique.
    pub code: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
    /// Its cells, in order.
    pub cells: Vec<Cell>,
}

/// A definition in the library (prestatie-indicator).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Which.
    pub id: IndicatorId,
    /// Its code, unique.
    pub code: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
    /// What exactly is counted.
    pub description: String,
    /// The unit, such as "personen per jaar".
    pub unit: String,
    /// How values behave over time.
    pub kind: IndicatorKind,
    /// Which way is good.
    pub direction: Direction,
    /// How many decimals its values have, at most four.
    pub decimals: u32,
    /// For a FLOW: whether each report gives the year so far instead of the period alone.
    pub cumulative: bool,
    /// How it is broken down, if it is.
    pub dimension: Option<Dimension>,
    /// A national or other reference value.
    pub reference: Option<Reference>,
    /// For optimistic locking.
    pub version: i64,
}

/// A value from elsewhere to compare with (referentiewaarde).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The value, in the indicator's unit.
    pub value: Decimal,
    /// Where it comes from.
    pub source: String,
}

/// An indicator as used by one contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractIndicator {
    /// Which use.
    pub id: ContractIndicatorId,
    /// The definition.
    pub indicator: IndicatorId,
    /// The goal it measures.
    pub goal: Option<GoalId>,
    /// Up to how far from the target is still amber's better side: green, in percent of the target.
    pub amber_margin: Decimal,
    /// Beyond how far from the target it is red, in percent of the target.
    pub red_margin: Decimal,
    /// Whether only the annual report gives it, such as a yearly survey.
    pub annual_only: bool,
}

/// Checks a definition for the library.
pub fn define(indicator: Indicator) -> Outcome<Indicator> {
    let mut no = Vec::new();
    let code = text::name(&indicator.code, "code", &mut no);
    let name_nl = text::name(&indicator.name_nl, "nameNl", &mut no);
    let name_en = text::name(&indicator.name_en, "nameEn", &mut no);
    let description = text::prose(&indicator.description, "description", &mut no);
    let unit = text::name(&indicator.unit, "unit", &mut no);
    if indicator.decimals > figure::DECIMALS {
        no.push(Refusal::at(Code::NumberOutOfRange, ["decimals"]).with("limit", figure::DECIMALS));
    }
    if indicator.cumulative && indicator.kind != IndicatorKind::Flow {
        no.push(Refusal::at(Code::ValueDoesNotFit, ["cumulative"]));
    }
    // A breakdown adds up only where values are counts.
    if indicator.dimension.is_some() && !matches!(indicator.kind, IndicatorKind::Flow | IndicatorKind::Stock) {
        no.push(Refusal::at(Code::ValueDoesNotFit, ["dimensionId"]));
    }
    if let Some(reference) = &indicator.reference {
        figure::check_number(reference.value, figure::DECIMALS, &["referenceValue"], &mut no);
        text::name(&reference.source, "referenceSource", &mut no);
    }
    unless_refused(no, || Indicator { code, name_nl, name_en, description, unit, ..indicator })
}

/// Checks a breakdown dimension: at least two cells with codes of their own.
pub fn dimension(dimension: Dimension) -> Outcome<Dimension> {
    let mut no = Vec::new();
    text::name(&dimension.code, "code", &mut no);
    text::name(&dimension.name_nl, "nameNl", &mut no);
    text::name(&dimension.name_en, "nameEn", &mut no);
    if dimension.cells.len() < 2 {
        no.push(Refusal::at(Code::Empty, ["cells"]));
    }
    let mut seen = std::collections::BTreeSet::new();
    for (index, cell) in dimension.cells.iter().enumerate() {
        let mut inner = Vec::new();
        text::name(&cell.code, "code", &mut inner);
        text::name(&cell.name_nl, "nameNl", &mut inner);
        text::name(&cell.name_en, "nameEn", &mut inner);
        // The trail tells a cell and what stands beside a figure in the same place.
        if figure::BESIDE.contains(&cell.code.trim()) {
            inner.push(Refusal::at(Code::Taken, ["code"]));
        }
        if cell.code.contains('/') {
            inner.push(Refusal::at(Code::BadCharacter, ["code"]));
        }
        if !seen.insert(cell.code.clone()) {
            inner.push(Refusal::at(Code::Duplicate, ["code"]));
        }
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("cells")));
    }
    unless_refused(no, || dimension)
}

/// An indicator of a contract together with its definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// How the contract uses it.
    pub usage: ContractIndicator,
    /// What it is.
    pub definition: Indicator,
}

/// The indicators of a contract, in its order.
pub type Measures = Vec<Measure>;

/// The indicator with that id.
pub fn measure(measures: &[Measure], id: ContractIndicatorId) -> Option<&Measure> {
    measures.iter().find(|measure| measure.usage.id == id)
}

/// A figure from before the service, for all clients of the contract together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownValue {
    /// Of which indicator of the contract.
    pub indicator: ContractIndicatorId,
    /// Of which year.
    pub year: i32,
    /// The figure, in the indicator's unit.
    pub value: Decimal,
    /// Where it comes from.
    pub source: String,
}

/// Everything wrong with a figure from before; paths are relative to it.
pub fn check_known(known: &KnownValue) -> Vec<Refusal> {
    let mut no = Vec::new();
    if !(1900..=2999).contains(&known.year) {
        no.push(Refusal::at(Code::DateOutOfRange, ["year"]));
    }
    figure::check_number(known.value, figure::DECIMALS, &["value"], &mut no);
    text::name(&known.source, "source", &mut no);
    no
}
