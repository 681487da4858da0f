//! The enums of the schema, each mapped one to one onto the domain's.

mod coherence;
mod contract;
mod event;
mod governance;
mod parties;
mod refusal;
mod reorganisation;
mod year;

pub use coherence::{CooperationOutcome, FindingKind, FindingSeverity, GoalGap, ReopenedBecause};
pub use contract::{
    ContractKind, ContractPart, ContractState, Direction, ExtensionAnswer, ExtensionState, Fate, IndicatorKind,
    LifeDomain, MatrixRole, ReportingFrequency, TerminationGround, Validity,
};
pub use event::{EventKind, SubjectKind};
pub use governance::{ChainElement, ExecutionScale, ExecutionSector, GovernanceAspect, GovernanceFit, MunicipalRole};
pub use parties::{InvitationState, LegalForm, Locale, Role, Sector};
pub use refusal::RefusalCode;
pub use reorganisation::{ContractFate, JointBodyFate, ReorganisationState};
pub use year::{
    ConsequenceKind, CooperationJudgement, CyclePhase, DutyKind, HandlingState, Judgement, ReplyKind, ReportState,
    ReviewState, Side, Standing, StepAct, SuggestionReason, TargetKind, TargetSetState, TargetState,
};
