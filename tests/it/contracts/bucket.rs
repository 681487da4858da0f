//! Attachments in a store that speaks S3: kept there, and nothing left behind when it is out.

use std::net::SocketAddr;

use api::config::{ContentStore, PublicUrl, S3, Secret};
use serde_json::json;
use tests::bucket::Bucket;
use tests::stage::attachments::PDF;
use tests::stage::case::WPDA;
use tests::{Milestone, Stage, TestApp};

async fn kept_at(address: SocketAddr) -> TestApp {
    TestApp::with(|config| {
        config.tokens.access_minutes = 10 * 365 * 24 * 60;
        config.sign_in.free_tries = 1_000_000.try_into().unwrap();
        config.attachments.store = ContentStore::S3(S3 {
            endpoint: PublicUrl::parse(&format!("http://{address}")).unwrap(),
            bucket: "bijlagen".into(),
            region: "eu-west-1".into(),
            access_key_id: "regie".into(),
            secret_access_key: Secret::new("geheim".into()),
            path_style: true,
        });
    })
    .await
}

#[tokio::test]
async fn content_lies_in_the_bucket_as_long_as_its_row() {
    let bucket = Bucket::start().await;
    let app = kept_at(bucket.address()).await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let holder = stage.account_holder("Assen");
    let refused = holder.upload(&stage.contract_id(WPDA).await, "a.exe", PDF).await;
    assert_eq!((refused.status, bucket.objects().len()), (422, 0), "what is refused goes nowhere");
    let added = stage.attach(WPDA, "Bijlage.pdf").await;
    let id = added["id"].as_str().unwrap().strip_prefix("attachment:").unwrap().to_owned();
    let lies: Vec<_> = bucket.objects().into_iter().collect();
    assert_eq!(lies, [(format!("/bijlagen/attachments/{id}"), PDF.to_vec())]);
    assert_eq!((app.rows("attachment").await, app.rows("attachment_content").await), (1, 0));
    let path = added["downloadUrl"].as_str().unwrap();
    let file = holder.client().get(path).await;
    assert_eq!((file.status, file.body.as_slice()), (200, PDF));
    holder.did("removeAttachment", json!({ "attachmentId": added["id"] })).await;
    assert_eq!((app.rows("attachment").await, bucket.objects().len()), (0, 0));
    assert_eq!(holder.client().get(path).await.status, 404);
}

#[tokio::test]
async fn an_outage_of_the_store_leaves_nothing_behind() {
    let app = kept_at("127.0.0.1:1".parse().unwrap()).await;
    let stage = Stage::at(&app, Milestone::Offered).await;
    let contract = stage.contract_id(WPDA).await;
    let answer = app.changing_nothing(stage.account_holder("Assen").upload(&contract, "a.pdf", PDF)).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
    assert!(!answer.text().contains("127.0.0.1") && !answer.text().contains("Amz"), "{}", answer.text());
    app.deliver_mail().await;
    assert_eq!(app.mailbox().overview(), [], "nobody is mailed about what did not happen");
    assert_eq!(app.rows("attachment").await, 0);
}
