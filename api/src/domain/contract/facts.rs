//! A contract as named texts, for the audit trail.

use super::{Client, Contract, ContractState, ExtensionDecision, Termination};
use crate::domain::{
    event::Facts,
    responsibility::{MatrixEntry, Subject},
};

impl Contract {
    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        let terms = &self.terms;
        let mut facts = Facts::from([
            ("code".into(), terms.code.clone()),
            ("title".into(), terms.title.clone()),
            ("kind".into(), terms.kind.to_string()),
            ("contractor".into(), terms.contractor.name.clone()),
            ("startsOn".into(), terms.period.from.to_string()),
            ("endsOn".into(), terms.period.to.to_string()),
            ("reportingFrequency".into(), terms.frequency.to_string()),
            ("conditions".into(), terms.conditions.clone()),
            ("legalBases".into(), terms.legal_bases.join("; ")),
            ("state".into(), self.state.stage().to_string()),
        ]);
        let domains: Vec<&str> = terms.deviation_domains.iter().map(|domain| domain.name()).collect();
        facts.insert("deviationDomains".into(), domains.join(", "));
        if let Some(framework) = terms.framework {
            facts.insert("framework".into(), framework.0.to_string());
        }
        if let Some(predecessor) = terms.predecessor {
            facts.insert("predecessor".into(), predecessor.0.to_string());
        }
        if let Some(day) = terms.extension_decision_on {
            facts.insert("extensionDecisionOn".into(), day.to_string());
        }
        if let Some(amends) = &self.amends {
            facts.insert("effectiveFrom".into(), amends.effective_from.to_string());
            facts.insert("amendmentReason".into(), amends.reason.clone());
        }
        if let Some(hearing) = &self.hearing {
            facts.insert("hearing".into(), hearing.remarks.clone());
        }
        facts.extend(self.extensions.iter().map(|it| (format!("extension/{}", it.municipality.0), extension(it))));
        facts.extend(self.terminations.iter().map(|it| (format!("termination/{}", it.municipality.0), ending(it))));
        let clients = self.clients.iter();
        facts.extend(clients.map(|it| (format!("clients/{}", it.municipality.name), taking_part(it))));
        for (index, entry) in self.matrix.iter().enumerate() {
            facts.insert(format!("matrix/{index:03}"), entry_in_words(entry));
        }
        for indicator in &self.indicators {
            let goal = indicator.goal.map_or_else(String::new, |goal| format!(" goal {}", goal.0));
            let annual = if indicator.annual_only { " annual only" } else { "" };
            let margins = format!("{} {}", indicator.amber_margin, indicator.red_margin);
            facts.insert(format!("indicators/{}", indicator.indicator.0), format!("{margins}{goal}{annual}"));
        }
        match &self.state {
            ContractState::Draft { remarks: Some(text) } => facts.insert("remarks".into(), text.clone()),
            ContractState::Withdrawn { reason, .. } => facts.insert("reason".into(), reason.clone()),
            _ => None,
        };
        facts
    }
}

fn taking_part(client: &Client) -> String {
    let adopted = client.adoption.as_ref().map(|it| format!("{} {}", it.decided_on, it.decision_reference));
    let since = client.since.map(|day| format!("from {day}"));
    let until = client.until.map(|day| format!("until {day}"));
    let said: Vec<String> = [adopted, since, until].into_iter().flatten().collect();
    said.join(" ")
}

fn extension(it: &ExtensionDecision) -> String {
    let until = it.until.map_or_else(String::new, |day| format!(" until {day}"));
    let conditions = it.conditions.as_ref().map_or_else(String::new, |text| format!(": {text}"));
    format!("{}{until}, {} {}{conditions}", it.answer, it.decided_on, it.decision_reference)
}

fn ending(it: &Termination) -> String {
    format!("{} on {}, {} {}: {}", it.ground, it.last_day, it.decided_on, it.decision_reference, it.explanation)
}

fn entry_in_words(entry: &MatrixEntry) -> String {
    let subject = match entry.subject {
        Subject::Task(task) => format!("task {}", task.0),
        Subject::Partner(partner) => format!("partner {}", partner.0),
        Subject::None => "none".to_owned(),
    };
    let deviation = entry.deviation.as_ref();
    let only =
        deviation.map_or_else(String::new, |it| format!(" for {} ({})", it.municipality.0, it.decision_reference));
    let group = entry.target_group.as_ref().map_or_else(String::new, |group| format!(" [{group}]"));
    let explanation = entry.explanation.as_ref().map_or_else(String::new, |text| format!(": {text}"));
    format!("{} {} {subject}{only}{group}{explanation}", entry.role, entry.domain)
}
