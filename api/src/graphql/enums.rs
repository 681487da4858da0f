//! The enums of the schema, each mapped one to one onto the domain's.

mod contract;
mod event;
mod parties;
mod refusal;
mod year;

pub use contract::{
    ContractKind, ContractState, Direction, IndicatorKind, LifeDomain, MatrixRole, ReportingFrequency, Validity,
};
pub use event::{EventKind, SubjectKind};
pub use parties::{Locale, Role};
pub use refusal::RefusalCode;
pub use year::{
    ConsequenceKind, CooperationJudgement, CyclePhase, HandlingState, Judgement, ReplyKind, ReportState, ReviewState,
    Side, Standing, StepAct, SuggestionReason, TargetKind, TargetSetState, TargetState,
};
