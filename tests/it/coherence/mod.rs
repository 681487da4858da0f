//! Coherence over the two contracts of the case, from outside.

mod access;
mod category;
mod set_aside;
mod what_if;
mod wpda;

use serde_json::{Value, json};
use tests::stage::case::{WPDA, list, text};
use tests::{Actor, Milestone, Stage, TestApp};

/// The contract with the providers of day activities.
const DAGB: &str = "INK-DAGB";

/// What is asked of a finding.
const FINDING: &str = "kind code severity outcome lacks message advice domains namedInDomains targetGroups lastDay
    municipality { name } contractors { name } partners { name } contracts { code } tasks { name } goals { code }
    dismissal { reason until reopenedBecause by { name } viewerCanEnd { allowed } }
    viewerCanDismiss { allowed reasons { code } }";

/// Both contracts are adopted by all, and it is June 2020.
async fn both_adopted(app: &TestApp) -> Stage<'_> {
    let stage = Stage::at(app, Milestone::Adopted).await;
    stage.draft(DAGB).await;
    stage.offer(DAGB).await;
    stage.agree(DAGB).await;
    stage.adopt_by_all(DAGB).await;
    app.travel_to("2020-06-01");
    forget_mail(app).await;
    stage
}

async fn forget_mail(app: &TestApp) {
    app.deliver_mail().await;
    app.mailbox().take();
}

/// The coherence of a municipality as someone asks for it; `more` are further arguments.
async fn coherence(stage: &Stage<'_>, actor: &Actor, municipality: &str, more: &str) -> Value {
    let document = format!(
        "query($id: ID!) {{ coherence(municipalityId: $id{more}) {{
            asOf municipality {{ name }} counts {{ kind severity open dismissed }} findings {{ {FINDING} }} }} }}"
    );
    let answer = actor.run(&document, json!({ "id": stage.party(municipality) })).await;
    answer.at("/coherence").clone()
}

/// What Assen's account holder finds.
async fn found(stage: &Stage<'_>, more: &str) -> Vec<Value> {
    let answer = coherence(stage, stage.account_holder("Assen"), "Assen", more).await;
    list(&answer["findings"]).to_vec()
}

fn messages(findings: &[Value]) -> Vec<String> {
    let mut told: Vec<String> = findings
        .iter()
        .map(|it| {
            let outcome = it["outcome"].as_str().map(|it| format!(" {it}")).unwrap_or_default();
            format!("{} {}{outcome}: {}", text(&it["severity"]), text(&it["kind"]), text(&it["message"]))
        })
        .collect();
    told.sort();
    told
}

/// The finding whose message holds these words.
fn about<'a>(findings: &'a [Value], words: &str) -> &'a Value {
    let found: Vec<&Value> = findings.iter().filter(|it| text(&it["message"]).contains(words)).collect();
    let [one] = found.as_slice() else { panic!("{} findings about {words}: {:#?}", found.len(), messages(findings)) };
    one
}
