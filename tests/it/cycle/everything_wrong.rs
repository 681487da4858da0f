//! Everything goes wrong once: each act is refused with its own code at its own place, and leaves nothing behind.

use serde_json::{Value, json};
use tests::stage::case::{WPDA, list};
use tests::{Actor, Milestone, Stage, TestApp};

/// Asks for an act that must be refused with exactly these codes and paths, changing nothing and mailing nobody.
async fn refused(stage: &Stage<'_>, actor: &Actor, field: &str, input: Value, expected: &[(&str, &str)]) {
    let answer = stage.app.changing_nothing(actor.act(field, input)).await;
    answer.assert_refused(field, expected);
}

#[tokio::test]
async fn targets_that_are_incomplete_out_of_turn_or_out_of_date() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Opened).await;
    incomplete_targets(&stage).await;
    stage.until(Milestone::TargetsProposed).await;
    not_your_turn(&stage).await;
    stale_acts(&stage).await;
    app.deliver_mail().await;
}

/// Everything missing is named at once: targets that are not there, and reasoning that is empty.
async fn incomplete_targets(stage: &Stage<'_>) {
    let aafje = stage.account_holder("Assen");
    let indicators = stage.indicators().await;
    let empty = stage.versioned_targets(2020, "Assen", json!({})).await;
    let paths: Vec<String> = indicators.iter().map(|(code, ..)| format!("targets.{code}")).collect();
    let all: Vec<(&str, &str)> = paths.iter().map(|path| ("TARGET_MISSING", path.as_str())).collect();
    assert_eq!(all.len(), 11);
    refused(stage, aafje, "proposeTargets", empty, &all).await;

    let bare = json!({ "targets": [{ "indicatorId": indicators[0].2, "kind": "ABSOLUTE", "value": "400" }] });
    aafje.did("setTargets", stage.versioned_targets(2020, "Assen", bare).await).await;
    let mut some = vec![
        ("REASONING_MISSING", "targets.W1-UITSTROOM.labourMarket"),
        ("REASONING_MISSING", "targets.W1-UITSTROOM.targetGroups"),
        ("PREVIOUS_RESULT_MISSING", "targets.W1-UITSTROOM.previousReviewId"),
    ];
    some.extend(&all[1..]);
    let input = stage.versioned_targets(2020, "Assen", json!({})).await;
    refused(stage, aafje, "proposeTargets", input, &some).await;
}

/// Who has just spoken waits for the other side, with a counter-proposal as with an agreement.
async fn not_your_turn(stage: &Stage<'_>) {
    let (aafje, ineke) = (stage.account_holder("Assen"), stage.director());
    let set = stage.read_targets(2020, "Assen").await;
    let target = &set["targets"][0]["id"];
    let counter = |set: &Value, value: &str| {
        let proposal = json!({ "targetId": set["targets"][0]["id"], "kind": "ABSOLUTE", "value": value,
            "reason": "Het aantal mensen met een korte afstand tot werk is kleiner dan vorig jaar." });
        json!({ "targetSetId": set["id"], "expectedVersion": set["version"], "counterProposals": [proposal] })
    };
    let agree =
        |set: &Value| json!({ "targetSetId": set["id"], "expectedVersion": set["version"], "targetIds": [target] });
    let (no_counter, no_agreement) = ([("NOT_YOUR_TURN", "counterProposals.0")], [("NOT_YOUR_TURN", "targetIds.0")]);
    // Proposed by Assen: the organisation is to move.
    refused(stage, aafje, "counterTargets", counter(&set, "410"), &no_counter).await;
    refused(stage, aafje, "agreeTargets", agree(&set), &no_agreement).await;
    ineke.did("counterTargets", counter(&set, "380")).await;
    let set = stage.read_targets(2020, "Assen").await;
    refused(stage, ineke, "counterTargets", counter(&set, "370"), &no_counter).await;
    refused(stage, ineke, "agreeTargets", agree(&set), &no_agreement).await;
    // Assen counters in its turn: now the organisation is to move again.
    aafje.did("counterTargets", counter(&set, "395")).await;
    let set = stage.read_targets(2020, "Assen").await;
    assert_eq!((&set["targets"][0]["turn"], &set["targets"][0]["value"]), (&json!("CONTRACTOR"), &json!("395")));
    refused(stage, aafje, "counterTargets", counter(&set, "396"), &no_counter).await;
}

/// Whoever has read an older version is told so, before anything else of the act is looked at.
async fn stale_acts(stage: &Stage<'_>) {
    let stale = [("STALE", "expectedVersion")];
    let mut input = stage.versioned_targets(2020, "Assen", json!({})).await;
    input["expectedVersion"] = json!(1);
    refused(stage, stage.account_holder("Assen"), "proposeTargets", input, &stale).await;
    let mut input = stage.in_turn(2020, "Assen", "CONTRACTOR").await;
    input["expectedVersion"] = json!(input["expectedVersion"].as_i64().unwrap() + 1);
    refused(stage, stage.director(), "agreeTargets", input, &stale).await;
    let mut input = stage.versioned(WPDA, json!({ "reason": "Vergissing" })).await;
    input["expectedVersion"] = json!(1);
    refused(stage, stage.account_holder("Assen"), "withdrawContract", input, &stale).await;
}

#[tokio::test]
async fn a_report_with_six_kinds_of_error_and_a_return() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Accepted(4)).await;
    stage.on("2021-02-18");
    six_errors(&stage).await;
    stage.until(Milestone::Submitted(5)).await;
    stage.accept_report(2020, 5, "Assen").await;
    a_return(&stage).await;
}

async fn six_errors(stage: &Stage<'_>) {
    let (joop, ids) = (stage.reporter(), stage.indicator_ids().await);
    let mut filling = stage.filling(2020, 5).await;
    let is = |value: &Value, code: &str, municipality: &str| {
        value["indicatorId"] == ids[code].as_str()
            && value["municipalityId"] == stage.party(municipality)
            && value["cell"].is_null()
    };
    let values = filling["values"].as_array_mut().unwrap();
    values.retain(|value| !is(value, "W1-TEVREDENHEID", "Aa en Hunze"));
    for value in values {
        if is(value, "W1-UITSTROOM", "Tynaarlo") {
            value["number"] = json!("78");
        } else if is(value, "W2-DOELGROEP", "Assen") {
            value["numerator"] = json!("1469");
        } else if is(value, "W3-WSW", "Tynaarlo") {
            value["number"] = json!("-1");
        }
    }
    let without = |list: &mut Value, key: &str, id: &str| list.as_array_mut().unwrap().retain(|it| it[key] != id);
    without(&mut filling["cooperationAccounts"], "partnerId", stage.party("GKB"));
    without(&mut filling["selfAssessments"], "goalId", stage.goal("M1"));
    joop.did("fillReport", stage.versioned_report(2020, 5, filling).await).await;

    let input = stage.versioned_report(2020, 5, json!({})).await;
    let all = [
        ("BREAKDOWN_DOES_NOT_ADD_UP", "values.W1-UITSTROOM.Tynaarlo.cells"),
        ("VALUE_MISSING", "values.W1-TEVREDENHEID.Aa en Hunze"),
        ("NUMERATOR_OVER_DENOMINATOR", "values.W2-DOELGROEP.Assen.numerator"),
        ("NEGATIVE", "values.W3-WSW.Tynaarlo.number"),
        ("COOPERATION_MISSING", "cooperationAccounts.Gemeentelijke Kredietbank"),
        ("SELF_ASSESSMENT_MISSING", "selfAssessments.M1"),
    ];
    refused(stage, stage.director(), "submitReport", input, &all).await;
}

/// Aa en Hunze returns a figure: what Assen accepted stands, nothing else may change, and it comes back to them alone.
async fn a_return(stage: &Stage<'_>) {
    let (joop, ids) = (stage.reporter(), stage.indicator_ids().await);
    let (code, reason) = ("W1-INSTROOM", "Dit wijkt af van onze eigen administratie.");
    let back = |municipality: &str, reason: &str| {
        let part = json!({ "part": "INDICATOR", "subjectId": ids[code], "reason": reason });
        json!({ "municipalityId": stage.party(municipality), "parts": [part] })
    };
    let eefje = stage.account_holder("Aa en Hunze");
    let input = stage.versioned_report_by(eefje, 2020, 5, back("Aa en Hunze", "")).await;
    refused(stage, eefje, "returnReport", input, &[("EMPTY", "parts.0.reason")]).await;
    eefje.did("returnReport", stage.versioned_report_by(eefje, 2020, 5, back("Aa en Hunze", reason)).await).await;
    let handled = || async {
        let report = stage.read_report(2020, 5).await;
        let one = |it: &Value| format!("{} {}", it["municipality"]["name"].as_str().unwrap(), it["state"]);
        list(&report["handlings"]).iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(handled().await, ["Assen \"ACCEPTED\"", "Aa en Hunze \"RETURNED\"", "Tynaarlo \"PENDING\""]);
    let aafje = stage.account_holder("Assen");
    let input = stage.versioned_report_by(aafje, 2020, 5, back("Assen", reason)).await;
    refused(stage, aafje, "returnReport", input, &[("ALREADY_ACCEPTED", "")]).await;

    let value = |municipality: &str, code: &str| json!({ "indicatorId": ids[code], "municipalityId": stage.party(municipality), "number": "150" });
    let values = [value("Aa en Hunze", code), value("Assen", code), value("Aa en Hunze", "W3-BESCHUT")];
    let too_much = json!({ "values": values, "explanation": "Anders." });
    let not_returned = [("NOT_RETURNED", "values.1"), ("NOT_RETURNED", "values.2"), ("NOT_RETURNED", "explanation")];
    refused(stage, joop, "fillReport", stage.versioned_report(2020, 5, too_much).await, &not_returned).await;

    stage.accept_report(2020, 5, "Tynaarlo").await;
    joop.did("fillReport", stage.versioned_report(2020, 5, json!({ "values": [value("Aa en Hunze", code)] })).await)
        .await;
    stage.app.deliver_mail().await;
    stage.app.mailbox().take();
    stage.resubmit_report(2020, 5).await;
    assert_eq!(handled().await, ["Assen \"ACCEPTED\"", "Aa en Hunze \"PENDING\"", "Tynaarlo \"ACCEPTED\""]);
    stage.app.deliver_mail().await;
    let mail = stage.app.mailbox().overview();
    let only =
        ("eefje.bedacht@aaenhunze.example".to_owned(), "Rapportage ingediend door Werkplein Drentsche Aa".to_owned());
    assert_eq!(mail, [only], "it goes only to who returned it");
    let accepting = json!({ "municipalityId": stage.party("Aa en Hunze") });
    let mut stale = stage.versioned_report_by(eefje, 2020, 5, accepting).await;
    stale["expectedVersion"] = json!(stale["expectedVersion"].as_i64().unwrap() - 1);
    refused(stage, eefje, "acceptReport", stale, &[("STALE", "expectedVersion")]).await;
}
