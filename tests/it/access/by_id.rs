//! An identity of what somebody may not see answers as one of what is not there: the same bytes, after as many
//! statements, whatever is asked with it. And whoever may see it finds it by `node`.

mod files;
mod nodes;
mod questions;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tests::{Answer, Client, Milestone, Stage, TestApp};

use super::attempts::{Things, attempts, governance, reorganisation};
use super::people::id;
use super::table::finished;
use crate::introspection::Introspection;

/// Kinds of identities of what everybody who is signed in may read.
const OPEN: [&str; 6] = ["party", "framework", "goal", "task", "indicator", "dimension"];

/// How often something is asked again before two numbers of statements count as different: what concerns security is
/// written down a moment later, and counted with whatever is asked then.
const TRIES: usize = 6;

/// One existing thing of each kind, by what stands before the colon of its identity; all are of Assen and WPDA.
type Existing = BTreeMap<String, String>;

/// The whole story, and everybody who has nothing to do with it.
struct World<'a> {
    stage: &'a Stage<'a>,
    schema: Introspection,
    things: Things,
    existing: Existing,
    outsiders: Vec<(&'static str, Client)>,
}

fn kind(id: &str) -> &str {
    id.split_once(':').unwrap_or_else(|| panic!("{id} is no identity")).0
}

/// An identity of that kind that nothing has.
fn absent(kind: &str) -> String {
    format!("{kind}:00000000-0000-7000-8000-000000000000")
}

impl<'a> World<'a> {
    async fn told(stage: &'a Stage<'a>) -> Self {
        stage.open_cycle(2021).await;
        stage.draft("INK-DAGB").await;
        stage.set_targets(2021, "Aa en Hunze").await;
        let governance = governance::Things::prepared(stage).await;
        let reorganisation = reorganisation::planned(stage).await;
        let things = finished(stage, governance, reorganisation).await;
        let existing = existing(stage, &things).await;
        let outsiders = vec![
            ("nobody", stage.app.stranger()),
            ("a stranger", stage.stranger().client().clone()),
            ("the contractor of a draft", stage.other_director().client().clone()),
        ];
        let schema = Introspection::of(&stage.app.stranger()).await;
        Self { stage, schema, things, existing, outsiders }
    }

    /// Panics unless the two are answered alike, byte for byte and statement for statement.
    async fn alike(&self, (who, client): (&str, &Client), document: &str, [one, other]: [&Value; 2]) {
        let app = self.stage.app;
        let mut least = [u64::MAX; 2];
        for _ in 0..TRIES {
            let (first, answered) = app.statements(client.run(document, one.clone())).await;
            let (second, unanswered) = app.statements(client.run(document, other.clone())).await;
            let told = |answer: Answer| (answer.status, words(answer.body));
            assert_eq!(told(answered), told(unanswered), "{who}: {document} with {one} and with {other}");
            least = [least[0].min(first), least[1].min(second)];
            if least[0] == least[1] {
                return;
            }
        }
        panic!("{who}: {least:?} statements for {document} with {one} and with {other}");
    }
}

/// What was said, but for to which request.
fn words(mut body: Value) -> String {
    for error in body["errors"].as_array_mut().into_iter().flatten() {
        let extensions = error["extensions"].as_object_mut().expect("extensions with a code");
        extensions.remove("requestId");
    }
    body.to_string()
}

/// The identities of the things, and of what is under them.
async fn existing(stage: &Stage<'_>, things: &Things) -> Existing {
    let document = "query($contract: ID!, $set: ID!) {
        contract(id: $contract) { indicators { id } auditTrail(first: 1) { nodes { id } } }
        targetSet(id: $set) { targets { id } } }";
    let variables = json!({ "contract": things.contract, "set": things.target_set });
    let under = stage.account_holder("Assen").run(document, variables).await;
    let cells = json!([{ "code": "a", "nameNl": "a", "nameEn": "a" }, { "code": "b", "nameNl": "b", "nameEn": "b" }]);
    let input = json!({ "code": "PROEF", "nameNl": "Proef", "nameEn": "Trial", "cells": cells });
    let dimension = stage.platform_admin().did("defineDimension", input).await;
    let all = [
        things.contract.clone(),
        things.attachment.clone(),
        things.cycle.clone(),
        things.target_set.clone(),
        things.report.clone(),
        things.review.clone(),
        things.open_point.clone(),
        things.reorganisation.clone(),
        things.assen.clone(),
        things.person.clone(),
        things.invitation.clone(),
        things.governance.arrangement.clone(),
        things.governance.choice.clone(),
        things.governance.scenario.clone(),
        stage.framework.clone(),
        stage.goal("W1").to_owned(),
        stage.tasks.values().next().unwrap().clone(),
        stage.definitions.values().next().unwrap().clone(),
        id(&dimension, "/dimension/id"),
        under.text("/contract/indicators/0/id"),
        under.text("/contract/auditTrail/nodes/0/id"),
        under.text("/targetSet/targets/0/id"),
    ];
    all.into_iter().map(|id| (kind(&id).to_owned(), id)).collect()
}

/// The identities in an input.
fn identities(input: &Value, found: &mut BTreeSet<String>) {
    match input {
        Value::String(text) if text.split_once(':').is_some_and(|(_, id)| id.len() == 36) => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|it| identities(it, found)),
        Value::Object(fields) => fields.values().for_each(|it| identities(it, found)),
        _ => {}
    }
}

/// The input with an identity of nothing in the place of each of these.
fn without(input: &Value, gone: &[&String]) -> Value {
    let mut text = input.to_string();
    for id in gone {
        text = text.replace(id.as_str(), &absent(kind(id)));
    }
    serde_json::from_str(&text).unwrap()
}

impl World<'_> {
    /// Every act, with the identities of things that are there, and with one of them or all of them of nothing.
    async fn acts_answer_alike(&self) {
        let attempts = attempts(self.stage, &self.things, "no-such-token");
        for (who, client) in &self.outsiders {
            for (act, attempt) in &attempts {
                let mut ids = BTreeSet::new();
                identities(&attempt.input, &mut ids);
                let hidden = |id: &&String| *who == "nobody" || !OPEN.contains(&kind(id));
                let hidden: Vec<&String> = ids.iter().filter(hidden).collect();
                let singly = hidden.iter().map(|id| vec![*id]);
                for gone in singly.chain([hidden.clone()]).filter(|gone| !gone.is_empty()) {
                    let there = json!({ "input": attempt.input });
                    let absent = json!({ "input": without(&attempt.input, &gone) });
                    self.alike((who, client), &tests::stage::document(act), [&there, &absent]).await;
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_hidden_answers_as_what_is_not_there_and_is_found_by_whoever_may_see_it() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Reviewed).await;
    let world = World::told(&stage).await;
    let own = within::Own::prepared(&stage).await;
    app.deliver_mail().await;
    let before = app.snapshot().await;
    world.questions_answer_alike().await;
    world.acts_answer_alike().await;
    world.acts_on_ones_own_answer_alike(&own).await;
    world.files_answer_alike().await;
    world.everything_is_found_by_its_identity().await;
    app.assert_unchanged(&before).await;
}
