//! A mail goes to who has the right when it is sent, and one that was given up can be sent again.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Behaviour, Milestone, Stage, TestApp};

/// What became of the newest mails, for an administrator.
async fn mails(stage: &Stage<'_>, count: usize) -> Vec<Value> {
    let document =
        "query($first: Int!) { mail(first: $first) { nodes { id template state attempts skippedBecause } } }";
    let answer = stage.platform_admin().run(document, json!({ "first": count })).await;
    answer.at("/mail/nodes").as_array().unwrap().clone()
}

async fn person(actor: &Actor) -> String {
    actor.run("{ viewer { person { id } } }", json!({})).await.text("/viewer/person/id")
}

async fn resend(actor: &Actor, mail: &Value) -> Vec<String> {
    let document = "mutation($input: ResendMailInput!) { resendMail(input: $input) { mail { state attempts }
        errors { code path } } }";
    let answer = actor.run(document, json!({ "input": { "mailId": mail["id"] } })).await;
    let errors = answer.at("/resendMail/errors").as_array().unwrap().clone();
    errors.iter().map(|it| it["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn whose_role_has_ended_is_not_told_and_it_is_known_why() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let director = person(stage.director()).await;
    stage.account_holder("Assen").did("offerContract", stage.versioned(WPDA, json!({})).await).await;
    let ended = json!({ "personId": director, "partyId": stage.party("WPDA"), "role": "DIRECTOR" });
    stage.platform_admin().did("endRole", ended).await;
    app.mailbox().take();
    let count = app.deliver_mail().await;
    assert_eq!(
        (count.sent, count.postponed, count.dead, count.skipped),
        (0, 0, 0, 1),
        "the offer was for the director"
    );
    assert_eq!(app.mailbox().overview(), []);
    let told = mails(&stage, 1).await;
    assert_eq!(
        (&told[0]["template"], &told[0]["state"], &told[0]["skippedBecause"]),
        (&json!("contract-offered"), &json!("SKIPPED"), &json!("ROLE_ENDED"))
    );
    assert_eq!(app.deliver_mail().await.skipped, 0, "and that is final");
}

#[tokio::test]
async fn a_mail_that_was_given_up_is_sent_again_by_an_administrator() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    stage.account_holder("Assen").did("offerContract", stage.versioned(WPDA, json!({})).await).await;
    app.mailbox().take();
    app.mailbox().behave(Behaviour::RefuseForGood);
    assert_eq!(app.deliver_mail().await.dead, 1);
    app.mailbox().behave(Behaviour::Accept);
    let dead = mails(&stage, 1).await[0].clone();
    assert_eq!((&dead["state"], &dead["attempts"]), (&json!("DEAD"), &json!(1)));

    let before = app.snapshot().await;
    for actor in [stage.account_holder("Assen"), stage.party_admin(), stage.director()] {
        let document = "mutation($input: ResendMailInput!) { resendMail(input: $input) { errors { code } } }";
        let answer = actor.run(document, json!({ "input": { "mailId": dead["id"] } })).await;
        assert_eq!(answer.error_codes(), ["FORBIDDEN"], "{}", actor.email);
    }
    app.assert_unchanged(&before).await;

    let admin = stage.platform_admin();
    assert_eq!(resend(admin, &dead).await, [] as [String; 0]);
    app.assert_changed_only(&before, &["audit_chain", "audit_event", "outbox_mail"]).await;
    assert_eq!(app.deliver_mail().await.sent, 1);
    assert_eq!(app.mailbox().mails().len(), 1);
    let before = app.snapshot().await;
    assert_eq!(resend(admin, &dead).await, ["WRONG_STATE"], "it was sent");
    app.assert_unchanged(&before).await;
}

#[tokio::test]
async fn a_mail_whose_secret_is_erased_is_not_sent_again() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Parties).await;
    app.mailbox().behave(Behaviour::RefuseForGood);
    let invited = json!({ "partyId": stage.party("Assen"), "role": "COUNCIL_MEMBER", "email": "raad@assen.example",
        "name": "Raad Zaam" });
    stage.platform_admin().did("invitePerson", invited).await;
    assert_eq!(app.deliver_mail().await.dead, 1);
    let dead = mails(&stage, 1).await[0].clone();
    assert_eq!(dead["template"], "invitation");
    let before = app.snapshot().await;
    assert_eq!(resend(stage.platform_admin(), &dead).await, ["SECRET_GONE"]);
    app.assert_unchanged(&before).await;
}
