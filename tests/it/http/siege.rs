//! Every malformed value in every place of every argument: the service says what is wrong, and answers the next one.

use reqwest::Method;
use serde_json::{Value, json};
use tests::client::GRAPHQL;
use tests::stage::case::WPDA;
use tests::{Client, Milestone, Stage, TestApp};

use super::malformed::{doubled, malformed, places, valid};
use crate::introspection::{Introspection, innermost, list, name, written};

/// Which thing's version an act expects, by the field that names the thing.
const VERSIONED: [(&str, &str); 4] =
    [("contractId", "contract"), ("targetSetId", "targetSet"), ("reportId", "report"), ("reviewId", "review")];

/// One field with all its arguments as variables.
pub(super) struct Asked {
    pub(super) document: String,
    pub(super) variables: Value,
}

pub(super) fn asked(schema: &Introspection, operation: &str, field: &Value, known: &Value) -> Asked {
    let arguments = list(&field["args"]);
    let declared: Vec<String> = arguments.iter().map(|it| format!("${}: {}", name(it), written(&it["type"]))).collect();
    let passed: Vec<String> = arguments.iter().map(|it| format!("{0}: ${0}", name(it))).collect();
    let variable = |it: &Value| (name(it).to_owned(), valid(schema, known, (name(it), &it["type"]), 0));
    let result = schema.named(&innermost(&field["type"]));
    let has_errors = list(&result["fields"]).iter().any(|it| name(it) == "errors");
    let selection = if has_errors { "{ errors { code } }" } else { "{ __typename }" };
    let document =
        format!("{operation}({}) {{ it: {}({}) {selection} }}", declared.join(", "), name(field), passed.join(", "));
    Asked { document, variables: Value::Object(arguments.iter().map(variable).collect()) }
}

/// Sends it and looks at the answer: no fault of ours, and words for what is theirs. Whether it was done.
async fn answered(client: &Client, document: &str, variables: &Value) -> bool {
    let body = json!({ "query": document, "variables": variables }).to_string();
    let headers = [("content-type", "application/json"), ("accept", "application/graphql-response+json")];
    let answer = client.request(Method::POST, GRAPHQL, &headers, body).await;
    let told = || {
        let sent: String = variables.to_string().chars().take(1_500).collect();
        format!("{document}\nwith {sent}\n{}: {}", answer.status, answer.text())
    };
    assert!(answer.status < 500, "{}", told());
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("no JSON: {}", told()));
    for error in body["errors"].as_array().into_iter().flatten() {
        let code = error["extensions"]["code"].as_str().unwrap_or_else(|| panic!("no code: {}", told()));
        assert_ne!(code, "INTERNAL", "{}", told());
    }
    assert!(body.get("data").is_some() || body["errors"].is_array(), "{}", told());
    body["errors"].is_null() && body["data"]["it"]["errors"].as_array().is_none_or(Vec::is_empty)
}

/// Lets the input expect the version that there is, so that what stands in the other fields is looked at.
async fn refresh(reader: &Client, variables: &mut Value) {
    for (key, field) in VERSIONED {
        let Some(id) = variables.pointer(&format!("/input/{key}")).cloned() else { continue };
        let document = format!("query($id: ID!) {{ {field}(id: $id) {{ version }} }}");
        let version = reader.run(&document, json!({ "id": id })).await;
        if let (Some(version), Some(place)) =
            (version.body.pointer(&format!("/data/{field}/version")), variables.pointer_mut("/input/expectedVersion"))
        {
            *place = version.clone();
        }
    }
}

async fn besiege(client: &Client, asked: &mut Asked, values: &[Value]) -> usize {
    let mut count = 0;
    for mut variables in lists_doubled(&asked.variables) {
        refresh(client, &mut variables).await;
        answered(client, &asked.document, &variables).await;
    }
    for place in places(&asked.variables).into_iter().skip(1) {
        refresh(client, &mut asked.variables).await;
        for value in values {
            let mut variables = asked.variables.clone();
            *variables.pointer_mut(&place).unwrap() = value.clone();
            if answered(client, &asked.document, &variables).await {
                refresh(client, &mut asked.variables).await;
            }
            count += 1;
        }
    }
    count
}

/// The variables with each list doubled alone, and with all of them.
fn lists_doubled(variables: &Value) -> Vec<Value> {
    let mut all = vec![doubled(variables)];
    for place in places(variables) {
        let mut one = variables.clone();
        let there = one.pointer_mut(&place).unwrap();
        if let Value::Array(items) = there {
            items.extend(items.clone());
            all.push(one);
        }
    }
    all
}

/// Real things for the ids, so that the siege gets past the door.
async fn known(stage: &Stage<'_>, contract: &str, reviews: bool) -> Value {
    let indicators = stage.indicator_ids().await;
    let review = if reviews { stage.read_review(2020, "Assen").await["id"].clone() } else { Value::Null };
    let targets = stage.read_targets(2020, "Assen").await;
    json!({
        "contractId": stage.contract_id(contract).await, "cycleId": stage.cycle_id(2020).await,
        "attachmentId": stage.attach(WPDA, "Bijlage.pdf").await["id"],
        "targetSetId": stage.read_targets(2021, "Assen").await["id"], "targetIds": targets["targets"][0]["id"],
        "targetId": targets["targets"][0]["id"], "reportId": stage.read_report(2020, 2).await["id"],
        "reviewId": review, "municipalityId": stage.party("Assen"), "partyId": stage.party("Assen"),
        "organisationId": stage.party("WPDA"), "contractorId": stage.party("WPDA"), "partnerId": stage.party("DAGB"),
        "categoryId": stage.party("DAGB"), "memberId": stage.party("WPDA"), "partOfId": stage.party("WPDA"),
        "clientIds": stage.party("Assen"), "ownerIds": stage.party("Assen"), "clientId": stage.party("Assen"),
        "goalId": stage.goal("W1"), "goalIds": stage.goal("W1"), "frameworkId": stage.framework,
        "taskId": stage.tasks.values().next(), "indicatorId": indicators["W1-UITSTROOM"],
        "subjectId": indicators["W1-UITSTROOM"], "id": stage.contract_id(contract).await,
    })
}

/// The client whose acts get furthest.
fn who<'a>(stage: &'a Stage<'_>, field: &str) -> &'a Client {
    match field {
        "fillReport" | "submitReport" | "replyToReview" | "sendBackContract" | "agreeContract" => stage.director(),
        "registerMunicipality"
        | "registerOrganisation"
        | "addParticipant"
        | "endParticipation"
        | "identifyParty"
        | "addCategoryMember"
        | "endCategoryMembership"
        | "invitePerson"
        | "withdrawInvitation"
        | "endRole" => stage.platform_admin(),
        _ => stage.account_holder("Assen"),
    }
    .client()
}

async fn besieged(operation: &str, root: &str, milestone: Milestone, chosen: impl Fn(&str) -> bool) {
    let mut app = TestApp::for_years().await;
    app.leave_mail_undelivered();
    let stage = Stage::at(&app, milestone).await;
    stage.open_cycle(2021).await;
    stage.draft("INK-DAGB").await;
    let schema = Introspection::of(&app.stranger()).await;
    let draft = known(&stage, "INK-DAGB", milestone == Milestone::ReviewsWritten).await;
    let (stranger, all) = (app.stranger(), malformed());
    let mut count = 0;
    for field in schema.fields(root).iter().filter(|it| chosen(name(it)) && !list(&it["args"]).is_empty()) {
        let mut things = draft.clone();
        match name(field) {
            "openCycle" => things["contractId"] = stage.contract_id(WPDA).await.into(),
            "chooseIndicators" => things["indicatorId"] = stage.definitions["W1-UITSTROOM"].clone().into(),
            _ => {}
        }
        let mut asked = asked(&schema, operation, field, &things);
        // Hashing a password takes long on purpose; a few values will do there.
        let slow = ["signIn", "choosePassword"].contains(&name(field));
        count += besiege(who(&stage, name(field)), &mut asked, if slow { &all[..12] } else { &all }).await;
        for value in &all {
            let variables = asked.variables.as_object().unwrap().keys().map(|key| (key.clone(), value.clone()));
            answered(&stranger, &asked.document, &Value::Object(variables.collect())).await;
        }
    }
    assert!(count > 200, "only {count} values were sent");
    let answer = stage.account_holder("Assen").run("{ contracts(first: 5) { totalCount } }", json!({})).await;
    assert!(answer.at("/contracts/totalCount").as_u64() >= Some(2), "nothing is lost");
}

#[tokio::test]
async fn no_variable_of_a_query_breaks_anything() {
    besieged("query", "Query", Milestone::Filled(2), |_| true).await;
}

#[tokio::test]
async fn no_variable_of_a_mutation_breaks_anything() {
    besieged("mutation", "Mutation", Milestone::Filled(2), |field| !field.contains("Review")).await;
}

#[tokio::test]
async fn no_variable_of_a_review_breaks_anything() {
    besieged("mutation", "Mutation", Milestone::ReviewsWritten, |field| field.contains("Review")).await;
}
