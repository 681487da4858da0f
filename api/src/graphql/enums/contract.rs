//! The enums of contracts and what they measure.

use async_graphql::Enum;

use crate::domain;

/// Rapportagefrequentie. How often an organisation reports.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::period::Frequency")]
pub enum ReportingFrequency {
    /// Maandelijks. Every month.
    Monthly,
    /// Per kwartaal. Every three months.
    Quarterly,
    /// Viermaandelijks. Every four months.
    FourMonthly,
    /// Halfjaarlijks. Every six months.
    HalfYearly,
    /// Jaarlijks. Once a year: the annual report alone.
    Yearly,
}

/// Soort indicator. How values of an indicator behave over time.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::indicator::IndicatorKind")]
pub enum IndicatorKind {
    /// Stroom. Counts in a period, summed over periods.
    Flow,
    /// Stand. A state at a moment: the last value counts.
    Stock,
    /// Verhouding. Numerator and denominator; percentages are never averaged.
    Ratio,
    /// Cijfer. A mark weighted by respondents.
    Score,
}

/// Richting. Which way is good.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::indicator::Direction")]
pub enum Direction {
    /// Hoger is beter. The more the better.
    Higher,
    /// Lager is beter. The less the better.
    Lower,
    /// Minstens. The target is a floor.
    AtLeast,
    /// Hoogstens. The target is a ceiling.
    AtMost,
    /// Binnen een band. Good within the band around the target.
    WithinBand,
}

/// Levensdomein: werken, meedoen, inkomen. Where in life a task belongs.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::responsibility::LifeDomain")]
pub enum LifeDomain {
    /// Werken.
    Work,
    /// Meedoen.
    Participation,
    /// Inkomen.
    Income,
}

/// Rol in de verantwoordelijkheidsmatrix. What the contractor is to a task or a partner.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::responsibility::MatrixRole")]
pub enum MatrixRole {
    /// Verantwoordelijk voor.
    Responsible,
    /// Bijdragen aan.
    Contributes,
    /// Samenwerken met.
    Cooperates,
}

/// Soort overeenkomst. What kind of contract it is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::contract::ContractKind")]
pub enum ContractKind {
    /// Prestatieovereenkomst.
    PerformanceAgreement,
    /// Aanwijzingsbesluit: unilateral, the contractor is heard but does not agree.
    DesignationDecision,
    /// Dienstverleningsovereenkomst.
    ServiceAgreement,
    /// Inkoopovereenkomst.
    PurchaseContract,
    /// Opdracht.
    Assignment,
}

/// Status van de overeenkomst. How far a contract has come.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::contract::ContractStage")]
pub enum ContractState {
    /// Concept.
    Draft,
    /// Aangeboden.
    Offered,
    /// Overeengekomen.
    Agreed,
    /// Vastgesteld.
    Adopted,
    /// Ingetrokken.
    Withdrawn,
}

/// Geldigheid. Whether a contract holds on a day: computed from facts and the day, never stored.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::contract::Validity")]
pub enum Validity {
    /// Niet vastgesteld. Not adopted (yet), or withdrawn.
    NotAdopted,
    /// Nog niet ingegaan. Adopted; its period has not begun.
    NotYet,
    /// Van kracht. Adopted and within its period, even if it was signed later.
    InForce,
    /// Geëindigd. Its period is over.
    Ended,
}
