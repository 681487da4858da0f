//! Findings set aside, and open again.

use super::*;

async fn staged(app: &TestApp) -> (Stage<'_>, Value) {
    let stage = both_adopted(app).await;
    let finding = about(&found(&stage, "").await, "laaggeletterdheid bestrijden").clone();
    (stage, finding)
}

fn input(stage: &Stage<'_>, finding: &Value, reason: &str, until: &str) -> Value {
    json!({ "municipalityId": stage.party("Assen"), "code": finding["code"], "reason": reason, "until": until })
}

/// The finding with those that are set aside, if it is there.
async fn again(stage: &Stage<'_>, finding: &Value, more: &str) -> Option<Value> {
    found(stage, more).await.into_iter().find(|it| it["code"] == finding["code"])
}

const ALL: &str = ", includeDismissed: true";

#[tokio::test]
async fn a_finding_is_set_aside_until_its_day() {
    let app = TestApp::for_years().await;
    let (stage, finding) = staged(&app).await;
    assert_eq!(finding["viewerCanDismiss"]["allowed"], true);
    let holder = stage.account_holder("Assen");
    let before = app.snapshot().await;
    let payload = holder.did("dismissFinding", input(&stage, &finding, "Het Taalhuis doet dit.", "2021-05-31")).await;
    assert_eq!(payload["dismissal"], json!({ "code": finding["code"], "reopenedBecause": null }));
    app.assert_changed_only(&before, &["audit_chain", "audit_event", "finding_dismissal"]).await;

    assert_eq!(again(&stage, &finding, "").await, None);
    let aside = again(&stage, &finding, ALL).await.unwrap();
    assert_eq!(aside["dismissal"]["reason"], "Het Taalhuis doet dit.");
    assert_eq!(aside["dismissal"]["by"]["name"], "Aafje Voorbeeld");
    assert_eq!(aside["dismissal"]["reopenedBecause"], Value::Null);
    assert_eq!(aside["viewerCanDismiss"], json!({ "allowed": false, "reasons": [{ "code": "ALREADY_DISMISSED" }] }));
    let counted = coherence(&stage, holder, "Assen", "").await;
    let nobody = list(&counted["counts"]).iter().find(|it| it["kind"] == "NOBODY_RESPONSIBLE").unwrap();
    assert_eq!((&nobody["dismissed"], &nobody["severity"]), (&json!(1), &json!("ERROR")));
    let twice = holder.act("dismissFinding", input(&stage, &finding, "Nog eens.", "2021-05-31")).await;
    twice.assert_refused("dismissFinding", &[("ALREADY_DISMISSED", "code")]);

    assert_eq!(again(&stage, &finding, ", asOf: \"2021-05-31\"").await, None);
    let expired = again(&stage, &finding, ", asOf: \"2021-06-01\"").await.unwrap();
    assert_eq!(expired["dismissal"]["reopenedBecause"], "EXPIRED");
    assert_eq!(expired["viewerCanDismiss"]["allowed"], true);
    app.travel_to("2021-06-01");
    holder.did("dismissFinding", input(&stage, &finding, "Nog een jaar.", "2022-05-31")).await;
    assert_eq!(again(&stage, &finding, "").await, None);
    assert_eq!(app.rows("finding_dismissal").await, 1, "the last one; the audit trail has both");
}

#[tokio::test]
async fn it_is_opened_again_by_hand() {
    let app = TestApp::for_years().await;
    let (stage, finding) = staged(&app).await;
    let holder = stage.account_holder("Assen");
    let end = json!({ "municipalityId": stage.party("Assen"), "code": finding["code"], "reason": "Toch niet." });
    holder.act("endDismissal", end.clone()).await.assert_refused("endDismissal", &[("NOT_FOUND", "code")]);
    holder.did("dismissFinding", input(&stage, &finding, "Het Taalhuis doet dit.", "2021-05-31")).await;
    let aside = again(&stage, &finding, ALL).await.unwrap();
    assert_eq!(aside["dismissal"]["viewerCanEnd"]["allowed"], true);
    let payload = holder.did("endDismissal", end.clone()).await;
    assert_eq!(payload["dismissal"]["reopenedBecause"], "BY_HAND");
    let open = again(&stage, &finding, "").await.unwrap();
    assert_eq!(open["dismissal"]["reopenedBecause"], "BY_HAND");
    assert_eq!(open["dismissal"]["viewerCanEnd"]["allowed"], false);
    let twice = app.changing_nothing(holder.act("endDismissal", end)).await;
    twice.assert_refused("endDismissal", &[("NOT_FOUND", "code")]);
}

#[tokio::test]
async fn it_is_open_again_when_its_facts_change() {
    let app = TestApp::for_years().await;
    let (stage, finding) = staged(&app).await;
    let holder = stage.account_holder("Assen");
    holder.did("dismissFinding", input(&stage, &finding, "Het Taalhuis doet dit.", "2021-05-31")).await;
    // Another contract that contributes to the same task changes what the finding rests on.
    let task =
        json!({ "role": "CONTRIBUTES", "domain": "WORK", "taskId": stage.tasks["laaggeletterdheid bestrijden"] });
    let mut terms = stage.terms(DAGB);
    (terms["code"], terms["kind"]) = ("AW-TAAL".into(), "PURCHASE_CONTRACT".into());
    let draft = json!({ "terms": terms, "clientIds": [stage.party("Assen")], "contractorId": stage.party("DAGB") });
    holder.did("draftContract", draft).await;
    let mut entries = vec![task];
    for role in ["RESPONSIBLE", "CONTRIBUTES", "COOPERATES"] {
        let open = ["WORK", "PARTICIPATION", "INCOME"].into_iter().filter(|it| (role, *it) != ("CONTRIBUTES", "WORK"));
        entries.extend(open.map(|domain| json!({ "role": role, "domain": domain })));
    }
    holder.did("fillMatrix", stage.versioned("AW-TAAL", json!({ "entries": entries })).await).await;
    let indicators = json!({ "indicators": stage.indicator_inputs(DAGB) });
    holder.did("chooseIndicators", stage.versioned("AW-TAAL", indicators).await).await;
    assert_eq!(again(&stage, &finding, "").await, None, "a draft changes nothing yet");
    let preview = again(&stage, &finding, ", includeDrafts: true").await.unwrap();
    assert_eq!(preview["dismissal"]["reopenedBecause"], "FACTS_CHANGED");
    holder.did("offerContract", stage.versioned("AW-TAAL", json!({})).await).await;
    stage.other_director().did("agreeContract", stage.versioned("AW-TAAL", json!({})).await).await;
    let decided =
        json!({ "municipalityId": stage.party("Assen"), "decidedOn": "2020-05-26", "decisionReference": "B&W 5" });
    holder.did("adoptContract", stage.versioned("AW-TAAL", decided).await).await;
    let open = again(&stage, &finding, "").await.unwrap();
    assert_eq!(open["dismissal"]["reopenedBecause"], "FACTS_CHANGED");
    forget_mail(&app).await;
}

#[tokio::test]
async fn everything_wrong_is_told_at_once() {
    let app = TestApp::for_years().await;
    let (stage, finding) = staged(&app).await;
    let holder = stage.account_holder("Assen");
    let wrong = json!({ "municipalityId": stage.party("Assen"), "code": "X", "reason": " ", "until": "2020-06-01" });
    let answer = app.changing_nothing(holder.act("dismissFinding", wrong)).await;
    let all = [("NOT_FOUND", "code"), ("EMPTY", "reason"), ("DATE_OUT_OF_RANGE", "until")];
    answer.assert_refused("dismissFinding", &all);
    for until in ["2020-06-01", "2022-06-02"] {
        let wrong = input(&stage, &finding, "Daarom.", until);
        let answer = app.changing_nothing(holder.act("dismissFinding", wrong)).await;
        answer.assert_refused("dismissFinding", &[("DATE_OUT_OF_RANGE", "until")]);
    }
    let mut earlier = input(&stage, &finding, "Daarom.", "2021-06-01");
    earlier["asOf"] = "2019-12-31".into();
    let answer = app.changing_nothing(holder.act("dismissFinding", earlier)).await;
    answer.assert_refused("dismissFinding", &[("NOT_FOUND", "code")]);
}

#[tokio::test]
async fn what_only_a_draft_brings_about_is_not_set_aside() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    stage.draft(DAGB).await;
    app.travel_to("2020-06-01");
    let preview = found(&stage, ", includeDrafts: true").await;
    let finding = about(&preview, "samen met UWV");
    assert_eq!(finding["viewerCanDismiss"], json!({ "allowed": false, "reasons": [{ "code": "ONLY_IN_PREVIEW" }] }));
    let wanted = input(&stage, finding, "Daarom.", "2021-06-01");
    let answer = app.changing_nothing(stage.account_holder("Assen").act("dismissFinding", wanted)).await;
    answer.assert_refused("dismissFinding", &[("ONLY_IN_PREVIEW", "code")]);
}
