//! Files that are sent more than once: added once under their key, like any other act.

use futures_util::future::join_all;
use tests::Milestone;
use tests::client::RawAnswer;
use tests::stage::attachments::PDF;

use super::*;

const KEY: &str = "bijlage-een";

#[track_caller]
fn added(answer: &RawAnswer) -> String {
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["attachment"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_that_is_sent_again_is_added_once() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let (holder, contract) = (stage.account_holder("Assen"), stage.contract_id(WPDA).await);
    let another = app.another().await;
    let there = holder.client().at(another.address());
    let copies = (0..6).map(|place| {
        let client = if place % 2 == 0 { holder.client() } else { &there };
        client.upload_once(&contract, "Bijlage.pdf", PDF, KEY)
    });
    let first = join_all(copies).await.iter().map(added).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(first.len(), 1, "all are told of one file: {first:?}");
    assert_eq!((app.rows("attachment").await, app.rows("attachment_content").await), (1, 1));
    let first = first.first().unwrap();

    // Something else under the same key is refused; what is refused leaves its key unused.
    for (name, content) in [("Andere.pdf", PDF.to_vec()), ("Bijlage.pdf", [PDF, b"%"].concat())] {
        let answer = app.changing_nothing(there.upload_once(&contract, name, content, KEY)).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert_eq!(answer.json()["errors"][0]["code"], "IDEMPOTENCY_KEY_REUSED");
    }
    let empty = app.changing_nothing(there.upload_once(&contract, "Leeg.pdf", "", "bijlage-twee")).await;
    assert_eq!((empty.status, &empty.json()["errors"][0]["code"]), (422, &json!("FILE_EMPTY")));
    added(&there.upload_once(&contract, "Leeg.pdf", PDF, "bijlage-twee").await);
    for wrong in ["kort", "met spatie erin", &"x".repeat(129)] {
        let answer = app.changing_nothing(there.upload_once(&contract, "a.pdf", PDF, wrong)).await;
        assert_eq!(answer.status, 400, "{wrong}: {}", answer.text());
    }
    // A key is one person's.
    let other = stage.account_holder("Tynaarlo").client();
    assert_ne!(&added(&other.upload_once(&contract, "Bijlage.pdf", PDF, KEY).await), first);

    // The first outcome stands, also when nothing could be added any more, and for a day.
    let withdrawn = stage.versioned(WPDA, json!({ "reason": "Toch niet" })).await;
    holder.did("withdrawContract", withdrawn).await;
    let again = app.changing_nothing(there.upload_once(&contract, "Bijlage.pdf", PDF, KEY)).await;
    assert_eq!(&added(&again), first);
    app.travel_to_moment(app.now() + chrono::TimeDelta::hours(25));
    let late = app.changing_nothing(there.upload_once(&contract, "Bijlage.pdf", PDF, KEY)).await;
    assert_eq!((late.status, &late.json()["errors"][0]["code"]), (422, &json!("WRONG_STATE")));
    app.deliver_mail().await;
    another.stop().await.unwrap();
}
