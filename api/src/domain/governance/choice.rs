//! A choice between scenarios: its scenarios, and the decision for one of them. Who decides again opens a new choice.

use chrono::NaiveDate;

use super::scenario::{self, Scenario, Score, Wording};
use crate::domain::{
    contract::{Adoption, By, adoption},
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{ChoiceId, ScenarioId},
    notice,
    party::PartyRef,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// The most scenarios of one choice.
pub const MOST_SCENARIOS: usize = 10;

/// A choice (keuze) of a municipality between scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub id: ChoiceId,
    /// Whose.
    pub municipality: PartyRef,
    /// Its code, unique within the municipality.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The core values that its scenarios are held against: those of the municipality as they are now, or as they were
    /// when it decided.
    pub values: Vec<String>,
    /// What can be chosen, in order of drafting.
    pub scenarios: Vec<Scenario>,
    /// What was chosen, once it was.
    pub decision: Option<Decision>,
    /// For optimistic locking.
    pub version: i64,
}

/// The decision for a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which scenario was chosen.
    pub scenario: ScenarioId,
    /// The college's decision as recorded.
    pub college: Adoption,
    /// Why this one.
    pub reason: String,
}

/// What an act made of a scenario, and its event.
pub type Changed = (Scenario, Event);

impl Choice {
    /// Opens a choice.
    pub fn open(id: ChoiceId, municipality: PartyRef, code: &str, title: &str) -> Outcome<(Self, Event)> {
        let mut no = Vec::new();
        let code = text::name(code, "code", &mut no);
        let title = text::name(title, "title", &mut no);
        unless_refused(no, || {
            let facts = Facts::from([
                ("municipality".into(), municipality.name.clone()),
                ("code".into(), code.clone()),
                ("title".into(), title.clone()),
            ]);
            let (kind, subject) = (EventKind::GovernanceChoiceOpened, SubjectKind::GovernanceChoice);
            let event = Event::new(kind, subject, id.0, &Facts::new(), &facts);
            let (values, scenarios) = (Vec::new(), Vec::new());
            (Self { id, municipality, code, title, values, scenarios, decision: None, version: 1 }, event)
        })
    }

    /// The scenario with that id.
    pub fn scenario(&self, id: ScenarioId) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// The scenario that was chosen.
    pub fn chosen(&self) -> Option<&Scenario> {
        self.decision.as_ref().and_then(|decision| self.scenario(decision.scenario))
    }

    /// Why nothing in it can be changed, if that is so.
    pub fn cannot_change(&self) -> Vec<Refusal> {
        let decided = self.decision.as_ref().map(|_| Refusal::new(Code::ChoiceDecided));
        decided.into_iter().collect()
    }

    /// Why no scenario can be added, if that is so.
    pub fn cannot_draft(&self) -> Vec<Refusal> {
        let mut no = self.cannot_change();
        if self.scenarios.len() >= MOST_SCENARIOS {
            no.push(Refusal::new(Code::TooMany).with("limit", MOST_SCENARIOS));
        }
        no
    }

    /// Writes down another scenario.
    pub fn draft(&self, id: ScenarioId, wording: Wording) -> Outcome<Changed> {
        let mut no = self.cannot_draft();
        let Wording { code, title, settings } = wording.checked(&mut no);
        self.check_code(&code, id, &mut no);
        unless_refused(no, || {
            let scenario = Scenario { id, choice: self.id, code, title, settings, scores: Vec::new(), version: 1 };
            let event = happened(EventKind::ScenarioDrafted, &Facts::new(), &scenario);
            (scenario, event)
        })
    }

    /// Writes a scenario anew; its scores stay.
    pub fn revise(&self, scenario: &Scenario, wording: Wording) -> Outcome<Changed> {
        let mut no = self.cannot_change();
        let Wording { code, title, settings } = wording.checked(&mut no);
        self.check_code(&code, scenario.id, &mut no);
        unless_refused(no, || {
            let before = scenario.facts();
            let version = scenario.version + 1;
            let revised = Scenario { code, title, settings, version, ..scenario.clone() };
            let event = happened(EventKind::ScenarioRevised, &before, &revised);
            (revised, event)
        })
    }

    fn check_code(&self, code: &str, own: ScenarioId, no: &mut Vec<Refusal>) {
        if self.scenarios.iter().any(|other| other.id != own && other.code == code) {
            no.push(Refusal::at(Code::Taken, ["code"]));
        }
    }

    /// Scores a scenario on the core values, in place of the scores it had.
    pub fn score(&self, scenario: &Scenario, given: Vec<Score>) -> Outcome<Changed> {
        let mut no = self.cannot_change();
        let scores = scenario::scores(given, &self.values).unwrap_or_else(|refusals| {
            no.extend(refusals);
            Vec::new()
        });
        unless_refused(no, || {
            let renewed = Scenario { scores, version: scenario.version + 1, ..scenario.clone() };
            let event = happened(EventKind::ScenarioScored, &scenario.facts(), &renewed);
            (renewed, event)
        })
    }

    /// Records the college's decision for a scenario: there is one for each choice.
    pub fn choose(
        self,
        scenario: ScenarioId,
        reference: &str,
        decided_on: NaiveDate,
        reason: &str,
        by: By,
    ) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_change();
        let college = adoption(reference, decided_on, by, &mut no);
        let reason = text::prose(reason, "reason", &mut no);
        unless_refused(no, || {
            let facts = Facts::from([
                ("choice".into(), self.id.0.to_string()),
                ("decision".into(), format!("{} {}", college.decided_on, college.decision_reference)),
                ("reason".into(), reason.clone()),
            ]);
            let decision = Some(Decision { scenario, college, reason });
            let chosen = Self { decision, version: self.version + 1, ..self };
            let (kind, subject) = (EventKind::ScenarioChosen, SubjectKind::Scenario);
            let event = Event::new(kind, subject, scenario.0, &Facts::new(), &facts);
            let notices = notice::governance::scenario_chosen(&chosen);
            (chosen, event.telling(notices))
        })
    }
}

fn happened(kind: EventKind, before: &Facts, scenario: &Scenario) -> Event {
    Event::new(kind, SubjectKind::Scenario, scenario.id.0, before, &scenario.facts())
}
