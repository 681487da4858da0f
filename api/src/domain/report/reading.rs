//! What each side reads of a report: the organisation its working copy, everybody else what was last submitted.

use super::{Report, ReportStage, ReportState, Return};
use crate::domain::report::HandlingState;

/// Which text of a report is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The organisation's own: while the report is a draft, or a draft again, the text it works on.
    Working,
    /// Everybody else's: what was last submitted, and that a report is owed.
    Submitted,
}

impl ReportStage {
    /// Whether the organisation has a working copy that nobody else reads.
    pub const fn is_draft(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// The state as everybody but the organisation knows it: what is drafted is expected, no more.
    #[must_use]
    pub const fn known(self) -> Self {
        match self {
            Self::Draft => Self::Expected,
            other => other,
        }
    }
}

impl Report {
    /// The report as everybody but the organisation knows it; its content was read as submitted.
    #[must_use]
    pub fn known(self) -> Self {
        let state = if self.state == ReportState::Draft { ReportState::Expected } else { self.state };
        Self { state, version: self.shared_version, ..self }
    }

    /// The version that whoever reads it so has read.
    pub const fn version_read(&self, reading: Reading) -> i64 {
        match reading {
            Reading::Working => self.version,
            Reading::Submitted => self.shared_version,
        }
    }

    /// What stands returned now, until the report is submitted again.
    pub fn standing_returns(&self) -> impl Iterator<Item = &Return> {
        self.returns.iter().filter(|it| it.submission == self.submissions).filter(|it| {
            self.handling(it.municipality).is_some_and(|handling| handling.state == HandlingState::Returned)
        })
    }
}
