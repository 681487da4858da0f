//! A report as named texts, for the audit trail.

use super::{Part, Report, Value};
use crate::domain::{
    event::Facts,
    figure::{BESIDE, Figure},
    ids::{ContractIndicatorId, PartyId},
};

impl Report {
    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::from([
            ("state".into(), self.state.stage().to_string()),
            ("explanation".into(), self.explanation.clone()),
        ]);
        for handling in &self.handlings {
            facts.insert(format!("handlings/{}", handling.municipality.name), handling.state.to_string());
        }
        for value in &self.values {
            let cell = value.cell.as_ref().map_or_else(String::new, |cell| format!("/{cell}"));
            let key = format!("values/{}/{}{cell}", value.indicator.0, value.municipality.0);
            if let Some(text) = &value.explanation {
                facts.insert(format!("{key}/explanation"), text.clone());
            }
            for (mark, set) in [("provisional", value.provisional), ("confirmed", value.confirmed)] {
                if set {
                    facts.insert(format!("{key}/{mark}"), "yes".to_owned());
                }
            }
            facts.insert(key, figure_in_words(&value.figure));
        }
        for account in &self.accounts {
            facts.insert(
                format!("cooperation/{}", account.partner.0),
                format!("{}: {}", account.judgement, account.text),
            );
        }
        for it in &self.assessments {
            facts.insert(format!("selfAssessment/{}", it.goal.0), format!("{}: {}", it.judgement, it.reasoning));
        }
        for (index, it) in self.returns.iter().enumerate() {
            facts.insert(
                format!("returns/{index:03}"),
                format!("{} {}: {}", it.municipality.0, part_in_words(it.part), it.reason),
            );
        }
        facts
    }
}

/// The values that the facts of a report tell, without what stands beside their figures; nothing when one cannot be
/// read.
pub fn frozen_values(facts: &Facts) -> Option<Vec<Value>> {
    let values = facts.iter().filter_map(|(field, told)| Some((field.strip_prefix("values/")?, told)));
    let beside = |field: &str| field.rsplit_once('/').is_some_and(|(_, last)| BESIDE.contains(&last));
    values.filter(|(field, _)| !beside(field)).map(|(field, told)| frozen_value(field, told)).collect()
}

fn frozen_value(field: &str, told: &str) -> Option<Value> {
    let mut parts = field.splitn(3, '/');
    Some(Value {
        indicator: ContractIndicatorId(parts.next()?.parse().ok()?),
        municipality: PartyId(parts.next()?.parse().ok()?),
        cell: parts.next().map(str::to_owned),
        figure: figure_of_words(told)?,
        explanation: None,
        provisional: false,
        confirmed: false,
    })
}

/// A figure back from its words.
fn figure_of_words(words: &str) -> Option<Figure> {
    if words == "not applicable" {
        return Some(Figure::NotApplicable);
    }
    if let Some(reason) = words.strip_prefix("missing: ") {
        return Some(Figure::Missing { reason: reason.to_owned() });
    }
    if let Some((numerator, denominator)) = words.split_once(" / ") {
        return Some(Figure::Ratio { numerator: numerator.parse().ok()?, denominator: denominator.parse().ok()? });
    }
    if let Some((mark, respondents)) = words.strip_suffix(')').and_then(|words| words.split_once(" (")) {
        return Some(Figure::Score { mark: mark.parse().ok()?, respondents: respondents.parse().ok()? });
    }
    Some(Figure::Number(words.parse().ok()?))
}

fn figure_in_words(figure: &Figure) -> String {
    match figure {
        Figure::Number(number) => number.to_string(),
        Figure::Ratio { numerator, denominator } => format!("{numerator} / {denominator}"),
        Figure::Score { mark, respondents } => format!("{mark} ({respondents})"),
        Figure::Missing { reason } => format!("missing: {reason}"),
        Figure::NotApplicable => "not applicable".to_owned(),
    }
}

fn part_in_words(part: Part) -> String {
    match part {
        Part::Whole => "whole".to_owned(),
        Part::Municipality => "municipality".to_owned(),
        Part::Indicator(indicator) => format!("indicator {}", indicator.0),
        Part::Cooperation(partner) => format!("cooperation {}", partner.0),
        Part::SelfAssessment(goal) => format!("self-assessment {}", goal.0),
        Part::Explanation => "explanation".to_owned(),
    }
}
