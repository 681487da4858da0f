//! A review as named texts, for the audit trail.

use super::{Consequence, Judged, ReplyKind, Review, ReviewState};
use crate::domain::event::Facts;

impl Review {
    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::from([
            ("municipality".into(), self.municipality.name.clone()),
            ("state".into(), self.state.stage().to_string()),
            ("cooperation".into(), self.cooperation.clone()),
            ("conclusion".into(), self.conclusion.clone()),
        ]);
        for it in &self.judgements {
            let key = match it.subject {
                Judged::Indicator(id) => format!("indicators/{}", id.0),
                Judged::Goal(id) => format!("goals/{}", id.0),
            };
            facts.insert(key, format!("{}: {}", it.judgement, it.reasoning));
        }
        for (index, it) in self.consequences.iter().enumerate() {
            facts.insert(format!("consequences/{index:03}"), consequence_in_words(it));
        }
        if let Some(reply) = self.state.reply() {
            let kind = if reply.agrees { ReplyKind::Agree } else { ReplyKind::Disagree };
            facts.insert("reply".into(), format!("{kind}: {}", reply.text));
        }
        if let ReviewState::Final { decision, .. } = &self.state {
            facts.insert("decision".into(), format!("{} {}", decision.decided_on, decision.decision_reference));
        }
        facts
    }
}

fn consequence_in_words(it: &Consequence) -> String {
    let indicator = it.indicator.map_or_else(String::new, |indicator| format!(" [indicator {}]", indicator.0));
    let owner = it.owner.as_ref().map_or_else(String::new, |owner| format!(", by {owner}"));
    let due_on = it.due_on.map_or_else(String::new, |day| format!(", until {day}"));
    format!("{}{indicator}: {}{owner}{due_on}", it.kind, it.description)
}
