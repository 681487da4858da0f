//! Whether each goal of a framework is in somebody's hands and is measured.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Framework, Task};
use crate::domain::{
    contract::Contract,
    ids::{ContractId, GoalId, IndicatorId, PartyId, TaskId},
    responsibility::{MatrixRole, Subject, effective},
};

/// How a goal is covered for one municipality on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalCoverage {
    /// The goal.
    pub goal: GoalId,
    /// The tasks that serve it.
    pub tasks: Vec<TaskId>,
    /// The contracts in force whose contractor is responsible for such a task.
    pub responsible: Vec<ContractId>,
    /// The contracts in force whose contractor contributes to such a task.
    pub contributing: Vec<ContractId>,
    /// The indicators of contracts in force that measure it.
    pub indicators: Vec<IndicatorId>,
}

impl GoalCoverage {
    /// Whether somebody answers for it and something measures it.
    pub const fn is_covered(&self) -> bool {
        !self.responsible.is_empty() && !self.indicators.is_empty()
    }
}

/// How each goal of a framework is covered, in the order of the goals, by the contracts that hold for a municipality
/// on a day. What is no longer or not yet in force does not count, nor does what only holds for another municipality.
pub fn coverage(
    framework: &Framework,
    tasks: &[Task],
    contracts: &[Contract],
    municipality: PartyId,
    day: NaiveDate,
) -> Vec<GoalCoverage> {
    let running: Vec<&Contract> = contracts.iter().filter(|contract| contract.holds_for(municipality, day)).collect();
    let of_goal = |goal: GoalId| {
        let serving: Vec<TaskId> = tasks.iter().filter(|task| task.goals.contains(&goal)).map(|task| task.id).collect();
        let holding = |role: MatrixRole| {
            let holds = |contract: &&&Contract| {
                effective(&contract.as_of(day).matrix, municipality).iter().any(|entry| {
                    entry.role == role && matches!(entry.subject, Subject::Task(task) if serving.contains(&task))
                })
            };
            running.iter().filter(holds).map(|contract| contract.id).collect()
        };
        let mut measured = BTreeSet::new();
        for contract in &running {
            let usages = &contract.as_of(day).indicators;
            measured.extend(usages.iter().filter(|usage| usage.goal == Some(goal)).map(|usage| usage.indicator));
        }
        GoalCoverage {
            goal,
            responsible: holding(MatrixRole::Responsible),
            contributing: holding(MatrixRole::Contributes),
            tasks: serving,
            indicators: measured.into_iter().collect(),
        }
    };
    framework.goals.iter().map(|goal| of_goal(goal.id)).collect()
}
