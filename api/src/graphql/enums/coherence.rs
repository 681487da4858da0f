//! The enums of coherence.

use async_graphql::Enum;

use crate::domain;

/// Soort bevinding. What is the matter with the coherence of the contracts.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::coherence::FindingKind")]
pub enum FindingKind {
    /// Dubbele verantwoordelijkheid. Two contractors answer for one task and target group.
    DoubleResponsibility,
    /// Niemand verantwoordelijk. Somebody contributes to a task, or a goal needs it, and nobody answers for it.
    NobodyResponsible,
    /// Samenwerking. How a cooperation stands in the matrix of the other side.
    Cooperation,
    /// Doel niet gedekt. A goal without a responsible task or an indicator.
    GoalUncovered,
    /// Verantwoordelijkheid niet gemeten. No indicator of the contractor measures it.
    ResponsibilityUnmeasured,
    /// Dekking loopt af. A contract ends within the horizon and nothing succeeds it.
    CoverageEnds,
}

/// Ernst. How much a finding matters.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::coherence::Severity")]
pub enum FindingSeverity {
    /// Fout. The matrices contradict each other or leave a hole.
    Error,
    /// Waarschuwing. Something to repair in time.
    Warning,
    /// Ter informatie. Good to know.
    Info,
}

/// Stand van de samenwerking. How a cooperation stands in the matrix of the other side.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::coherence::CooperationOutcome")]
pub enum CooperationOutcome {
    /// Wederzijds bevestigd. Both name each other in the same life domain.
    Confirmed,
    /// Eenzijdig. The partner holds a contract here and does not name this contractor there.
    OneSided,
    /// Geen tegenmatrix. The partner holds no contract here.
    NoCounterMatrix,
    /// Extern. The partner never contracts with a municipality.
    External,
}

/// Wat het doel mist. What a goal lacks.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::coherence::GoalGap")]
pub enum GoalGap {
    /// Verantwoordelijke opgave. Nobody is responsible for a task that serves it.
    ResponsibleTask,
    /// Indicator. No indicator of a contract in force measures it.
    Indicator,
    /// Beide. Neither is there.
    Both,
}

/// Reden van heropening. Why a finding that was set aside is open again.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::coherence::dismissal::Reopened")]
pub enum ReopenedBecause {
    /// Verlopen. The day until which it was set aside has passed.
    Expired,
    /// Feiten veranderd. What the finding rests on is no longer the same.
    FactsChanged,
    /// Heropend. An account holder reopened it.
    ByHand,
}
