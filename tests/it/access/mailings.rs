//! How much mail may be asked for, and that asking tells nothing of who is known.

use chrono::TimeDelta;
use serde_json::json;
use tests::TestApp;

use super::invitations::{KNOWN, NEW, Scene, invited, scene};
use super::people::{PASSWORD, choose_password, invite};
use super::sessions::{ask_for_reset, reset_secret};

#[tokio::test]
async fn an_address_is_mailed_three_times_an_hour_whether_anybody_has_it_or_not() {
    let Scene { app, leek, chief, .. } = scene().await;
    for email in [KNOWN, "niemand@nergens.example"] {
        for _ in 0..3 {
            ask_for_reset(&app.stranger(), email).await.data();
        }
        let refused = app.changing_nothing(ask_for_reset(&app.stranger(), &email.to_uppercase())).await;
        refused.assert_error("RATE_LIMITED");
        assert_eq!(refused.body["errors"][0]["extensions"]["retryAfterSeconds"], 3_600, "{}", refused.body);
    }
    app.deliver_mail().await;
    assert_eq!(app.mailbox().mails().len(), 3, "{:?}", app.mailbox().overview());
    for _ in 0..3 {
        invited(&chief, &leek, "COUNCIL_MEMBER", NEW).await.payload("invitePerson");
    }
    let refused = app.changing_nothing(invited(&chief, &leek, "COUNCIL_MEMBER", NEW)).await;
    refused.assert_error("RATE_LIMITED");
    app.travel_to_moment(app.now() + TimeDelta::hours(1));
    ask_for_reset(&app.stranger(), KNOWN).await.data();
    app.deliver_mail().await;
    choose_password(&app, &reset_secret(&app, KNOWN), "nog een lang wachtwoord").await;
    let chief = app.sign_in("hoofd@leek.example", PASSWORD).await;
    invited(&chief, &leek, "COUNCIL_MEMBER", NEW).await.payload("invitePerson");
    app.deliver_mail().await;
}

#[tokio::test]
async fn one_person_sends_a_hundred_invitations_an_hour() {
    let Scene { mut app, leek, chief, .. } = scene().await;
    for place in 0..100 {
        invite(&chief, &leek, "COUNCIL_MEMBER", &format!("raad{place}@leek.example")).await;
    }
    let refused = app.changing_nothing(invited(&chief, &leek, "COUNCIL_MEMBER", "raad100@leek.example")).await;
    refused.assert_error("RATE_LIMITED");
    app.travel_to_moment(app.now() + TimeDelta::hours(1));
    let chief = app.sign_in(&chief.email, PASSWORD).await;
    invited(&chief, &leek, "COUNCIL_MEMBER", "raad100@leek.example").await.payload("invitePerson");
    app.leave_mail_undelivered();
}

#[tokio::test]
async fn all_who_ask_at_once_are_looked_into_at_once() {
    let app = TestApp::with(|config| config.http.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]).await;
    for place in 0..101 {
        // As many as one address may ask for, and one more.
        let client = app.stranger().from_address(&format!("192.0.2.{}", place / 100));
        ask_for_reset(&client, &format!("niemand{place}@nergens.example")).await.data();
    }
    app.travel_to_moment(app.now() + TimeDelta::hours(1));
    app.deliver_mail().await;
    assert_eq!(app.rows("reset_request").await, 0, "what was looked into an hour after it was asked is forgotten");
}

#[tokio::test]
async fn one_document_cannot_ask_for_many() {
    let Scene { app, leek, chief, .. } = scene().await;
    let resets: Vec<String> = (0..4)
        .map(|n| format!("a{n}: requestPasswordReset(input: {{ email: \"x{n}@x.example\" }}) {{ requested }}"))
        .collect();
    let answer = app.stranger().run(&format!("mutation {{ {} }}", resets.join(" ")), json!({})).await;
    answer.assert_error("RATE_LIMITED");
    assert_eq!(app.rows("reset_request").await, 3);
    let invitations = |count: usize| {
        let invitation = |n| {
            format!(
                "a{n}: invitePerson(input: {{ partyId: \"{leek}\", role: COUNCIL_MEMBER, name: \"X\",
                email: \"x{n}@x.example\" }}) {{ invitation {{ id }} }}"
            )
        };
        format!("mutation {{ {} }}", (0..count).map(invitation).collect::<Vec<_>>().join(" "))
    };
    // No document does more acts than these.
    chief.run(&invitations(11), json!({})).await.assert_error("TOO_EXPENSIVE");
    chief.run(&invitations(10), json!({})).await.data();
    app.deliver_mail().await;
    assert_eq!(app.mailbox().mails().len(), 10);
}

#[tokio::test]
async fn asking_for_a_reset_costs_the_same_for_a_known_and_an_unknown_address() {
    let Scene { app, .. } = scene().await;
    let before = app.snapshot().await;
    let (known, answer) = app.statements(ask_for_reset(&app.stranger(), KNOWN)).await;
    let (unknown, other) = app.statements(ask_for_reset(&app.stranger(), "niemand@nergens.example")).await;
    assert_eq!((known, answer.status, &answer.body), (unknown, other.status, &other.body));
    assert_eq!(app.rows("reset_request").await, 2, "a row each");
    app.assert_unchanged(&before).await;
    app.deliver_mail().await;
    assert_eq!(app.mailbox().mails().len(), 1);
}
