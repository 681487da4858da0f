//! Copies of one act that arrive at the same moment, at two processes.

use serde_json::{Value, json};
use tests::{Client, TestApp};

use super::{keyed, rounds};
use crate::access::people::{administrator, id, municipality};

/// How many copies of each act are sent.
const COPIES: usize = 5;

/// Sends an act five times at once, in turn to either service; the payload that all got.
async fn sent(services: &[Client], act: &str, input: &Value) -> Value {
    let copies = (0..COPIES).map(|copy| services[copy % services.len()].act(act, input.clone()));
    let answers = futures_util::future::join_all(copies).await;
    let payloads: Vec<&Value> = answers.iter().map(|answer| answer.payload(act)).collect();
    assert!(payloads.windows(2).all(|two| two[0] == two[1]), "{payloads:#?}");
    payloads[0].clone()
}

async fn events(app: &TestApp, kind: &str) -> usize {
    app.snapshot().await.rows_with("audit_event", kind)
}

/// The full size is 1,000 acts: `TEST_ROUNDS=1000`.
#[tokio::test]
async fn acts_sent_five_times_at_once_are_done_once() {
    let app = TestApp::for_years().await;
    let admin = administrator(&app).await;
    let another = app.another().await;
    let services = [admin.client().clone(), admin.client().at(another.address())];
    let ending = municipality(&admin, "0106", "Assen").await;
    let successor = municipality(&admin, "0114", "Emmen").await;
    let acts = rounds(40);
    let input = |act: usize| {
        // No rule and no unique key keeps the same from being planned twice.
        let plan = json!({ "name": "Vorming", "date": "2025-01-01", "predecessorIds": [ending],
            "successorId": successor, "legalBasis": "Wet" });
        keyed(plan, &format!("herindeling-{act}"))
    };
    let mut planned = std::collections::BTreeSet::new();
    for first in (0..acts).step_by(4) {
        let together = (first..acts.min(first + 4)).map(|act| {
            let (services, input) = (&services, input(act));
            async move { sent(services, "planReorganisation", &input).await }
        });
        let payloads = futures_util::future::join_all(together).await;
        planned.extend(payloads.iter().map(|payload| id(payload, "/reorganisation/id")));
    }
    let count = i64::try_from(acts).unwrap();
    assert_eq!(planned.len(), acts, "each act gave a thing of its own");
    assert_eq!(app.rows("reorganisation").await, count);
    assert_eq!(app.rows("idempotency_key").await, count);
    assert_eq!(events(&app, "REORGANISATION_PLANNED").await, acts);
    another.stop().await.unwrap();
}

#[tokio::test]
async fn a_mail_is_sent_once() {
    let app = TestApp::for_years().await;
    let admin = administrator(&app).await;
    let another = app.another().await;
    let services = [admin.client().clone(), admin.client().at(another.address())];
    let party = municipality(&admin, "0106", "Assen").await;
    app.deliver_mail().await;
    app.mailbox().take();
    let input = json!({ "partyId": party, "role": "ACCOUNT_HOLDER", "email": "nieuw@assen.example", "name": "Nieuw" });
    sent(&services, "invitePerson", &keyed(input, "uitnodiging-1")).await;
    app.deliver_mail().await;
    assert_eq!(app.mailbox().take().len(), 1);
    assert_eq!(events(&app, "PERSON_INVITED").await, 1);
    another.stop().await.unwrap();
}
