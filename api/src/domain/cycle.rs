//! The annual cycle (jaarcyclus): one contract, one year, its dates and its phases.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    contract::{By, Contract, wrong_state},
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{ContractId, CycleId, PersonId},
    named::named,
    notice,
    period::{self, Period},
    refusal::{Code, Outcome, Refusal, unless_refused},
};

named! {
    /// The phase a year is in.
    Phase {
        /// Doelstellingen bepalen.
        TargetSetting => "TARGET_SETTING",
        /// Uitvoering.
        Execution => "EXECUTION",
        /// Beoordeling.
        Review => "REVIEW",
        /// Afgesloten.
        Closed => "CLOSED",
    }
}

/// The days of a year by the calendar template, in the Netherlands; a term never ends on a rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// From when the year can be opened: 1 September of the year before.
    pub opens_on: NaiveDate,
    /// Targets proposed: 1 October.
    pub proposal_due_on: NaiveDate,
    /// Targets agreed: 15 November.
    pub agreement_due_on: NaiveDate,
    /// Targets adopted: 15 December.
    pub adoption_due_on: NaiveDate,
    /// The annual report: 1 March of the year after.
    pub annual_report_due_on: NaiveDate,
    /// Reviews final: 1 May of the year after.
    pub review_due_on: NaiveDate,
}

/// The term for a report besides the annual one, in days after its period.
pub const REPORT_TERM_DAYS: u64 = 30;
/// How many days after its term a report closes: from then on an extension is needed.
pub const REPORT_CLOSES_DAYS: u64 = 60;
/// The director's term to reply to a review, in working days.
pub const REPLY_TERM_WORKING_DAYS: usize = 10;

/// The first day on which a year may be opened: 1 September of the year before, whatever day that is.
pub fn opens_on(year: i32) -> NaiveDate {
    day(year - 1, 9, 1)
}

impl Calendar {
    /// The calendar template for a year; terms end on working days (Algemene termijnenwet art. 1).
    pub fn template(year: i32) -> Self {
        Self {
            opens_on: opens_on(year),
            proposal_due_on: period::term_end(day(year - 1, 10, 1)),
            agreement_due_on: period::term_end(day(year - 1, 11, 15)),
            adoption_due_on: period::term_end(day(year - 1, 12, 15)),
            annual_report_due_on: period::term_end(day(year + 1, 3, 1)),
            review_due_on: period::term_end(day(year + 1, 5, 1)),
        }
    }
}

/// Years are checked to lie within 1900–2999 before they come here, where every such day exists.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// A report that a year owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Its number within the year, from 1.
    pub number: i32,
    /// Whether it is the annual report, over the whole year.
    pub annual: bool,
    /// What it reports on.
    pub period: Period,
    /// Until when it is in time; after this it is late but welcome.
    pub due_on: NaiveDate,
    /// Until when it can be submitted without an extension.
    pub closes_on: NaiveDate,
}

/// A year of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// Which.
    pub id: CycleId,
    /// Of which contract.
    pub contract: ContractId,
    /// The calendar year.
    pub year: i32,
    /// How far it has come.
    pub state: CycleState,
    /// Its dates.
    pub calendar: Calendar,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Who opened it.
    pub opened_by: PersonId,
    /// For optimistic locking.
    pub version: i64,
}

/// How far a year has come, with what is true there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CycleState {
    /// Targets are being set.
    TargetSetting,
    /// Targets are fixed, reports are expected.
    Execution {
        /// Since when the targets are fixed.
        since: DateTime<Utc>,
    },
    /// The year is being reviewed.
    Review {
        /// Since when the targets are fixed.
        executed_since: DateTime<Utc>,
        /// Since when it is reviewed.
        since: DateTime<Utc>,
    },
    /// Every review is final.
    Closed {
        /// Since when the targets are fixed.
        executed_since: DateTime<Utc>,
        /// Since when it was reviewed.
        reviewed_since: DateTime<Utc>,
        /// When it was closed.
        at: DateTime<Utc>,
    },
}

impl CycleState {
    /// The phase without its facts.
    pub const fn phase(self) -> Phase {
        match self {
            Self::TargetSetting => Phase::TargetSetting,
            Self::Execution { .. } => Phase::Execution,
            Self::Review { .. } => Phase::Review,
            Self::Closed { .. } => Phase::Closed,
        }
    }
}

impl Cycle {
    /// Opens a year of a contract.
    pub fn open(id: CycleId, contract: &Contract, year: i32, by: By) -> Outcome<(Self, Event)> {
        unless_refused(contract.cannot_open_cycle(year, by.today), || {
            let cycle = Self {
                id,
                contract: contract.id,
                year,
                state: CycleState::TargetSetting,
                calendar: Calendar::template(year),
                opened_at: by.at,
                opened_by: by.person,
                version: 1,
            };
            let event =
                Event::new(EventKind::CycleOpened, SubjectKind::AnnualCycle, id.0, &Facts::new(), &cycle.facts())
                    .under(contract.id)
                    .telling(notice::year::cycle_opened(contract, &cycle));
            (cycle, event)
        })
    }

    /// The phase it is in.
    pub const fn phase(&self) -> Phase {
        self.state.phase()
    }

    /// What the year owes in reports: one a period and the annual one.
    pub fn owed(&self, contract: &Contract) -> Vec<Owed> {
        let mut owed: Vec<Owed> = (1_i32..)
            .zip(contract.terms.frequency.periods(self.year))
            // A contract that begins or ends within the year owes what its period touches.
            .filter(|(_, period)| period.overlaps(contract.terms.period))
            .map(|(number, period)| {
                let due_on = period::days_after(period.to, REPORT_TERM_DAYS);
                let closes_on = period::days_after(due_on, REPORT_CLOSES_DAYS);
                Owed { number, annual: false, period, due_on, closes_on }
            })
            .collect();
        if let Some(period) = period::year(self.year) {
            let due_on = self.calendar.annual_report_due_on;
            let number = owed.last().map_or(1, |last| last.number + 1);
            let closes_on = period::days_after(due_on, REPORT_CLOSES_DAYS);
            owed.push(Owed { number, annual: true, period, due_on, closes_on });
        }
        owed
    }

    /// Fixes the targets: the last client has adopted.
    #[must_use]
    pub fn execute(mut self, at: DateTime<Utc>) -> Self {
        if self.state == CycleState::TargetSetting {
            self.state = CycleState::Execution { since: at };
            self.version += 1;
        }
        self
    }

    /// Why the reviews cannot be opened before the annual report is accepted.
    pub fn cannot_open_review(&self, today: NaiveDate) -> Vec<Refusal> {
        match self.state {
            CycleState::Execution { .. } if today > self.calendar.annual_report_due_on => Vec::new(),
            CycleState::Execution { .. } => {
                vec![Refusal::new(Code::TooEarly).with("day", self.calendar.annual_report_due_on)]
            }
            state => vec![wrong_state(state.phase().name())],
        }
    }

    /// Opens the reviews.
    #[must_use]
    pub fn review(mut self, at: DateTime<Utc>) -> Self {
        if let CycleState::Execution { since } = self.state {
            self.state = CycleState::Review { executed_since: since, since: at };
            self.version += 1;
        }
        self
    }

    /// Closes the year: the last review is final.
    #[must_use]
    pub fn close(mut self, at: DateTime<Utc>) -> Self {
        if let CycleState::Review { executed_since, since } = self.state {
            self.state = CycleState::Closed { executed_since, reviewed_since: since, at };
            self.version += 1;
        }
        self
    }

    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        Facts::from([
            ("year".into(), self.year.to_string()),
            ("phase".into(), self.phase().to_string()),
            ("proposalDueOn".into(), self.calendar.proposal_due_on.to_string()),
            ("agreementDueOn".into(), self.calendar.agreement_due_on.to_string()),
            ("adoptionDueOn".into(), self.calendar.adoption_due_on.to_string()),
            ("annualReportDueOn".into(), self.calendar.annual_report_due_on.to_string()),
            ("reviewDueOn".into(), self.calendar.review_due_on.to_string()),
        ])
    }
}
