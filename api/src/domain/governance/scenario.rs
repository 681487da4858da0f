//! Scenarios: a complete set of settings, one for each element of the chain, and how it scores on the core values.

use std::collections::BTreeSet;

use super::{ChainElement, Execution, MunicipalRole, executions, told, values::MOST_VALUES};
use crate::domain::{
    event::Facts,
    ids::{ChoiceId, ScenarioId},
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// The lowest score on a core value: it goes against it.
pub const LOWEST: i32 = -2;
/// The highest score on a core value: it serves it fully.
pub const HIGHEST: i32 = 2;

/// What a scenario wants of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Of which element of the chain.
    pub element: ChainElement,
    /// What the municipality keeps to itself, where the scenario says so.
    pub role: Option<MunicipalRole>,
    /// Who executes; none where the scenario leaves that open.
    pub executions: Vec<Execution>,
}

/// How a scenario serves one core value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The core value, in words.
    pub core_value: String,
    /// From [`LOWEST`] to [`HIGHEST`].
    pub score: i32,
    /// Why.
    pub explanation: Option<String>,
}

/// A scenario (scenario).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Which.
    pub id: ScenarioId,
    /// Of which choice.
    pub choice: ChoiceId,
    /// Its code within the choice.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it wants, one for each element, in the order of the chain.
    pub settings: Vec<Setting>,
    /// How it serves the core values, as far as that was said.
    pub scores: Vec<Score>,
    /// For optimistic locking.
    pub version: i64,
}

/// A scenario as written down.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Its code within the choice.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it wants of each element.
    pub settings: Vec<Setting>,
}

impl Wording {
    /// Checks it and puts the elements in the order of the chain.
    pub(super) fn checked(self, no: &mut Vec<Refusal>) -> Self {
        let code = text::name(&self.code, "code", no);
        let title = text::name(&self.title, "title", no);
        let (mut settings, mut seen) = (Vec::with_capacity(self.settings.len()), BTreeSet::new());
        for (index, setting) in self.settings.into_iter().enumerate() {
            let mut inner = Vec::new();
            if !seen.insert(setting.element) {
                inner.push(Refusal::at(Code::Duplicate, ["element"]));
            }
            let executions = executions(setting.executions, 0, &mut inner);
            no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("elements")));
            settings.push(Setting { executions, ..setting });
        }
        let missing = ChainElement::ALL.iter().filter(|element| !seen.contains(element));
        no.extend(
            missing.map(|element| {
                Refusal::at(Code::ElementMissing, ["elements", element.name()]).with("element", element)
            }),
        );
        settings.sort_by_key(|setting| setting.element);
        Self { code, title, settings }
    }
}

/// What the scores of a scenario come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The scores added up; those on what is no core value any more do not count.
    pub sum: i32,
    /// How many core values are scored.
    pub scored: usize,
    /// The core values that are not scored.
    pub unscored: Vec<String>,
}

impl Total {
    /// Whether every core value is scored: only then totals of scenarios can be compared.
    pub const fn complete(&self) -> bool {
        self.unscored.is_empty() && self.scored > 0
    }
}

impl Scenario {
    /// What it wants of an element.
    pub fn setting(&self, element: ChainElement) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.element == element)
    }

    /// What its scores come to on these core values.
    pub fn total(&self, values: &[String]) -> Total {
        let score_of = |value: &String| self.scores.iter().find(|score| score.core_value == *value);
        let scored: Vec<i32> = values.iter().filter_map(score_of).map(|score| score.score).collect();
        let unscored = values.iter().filter(|value| score_of(value).is_none()).cloned().collect();
        Total { sum: scored.iter().sum(), scored: scored.len(), unscored }
    }

    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::from([
            ("choice".into(), self.choice.0.to_string()),
            ("code".into(), self.code.clone()),
            ("title".into(), self.title.clone()),
        ]);
        for setting in &self.settings {
            let role = setting.role.map_or_else(String::new, |role| format!("{role}: "));
            facts.insert(format!("elements/{}", setting.element), format!("{role}{}", told(&setting.executions)));
        }
        for score in &self.scores {
            let because = score.explanation.as_ref().map_or_else(String::new, |text| format!(" ({text})"));
            facts.insert(format!("scores/{}", score.core_value), format!("{}{because}", score.score));
        }
        facts
    }
}

/// Checks scores on these core values.
pub(super) fn scores(given: Vec<Score>, values: &[String]) -> Outcome<Vec<Score>> {
    let mut no = Vec::new();
    if given.len() > MOST_VALUES {
        no.push(Refusal::at(Code::TooMany, ["scores"]).with("limit", MOST_VALUES));
    }
    let (mut kept, mut seen) = (Vec::with_capacity(given.len()), BTreeSet::new());
    for (index, score) in given.into_iter().enumerate() {
        let mut inner = Vec::new();
        let core_value = score.core_value.trim().to_owned();
        if !values.contains(&core_value) {
            inner.push(Refusal::at(Code::NotFound, ["coreValue"]));
        } else if !seen.insert(core_value.clone()) {
            inner.push(Refusal::at(Code::Duplicate, ["coreValue"]));
        }
        if !(LOWEST..=HIGHEST).contains(&score.score) {
            inner.push(Refusal::at(Code::NumberOutOfRange, ["score"]).with("limit", HIGHEST));
        }
        let explanation = text::optional(score.explanation.as_deref(), "explanation", &mut inner);
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("scores")));
        kept.push(Score { core_value, score: score.score, explanation });
    }
    unless_refused(no, || kept)
}
