//! Which goals a task serves.

use super::{Goal, Task};
use crate::domain::{
    ids::GoalId,
    refusal::{Code, Outcome, Refusal, unless_refused},
};

/// The goals that a task serves from now on: those wanted, and every goal of others that it serves already.
///
/// `known` are the goals that exist among those wanted; `own` are the goals that stand in a framework of the
/// municipality that asks. The vocabulary is shared, so nobody breaks the links of another by leaving them out.
pub fn link(task: &Task, wanted: &[GoalId], known: &[Goal], own: &[GoalId]) -> Outcome<Vec<GoalId>> {
    let mut no = Vec::new();
    for (index, goal) in wanted.iter().enumerate() {
        let path = ["goalIds".to_owned(), index.to_string()];
        if !known.iter().any(|it| it.id == *goal) {
            no.push(Refusal::at(Code::NotFound, path));
        } else if wanted.iter().take(index).any(|earlier| earlier == goal) {
            no.push(Refusal::at(Code::Duplicate, path));
        } else if !own.contains(goal) && !task.goals.contains(goal) {
            no.push(Refusal::at(Code::GoalOfOthers, path));
        }
    }
    let kept = task.goals.iter().filter(|goal| !own.contains(goal) && !wanted.contains(goal));
    unless_refused(no, || wanted.iter().chain(kept).copied().collect())
}
