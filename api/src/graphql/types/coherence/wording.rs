//! A finding in words: its sentence with the names of what it is about.

use async_graphql::Context;

use super::Known;
use crate::{
    domain::{coherence::Finding, responsibility::LifeDomain},
    graphql::context::RequestContext,
    policy::Locale,
    texts::Texts,
};

/// The most names that a sentence tells; how many more there are is told as a number.
const MOST_NAMES: usize = 6;

/// What is the matter.
pub fn message(ctx: &Context<'_>, known: &Known, finding: &Finding) -> String {
    with_names(ctx, known, finding, |texts, locale, names| texts.text(locale, finding.sentence(), names))
}

/// What to do about it.
pub fn advice(ctx: &Context<'_>, known: &Known, finding: &Finding) -> String {
    with_names(ctx, known, finding, |texts, locale, names| {
        texts.attribute(locale, finding.sentence(), "advice", names).unwrap_or_default()
    })
}

fn with_names(
    ctx: &Context<'_>,
    known: &Known,
    finding: &Finding,
    told: impl FnOnce(&Texts, Locale, &[(&str, &str)]) -> String,
) -> String {
    let request = RequestContext::of(ctx);
    let (texts, locale) = (&request.texts, request.locale());
    let party = |id| known.party(id).map(|party| party.name.clone());
    let task = |id| known.task(id).map(|task| format!("“{}”", task.name));
    let goal = |id| known.goal(id).map(|goal| format!("{} “{}”", goal.code, goal.text.trim_end_matches('.')));
    let contract = |id| known.contract(id).map(|contract| contract.terms.code.clone());
    let domain = |domain: &LifeDomain| texts.text(locale, &format!("domain-{}", domain.name().to_lowercase()), &[]);
    let list = |names: Vec<String>| listed(texts, locale, names);
    let contractors = list(finding.contractors.iter().filter_map(|id| party(*id)).collect());
    let partners = list(finding.partners.iter().filter_map(|id| party(*id)).collect());
    let tasks = list(finding.tasks.iter().filter_map(|id| task(*id)).collect());
    let goals = list(finding.goals.iter().filter_map(|id| goal(*id)).collect());
    let contracts = list(finding.contracts.iter().filter_map(|id| contract(*id)).collect());
    let domains = list(finding.domains.iter().map(domain).collect());
    let elsewhere = list(finding.named_in.iter().map(domain).collect());
    let groups = list(finding.target_groups.clone());
    let day = finding.last_day.map(|day| texts.date(locale, day)).unwrap_or_default();
    let names = [
        ("contractors", contractors),
        ("partners", partners),
        ("tasks", tasks),
        ("goals", goals),
        ("contracts", contracts),
        ("domains", domains),
        ("named", elsewhere),
        ("groups", groups),
        ("day", day),
    ];
    let names: Vec<(&str, &str)> = names.iter().map(|(name, value)| (*name, value.as_str())).collect();
    told(texts, locale, &names)
}

/// The names as people list them: "a, b en c"; `none` where there are none, for the sentence to choose by.
fn listed(texts: &Texts, locale: Locale, mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let last = if more > 1 {
        names.truncate(MOST_NAMES);
        texts.text(locale, "list-more", &[("count", &(more.to_string()))])
    } else {
        let Some(last) = names.pop() else { return "none".to_owned() };
        last
    };
    if names.is_empty() {
        return last;
    }
    texts.text(locale, "list-and", &[("first", &names.join(", ")), ("last", &last)])
}
