//! For whom there is coherence, and who sets findings aside.

use super::*;

const READERS: [&str; 4] = ["ACCOUNT_HOLDER", "FINANCIAL_ADVISER", "PORTFOLIO_HOLDER", "COUNCIL_MEMBER"];

#[tokio::test]
async fn it_exists_for_the_people_of_the_municipality_alone() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let plain = "query($id: ID!) { coherence(municipalityId: $id) { findings { code } } }";
    let drafts = "query($id: ID!) { coherence(municipalityId: $id, includeDrafts: true) { findings { code } } }";
    let assen = json!({ "id": stage.party("Assen") });
    let mut seen = 0;
    for (party, role, actor) in stage.everyone() {
        let reads = party == "Assen" && READERS.contains(&role);
        let answer = actor.run(plain, assen.clone()).await;
        assert_eq!(answer.at("/coherence").is_object(), reads, "{role} of {party}");
        seen += usize::from(reads);
        let preview = actor.run(drafts, assen.clone()).await;
        if reads && role == "COUNCIL_MEMBER" {
            preview.assert_error("FORBIDDEN");
        } else {
            assert_eq!(preview.at("/coherence").is_object(), reads, "{role} of {party}, with drafts");
        }
    }
    assert_eq!(seen, 4, "each of the readers was asked");
    app.stranger().run(plain, assen).await.assert_error("UNAUTHENTICATED");
    let nowhere = json!({ "id": "party:00000000-0000-7000-8000-000000000000" });
    assert_eq!(stage.account_holder("Assen").run(plain, nowhere).await.at("/coherence"), &Value::Null);
}

#[tokio::test]
async fn only_the_own_account_holder_sets_aside() {
    let app = TestApp::for_years().await;
    let stage = both_adopted(&app).await;
    let finding = found(&stage, "").await.remove(0);
    let input = json!({ "municipalityId": stage.party("Assen"), "code": finding["code"], "reason": "Daarom.",
        "until": "2021-01-01" });
    let end = json!({ "municipalityId": stage.party("Assen"), "code": finding["code"], "reason": "Toch." });
    let before = app.snapshot().await;
    for (party, role, actor) in stage.everyone().filter(|it| (it.0, it.1) != ("Assen", "ACCOUNT_HOLDER")) {
        for (field, input) in [("dismissFinding", &input), ("endDismissal", &end)] {
            let answer = actor.act(field, input.clone()).await;
            if party == "Assen" && READERS.contains(&role) {
                answer.assert_error("FORBIDDEN");
            } else {
                answer.assert_refused(field, &[("NOT_FOUND", "municipalityId")]);
            }
        }
    }
    app.assert_unchanged(&before).await;
    let council = coherence(&stage, stage.council_member(), "Assen", "").await;
    let told = &list(&council["findings"])[0]["viewerCanDismiss"];
    assert_eq!(told, &json!({ "allowed": false, "reasons": [{ "code": "ROLE_NOT_ALLOWED" }] }));
}
