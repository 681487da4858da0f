//! What became of the goals of the framework before.

use std::collections::BTreeSet;

use super::Framework;
use crate::domain::{
    ids::GoalId,
    named::named,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

named! {
    /// What became of a goal in the next framework.
    Fate {
        /// It goes on as it was (behouden).
        Kept => "KEPT",
        /// It goes on in other words or with another aim (gewijzigd).
        Changed => "CHANGED",
        /// It does not go on (vervallen).
        Dropped => "DROPPED",
    }
}

/// What became of a goal, as the owners of the next framework write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FateWording {
    /// The goal of the framework before.
    pub goal: GoalId,
    /// What became of it.
    pub fate: Fate,
    /// The code of the goal in which it goes on.
    pub successor_code: Option<String>,
    /// Why.
    pub explanation: Option<String>,
}

/// What became of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalFate {
    /// The goal of the framework before.
    pub goal: GoalId,
    /// What became of it.
    pub fate: Fate,
    /// The goal in which it goes on; none when it was dropped.
    pub successor: Option<GoalId>,
    /// Why; always given when it was changed or dropped.
    pub explanation: Option<String>,
}

/// What became of each goal of the framework before, so that none is lost in silence.
pub fn succeed(framework: &Framework, before: &Framework, wordings: &[FateWording]) -> Outcome<Vec<GoalFate>> {
    let mut no = Vec::new();
    if !framework.owners.iter().any(|owner| before.owners.iter().any(|other| other.id == owner.id)) {
        no.push(Refusal::at(Code::NoOwnerInCommon, ["predecessorId"]));
    }
    if framework.year_from <= before.year_from {
        no.push(Refusal::at(Code::YearsDoNotFollow, ["yearFrom"]).with("year", before.year_from));
    }
    let mut told = BTreeSet::new();
    let mut fates = Vec::new();
    for (index, wording) in wordings.iter().enumerate() {
        let mut inner = Vec::new();
        if !before.goals.iter().any(|goal| goal.id == wording.goal) {
            inner.push(Refusal::at(Code::NotFound, ["goalId"]));
        } else if !told.insert(wording.goal) {
            inner.push(Refusal::at(Code::Duplicate, ["goalId"]));
        }
        fates.push(fate(framework, wording, &mut inner));
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("goalFates")));
    }
    for goal in before.goals.iter().filter(|goal| !told.contains(&goal.id)) {
        no.push(Refusal::at(Code::FateMissing, ["goalFates", &goal.code]).with("goal", &goal.code));
    }
    unless_refused(no, || fates)
}

fn fate(framework: &Framework, wording: &FateWording, no: &mut Vec<Refusal>) -> GoalFate {
    let field = "successorGoalCode";
    let code = wording.successor_code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    let successor = code.and_then(|code| framework.goals.iter().find(|goal| goal.code == code)).map(|goal| goal.id);
    match (wording.fate, code) {
        (Fate::Dropped, Some(_)) => no.push(Refusal::at(Code::FateDoesNotFit, [field])),
        (Fate::Kept | Fate::Changed, None) => no.push(Refusal::at(Code::Empty, [field])),
        (Fate::Kept | Fate::Changed, Some(_)) if successor.is_none() => {
            no.push(Refusal::at(Code::NotFound, [field]));
        }
        _ => {}
    }
    let explanation = match wording.fate {
        Fate::Kept => text::optional(wording.explanation.as_deref(), "explanation", no),
        Fate::Changed | Fate::Dropped => {
            Some(text::prose(wording.explanation.as_deref().unwrap_or_default(), "explanation", no))
        }
    };
    GoalFate { goal: wording.goal, fate: wording.fate, successor, explanation }
}
