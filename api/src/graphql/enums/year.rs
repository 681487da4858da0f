//! The enums of a year: targets, reports, reviews.

use async_graphql::Enum;

use crate::domain;

/// Fase van het jaar. The phase a year is in.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::cycle::Phase")]
pub enum CyclePhase {
    /// Doelstellingen bepalen.
    TargetSetting,
    /// Uitvoering.
    Execution,
    /// Beoordeling.
    Review,
    /// Afgesloten.
    Closed,
}

/// Wat moet gebeuren. What one side must do by a date.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::duty::DutyKind")]
pub enum DutyKind {
    /// Streefwaarden voorstellen. A municipality proposes its targets.
    ProposeTargets,
    /// Overeenstemming. One side agrees with the targets on which it has its turn, or counters them.
    AgreeTargets,
    /// Streefwaarden vaststellen. A municipality adopts its targets.
    AdoptTargets,
    /// Rapportage indienen. The organisation submits a report for the first time.
    SubmitReport,
    /// Reageren op de beoordeling. The director replies to a review.
    ReplyToReview,
    /// Beoordeling vaststellen. A municipality makes its review final.
    FinaliseReview,
}

/// Soort streefwaarde. Of what kind a target is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::target::TargetKind")]
pub enum TargetKind {
    /// Absoluut. A number to reach.
    Absolute,
    /// Percentage. A percentage to reach.
    Percentage,
    /// Trend. Continue a movement: percent per year.
    Trend,
    /// Relatief. Relative to a reference, fixed when set.
    Relative,
    /// Volledigheid. Everyone or everything: 100 percent.
    Completeness,
    /// Termijn. An activity within a term, in days.
    Term,
}

/// Kant van de tafel. Who is at the table.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::target::Side")]
pub enum Side {
    /// Opdrachtgever. The municipality.
    Client,
    /// Opdrachtnemer. The organisation.
    Contractor,
}

/// Status van de streefwaarde. How far one target has come.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::target::TargetState")]
pub enum TargetState {
    /// Concept. Written down, not proposed.
    Draft,
    /// Voorgesteld. Before the contractor.
    Proposed,
    /// Tegenvoorstel. Countered: before the client.
    Countered,
    /// Overeengekomen. Both sides agree.
    Agreed,
}

/// Status van de doelstellingen. How far the targets of a municipality have come.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::target::TargetSetStage")]
pub enum TargetSetState {
    /// Concept. Being written.
    Draft,
    /// Voorgesteld. Being agreed.
    Proposed,
    /// Overeengekomen. All agreed.
    Agreed,
    /// Vastgesteld. Adopted by the college.
    Adopted,
}

/// Stap in het overleg. A step in the talks about a target.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::target::StepAct")]
pub enum StepAct {
    /// Voorgesteld. Proposed by the client.
    Proposed,
    /// Tegenvoorstel. Countered by either side.
    Countered,
    /// Overeengekomen. Agreed by either side.
    Agreed,
}

/// Status van de rapportage. How far a report has come.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::report::ReportStage")]
pub enum ReportState {
    /// Verwacht. Expected: nothing is filled in yet.
    Expected,
    /// Concept. Being filled.
    Draft,
    /// Ingediend. Before the municipalities.
    Submitted,
    /// Teruggestuurd. A municipality returned it.
    Returned,
    /// Akkoord. Every municipality has accepted it.
    Accepted,
}

/// Afhandeling per gemeente. What one municipality did with a submitted report.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::report::HandlingState")]
pub enum HandlingState {
    /// Nog te behandelen. Nothing yet.
    Pending,
    /// Akkoord. Accepted.
    Accepted,
    /// Teruggestuurd. Returned.
    Returned,
}

/// Oordeel over de samenwerking. How the cooperation with a partner went.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::report::CooperationJudgement")]
pub enum CooperationJudgement {
    /// Goed.
    Good,
    /// Voldoende.
    Sufficient,
    /// Onvoldoende.
    Insufficient,
}

/// Oordeel. What is thought of an indicator or a goal.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::review::Judgement")]
pub enum Judgement {
    /// Behaald.
    Met,
    /// Deels behaald.
    PartlyMet,
    /// Niet behaald.
    NotMet,
    /// Niet te beoordelen.
    NotAssessable,
}

/// Soort gevolg. What follows from a review.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::review::ConsequenceKind")]
pub enum ConsequenceKind {
    /// Voortzetten.
    Continue,
    /// Doelstellingen bijstellen.
    AdjustTargets,
    /// Verbeterplan: measures with owner and date.
    ImprovementPlan,
    /// Niet verlengen.
    DoNotExtend,
    /// Beëindigen.
    Terminate,
}

/// Status van de beoordeling. How far a review has come.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::review::ReviewStage")]
pub enum ReviewState {
    /// Concept. Being written, visible to the municipality alone.
    Draft,
    /// Voor reactie. Before the director.
    ForReply,
    /// Definitief.
    Final,
}

/// Reactie van de directeur. What the director said of the concept.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::review::ReplyKind")]
pub enum ReplyKind {
    /// Eens. Agrees.
    Agree,
    /// Oneens. Disagrees.
    Disagree,
    /// Geen reactie. Let the term pass.
    None,
}

/// Stand (stoplicht). Where a value stands against its target.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::standing::Standing")]
pub enum Standing {
    /// Groen. On target, or within the first margin.
    Green,
    /// Oranje. Beyond the first margin.
    Amber,
    /// Rood. Beyond the second margin.
    Red,
    /// Geen gegevens. No value, or no target to hold it against.
    NoData,
}

/// Reden van de voorgestelde streefwaarde. Why a target is suggested.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::context::Suggestion")]
pub enum SuggestionReason {
    /// The result was judged met: keep what was reached.
    KeepResult,
    /// The target was not met and stands.
    KeepTarget,
    /// The review asked for adjusted targets: half of the way from result to target.
    Adjusted,
    /// Not reviewed yet: the running target stands for now.
    RunningTarget,
    /// No target yet: the last value.
    LastValue,
    /// Nothing known here: the reference value.
    FromReference,
    /// Nothing to go by.
    Nothing,
}
