//! Setting a finding aside (bevinding terzijde leggen): with a reason, until a day, as long as its facts stay the same.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::Finding;
use crate::domain::{
    contract::By,
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{DismissalId, PartyId, PersonId},
    named::named,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// The longest that a finding is set aside at once, in months: a contract year and the one after.
pub const LONGEST_MONTHS: u32 = 24;

named! {
    /// Why a finding that was set aside is open again.
    Reopened {
        /// The day until which it was set aside has passed (verlopen).
        Expired => "EXPIRED",
        /// What it rests on is no longer the same (feiten veranderd).
        FactsChanged => "FACTS_CHANGED",
        /// An account holder reopened it (heropend).
        ByHand => "BY_HAND",
    }
}

/// A finding set aside. There is one per finding: the next takes the place of the one before, which stays in the audit
/// trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissal {
    /// Which.
    pub id: DismissalId,
    /// Of which municipality.
    pub municipality: PartyId,
    /// The code of the finding.
    pub code: String,
    /// What the finding rested on.
    pub facts: String,
    /// Why it was set aside.
    pub reason: String,
    /// The last day on which it is.
    pub until: NaiveDate,
    /// Who set it aside.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// Since when it is open again by hand.
    pub ended_at: Option<DateTime<Utc>>,
    /// For optimistic locking.
    pub version: i64,
}

/// The dismissal and what happened.
pub type Changed = (Dismissal, Event);

/// Why it is wanted, and until when.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Why.
    pub reason: String,
    /// The last day on which the finding is set aside.
    pub until: NaiveDate,
}

impl Wish {
    /// Checks it and gives the reason as it is kept; the last day lies after today and not too far ahead.
    pub fn checked(&self, today: NaiveDate, no: &mut Vec<Refusal>) -> String {
        let longest = today.checked_add_months(Months::new(LONGEST_MONTHS)).unwrap_or(NaiveDate::MAX);
        let reason = text::prose(&self.reason, "reason", no);
        if self.until <= today || self.until > longest {
            no.push(Refusal::at(Code::DateOutOfRange, ["until"]));
        }
        reason
    }
}

impl Dismissal {
    /// Why the finding is open again on a day; nothing while it is set aside.
    pub fn reopened(&self, facts: &str, day: NaiveDate) -> Option<Reopened> {
        if self.ended_at.is_some() {
            Some(Reopened::ByHand)
        } else if self.facts != facts {
            Some(Reopened::FactsChanged)
        } else if day > self.until {
            Some(Reopened::Expired)
        } else {
            None
        }
    }

    /// What keeps a finding from being set aside on a day: that it is already.
    pub fn cannot_dismiss(last: Option<&Self>, finding: &Finding, day: NaiveDate) -> Vec<Refusal> {
        match last {
            Some(last) if last.reopened(&finding.facts, day).is_none() => {
                vec![Refusal::at(Code::AlreadyDismissed, ["code"])]
            }
            _ => Vec::new(),
        }
    }

    /// Sets a finding aside, in the place of the last time if there was one. `day` is the day it was looked at.
    pub fn dismiss(
        id: DismissalId,
        last: Option<Self>,
        finding: &Finding,
        wish: &Wish,
        (day, by): (NaiveDate, By),
    ) -> Outcome<Changed> {
        let mut no = Self::cannot_dismiss(last.as_ref(), finding, day);
        let reason = wish.checked(by.today, &mut no);
        unless_refused(no, || {
            let before = last.as_ref().map_or_else(Facts::new, Self::told);
            let dismissal = Self {
                id: last.as_ref().map_or(id, |last| last.id),
                municipality: finding.municipality,
                code: finding.code.clone(),
                facts: finding.facts.clone(),
                reason,
                until: wish.until,
                by: by.person,
                at: by.at,
                ended_at: None,
                version: last.as_ref().map_or(1, |last| last.version + 1),
            };
            let event = dismissal.event(EventKind::FindingDismissed, &before, &dismissal.told());
            (dismissal, event)
        })
    }

    /// What keeps it from being ended: that it has been.
    pub fn cannot_end(&self) -> Vec<Refusal> {
        if self.ended_at.is_some() { vec![Refusal::at(Code::NotFound, ["code"])] } else { Vec::new() }
    }

    /// Opens the finding again, by hand.
    pub fn end(self, reason: &str, at: DateTime<Utc>) -> Outcome<Changed> {
        let mut no = self.cannot_end();
        let reason = text::prose(reason, "reason", &mut no);
        unless_refused(no, || {
            let before = self.told();
            let ended = Self { ended_at: Some(at), version: self.version + 1, ..self };
            let mut after = ended.told();
            after.insert("endedBecause".to_owned(), reason);
            let event = ended.event(EventKind::DismissalEnded, &before, &after);
            (ended, event)
        })
    }

    fn event(&self, kind: EventKind, before: &Facts, after: &Facts) -> Event {
        Event::new(kind, SubjectKind::FindingDismissal, self.id.0, before, after)
    }

    /// As the audit trail tells it.
    fn told(&self) -> Facts {
        let mut facts = Facts::from([
            ("code".to_owned(), self.code.clone()),
            ("facts".to_owned(), self.facts.clone()),
            ("reason".to_owned(), self.reason.clone()),
            ("until".to_owned(), self.until.to_string()),
        ]);
        if let Some(at) = self.ended_at {
            facts.insert("endedAt".to_owned(), at.to_rfc3339());
        }
        facts
    }
}
