//! A report as named texts, for the audit trail.

use super::{Part, Report};
use crate::domain::{event::Facts, figure::Figure};

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
