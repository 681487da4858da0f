//! A municipality's targets as named texts, for the audit trail.

use super::{Aim, PreviousResult, Step, TargetSet, TargetSetState};
use crate::domain::event::Facts;

impl TargetSet {
    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::from([
            ("municipality".into(), self.municipality.name.clone()),
            ("state".into(), self.state.stage().to_string()),
        ]);
        if let TargetSetState::Adopted { adoption, .. } = &self.state {
            facts.insert("decision".into(), format!("{} {}", adoption.decided_on, adoption.decision_reference));
        }
        for target in &self.targets {
            let key = format!("targets/{}", target.indicator.0);
            let previous = match &target.reasoning.previous {
                PreviousResult::Reviewed(review) => format!("review {}", review.0),
                PreviousResult::None { because } => because.clone(),
            };
            facts.insert(format!("{key}/state"), target.state.to_string());
            facts.insert(format!("{key}/aim"), aim_in_words(&target.aim));
            facts.insert(format!("{key}/labourMarket"), target.reasoning.labour_market.clone());
            facts.insert(format!("{key}/targetGroups"), target.reasoning.target_groups.clone());
            facts.insert(format!("{key}/previousResult"), previous);
            let steps = target.steps.iter().enumerate();
            facts.extend(steps.map(|(place, step)| (format!("{key}/steps/{place:03}"), step_in_words(step))));
        }
        facts
    }
}

fn step_in_words(it: &Step) -> String {
    let reason = it.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
    format!("{} {} by {} at {}, {}{reason}", it.side, it.act, it.by.0, it.at.to_rfc3339(), aim_in_words(&it.aim))
}

fn aim_in_words(aim: &Aim) -> String {
    match aim {
        Aim::Value { kind, value } => format!("{kind} {value}"),
        Aim::NoTarget { because } => format!("none: {because}"),
    }
}
