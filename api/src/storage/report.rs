//! Reports, whole: values, texts, handlings and returns in a constant number of statements.

use entities::{
    cooperation_account, report, report_handling, report_return, report_value, report_version, self_assessment,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    convert::{FigureStatus, insert_all, known, number, scaled},
    error::{Error, Result},
    party::{self, Names},
};
use crate::{
    clock::IdSource,
    domain::{
        figure::Figure,
        ids::{ContractIndicatorId, CycleId, GoalId, PartyId, PersonId, ReportId},
        named::named,
        period::Period,
        report::{
            CooperationAccount, CooperationJudgement, Handling, HandlingState, Part, Report, ReportStage, ReportState,
            Return, SelfAssessment, Submission, Value,
        },
        review::Judgement,
    },
};

mod content;
mod published;
mod read;
mod write;

pub use published::published;
pub use read::{Figures, by_id, figures, of_cycles, series, series_of};
pub use write::{freeze, insert, update};

named! {
    /// How a returned part is stored.
    PartKind {
        /// Everything of the municipality, and the texts.
        Whole => "WHOLE",
        /// One indicator.
        Indicator => "INDICATOR",
        /// Every value of the municipality.
        Municipality => "MUNICIPALITY",
        /// One partner's account.
        Cooperation => "COOPERATION",
        /// One goal's self-assessment.
        SelfAssessment => "SELF_ASSESSMENT",
        /// The explanation.
        Explanation => "EXPLANATION",
    }
}

named! {
    /// Why a version of a report was frozen.
    Occasion {
        /// It was submitted.
        Submitted => "SUBMITTED",
        /// The last municipality accepted it.
        Accepted => "ACCEPTED",
    }
}
