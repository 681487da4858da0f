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
    /// Beëindigd. Ended by its clients before its time.
    Terminated,
    /// Overgegaan. A contract that follows it has begun for all its clients.
    Passed,
}

/// Antwoord op de vraag of er wordt verlengd. What a client decides on going on.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::contract::ExtensionAnswer")]
pub enum ExtensionAnswer {
    /// Verlengen. Go on as it is.
    Extend,
    /// Verlengen onder voorwaarden. Go on, on these conditions.
    ExtendOnConditions,
    /// Niet verlengen. Let it end.
    DoNotExtend,
}

/// Stand van het verlengingsbesluit. How the extension decision stands; overdue is a state, not silence.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::contract::ExtensionState")]
pub enum ExtensionState {
    /// Open. To be taken; the term is running.
    Open,
    /// Te laat. The term is over and not every client has decided.
    Overdue,
    /// Verlengd. Every client goes on.
    Extended,
    /// Verlengd onder voorwaarden. Every client goes on, at least one on conditions.
    ExtendedOnConditions,
    /// Niet verlengd. A client does not go on.
    NotExtended,
}

/// Grond van beëindiging. Why a contract ends before its time.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::contract::TerminationGround")]
pub enum TerminationGround {
    /// Opzegging. Notice under the contract.
    Notice,
    /// Wederzijds goedvinden. By mutual consent.
    MutualConsent,
    /// Tekortkoming. The results stay out.
    Shortcoming,
    /// Gewijzigde wet. The law has changed.
    ChangeOfLaw,
    /// Vervallen van rechtswege. The contractor lapsed in a municipal reorganisation (Wet arhi art. 41).
    LapsedByLaw,
}

/// Onderdeel van de overeenkomst. The part of a contract that an amendment changes.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::contract::Part")]
pub enum ContractPart {
    /// Bepalingen. Terms.
    Terms,
    /// Looptijd. First day, last day, extension decision.
    Period,
    /// Opdrachtgevers. Clients.
    Clients,
    /// Verantwoordelijkheidsmatrix. Responsibility matrix.
    Matrix,
    /// Indicatoren. Indicators.
    Indicators,
}

/// Wat er met een doel gebeurde. What became of a goal in the next framework.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::framework::Fate")]
pub enum Fate {
    /// Behouden: it goes on as it was.
    Kept,
    /// Gewijzigd: it goes on in other words or with another aim.
    Changed,
    /// Vervallen: it does not go on.
    Dropped,
}
