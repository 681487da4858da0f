//! Files on contracts: who adds, reads and removes them, what is refused, and what remains when the store is out.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use tests::client::RawAnswer;
use tests::stage::attachments::PDF;
use tests::stage::case::WPDA;
use tests::{Actor, Milestone, Stage, TestApp};
use zip::{ZipWriter, write::SimpleFileOptions};

const ATTACHMENTS: &str = "query($code: String!) { contractByCode(code: $code) {
    viewerCanAddAttachment { allowed reasons { code } }
    attachments { id name mediaType sizeBytes sha256 addedBy { name } downloadUrl
        viewerCanRemove { allowed reasons { code } } } } }";

/// The refusals of an upload: code and path.
fn refusals(answer: &RawAnswer) -> Vec<(String, String)> {
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    let path = |it: &Value| {
        let steps: Vec<&str> = it["path"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        steps.join(".")
    };
    assert!(errors.iter().all(|it| it["message"].as_str().is_some_and(|text| text.len() > 5)), "{}", answer.text());
    errors.iter().map(|it| (it["code"].as_str().unwrap().to_owned(), path(it))).collect()
}

fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(code, path)| ((*code).to_owned(), (*path).to_owned())).collect()
}

async fn read(actor: &Actor) -> Value {
    actor.run(ATTACHMENTS, json!({ "code": WPDA })).await.at("/contractByCode").clone()
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A name, what is sent, and the codes and paths of what is wrong with it.
type Refused<'a> = (&'a str, Vec<u8>, Vec<(String, String)>);

#[tokio::test]
async fn a_file_hangs_on_a_draft_until_it_is_taken_away() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let holder = stage.account_holder("Assen");
    let before = app.snapshot().await;
    let added = stage.attach(WPDA, "Bijlage één.pdf").await;
    let tables = ["attachment", "attachment_content", "audit_chain", "audit_event"];
    app.assert_changed_only(&before, &tables).await;
    assert_eq!(app.mailbox().overview(), [], "a draft is its writers' own");

    let seen = read(stage.account_holder("Tynaarlo")).await;
    let it = &seen["attachments"][0];
    assert_eq!(
        (&it["id"], &it["name"], &it["mediaType"]),
        (&added["id"], &json!("Bijlage één.pdf"), &json!("application/pdf"))
    );
    assert_eq!((&it["sizeBytes"], &it["sha256"]), (&json!(PDF.len()), &added["sha256"]));
    assert_eq!(it["addedBy"]["name"], "Aafje Voorbeeld");
    assert_eq!(
        (&seen["viewerCanAddAttachment"]["allowed"], &it["viewerCanRemove"]["allowed"]),
        (&json!(true), &json!(true))
    );
    let node = "query($id: ID!) { node(id: $id) { id ... on Attachment { name } } }";
    let found = holder.run(node, json!({ "id": added["id"] })).await;
    assert_eq!(found.text("/node/name"), "Bijlage één.pdf");

    let path = added["downloadUrl"].as_str().unwrap();
    let file = holder.client().get(path).await;
    assert_eq!((file.status, file.body.as_slice(), file.header("content-type")), (200, PDF, "application/pdf"));
    assert!(file.header("content-disposition").ends_with("filename*=UTF-8''Bijlage%20%C3%A9%C3%A9n.pdf"));
    assert_eq!(file.header("content-security-policy"), "sandbox");
    let tag = file.header("etag").to_owned();
    assert_eq!(tag, format!("\"{}\"", added["sha256"].as_str().unwrap()));
    let again = holder.client().request(reqwest::Method::GET, path, &[("if-none-match", &tag)], "").await;
    assert_eq!((again.status, again.body.len()), (304, 0));

    holder.did("removeAttachment", json!({ "attachmentId": added["id"] })).await;
    assert_eq!((app.rows("attachment").await, app.rows("attachment_content").await), (0, 0));
    assert_eq!(holder.client().get(path).await.status, 404);
    let trail = "query($code: String!) { contractByCode(code: $code) { auditTrail(first: 2) { nodes { kind subjectKind
        changes { field before after } } } } }";
    let trail = holder.run(trail, json!({ "code": WPDA })).await;
    let kinds: Vec<&Value> = [0, 1].map(|at| trail.at(&format!("/contractByCode/auditTrail/nodes/{at}/kind"))).to_vec();
    assert_eq!(kinds, ["ATTACHMENT_REMOVED", "ATTACHMENT_ADDED"]);
    let changes = trail.at("/contractByCode/auditTrail/nodes/1/changes").as_array().unwrap();
    let sum = changes.iter().find(|it| it["field"] == "sha256").unwrap();
    assert_eq!((&sum["before"], &sum["after"]), (&Value::Null, &added["sha256"]));
    app.deliver_mail().await;
}

#[tokio::test]
async fn what_was_offered_takes_files_on_and_lets_none_go() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Offered).await;
    let added = stage.attach(WPDA, "Kosten.pdf").await;
    app.deliver_mail().await;
    let told: Vec<String> = app
        .mailbox()
        .take()
        .into_iter()
        .flat_map(|mail| {
            assert!(mail.text.contains("Kosten.pdf") && mail.text.contains("Werkplein"), "{}", mail.text);
            mail.to
        })
        .collect();
    let mut told: Vec<&str> = told.iter().map(String::as_str).collect();
    told.sort_unstable();
    // The director and the other clients; not who did it.
    let expected = ["eefje.bedacht@aaenhunze.example", "geesje.schijn@tynaarlo.example", "ineke.inbeeld@wpda.example"];
    assert_eq!(told, expected);

    let input = json!({ "attachmentId": added["id"] });
    let refused = app.changing_nothing(stage.account_holder("Assen").act("removeAttachment", input)).await;
    refused.assert_refused("removeAttachment", &[("WRONG_STATE", "")]);
    let seen = read(stage.account_holder("Assen")).await;
    assert_eq!(seen["attachments"][0]["viewerCanRemove"]["reasons"], json!([{ "code": "WRONG_STATE" }]));

    let withdrawn = stage.versioned(WPDA, json!({ "reason": "Toch niet" })).await;
    stage.account_holder("Assen").did("withdrawContract", withdrawn).await;
    app.deliver_mail().await;
    let contract = stage.contract_id(WPDA).await;
    let late = app.changing_nothing(stage.account_holder("Assen").upload(&contract, "a.pdf", PDF)).await;
    assert_eq!((late.status, refusals(&late)), (422, said(&[("WRONG_STATE", "")])));
    assert_eq!(read(stage.account_holder("Assen")).await["viewerCanAddAttachment"]["allowed"], false);
    assert_eq!(
        stage.director().client().get(added["downloadUrl"].as_str().unwrap()).await.status,
        200,
        "it was offered"
    );
}

#[tokio::test]
async fn who_may_not_read_the_contract_finds_no_file_and_who_may_not_add_adds_none() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let added = stage.attach(WPDA, "Bijlage.pdf").await;
    let path = added["downloadUrl"].as_str().unwrap();
    let contract = stage.contract_id(WPDA).await;
    let nothing = "/attachments/attachment:00000000-0000-7000-8000-000000000000";
    let before = app.snapshot().await;
    for actor in
        [stage.director(), stage.council_member(), stage.stranger(), stage.platform_admin(), stage.other_director()]
    {
        let (found, absent) = (actor.client().get(path).await, actor.client().get(nothing).await);
        assert_eq!((found.status, absent.status), (404, 404), "{}", actor.email);
        let told = |it: &RawAnswer| it.json()["errors"][0]["message"].clone();
        assert_eq!(told(&found), told(&absent));
        assert_eq!(actor.upload(&contract, "a.pdf", PDF).await.status, 404, "{}", actor.email);
        let node = actor.run("query($id: ID!) { node(id: $id) { id } }", json!({ "id": added["id"] })).await;
        assert_eq!(node.at("/node"), &Value::Null);
        let input = json!({ "attachmentId": added["id"] });
        let remove = actor.act("removeAttachment", input).await;
        remove.assert_refused("removeAttachment", &[("NOT_FOUND", "attachmentId")]);
    }
    for actor in [stage.portfolio_holder("Assen"), stage.financial_adviser()] {
        assert_eq!(actor.client().get(path).await.status, 200, "{}", actor.email);
        let refused = actor.upload(&contract, "a.pdf", PDF).await;
        assert_eq!(
            (refused.status, refused.json()["errors"][0]["extensions"]["code"].as_str()),
            (403, Some("FORBIDDEN"))
        );
    }
    assert_eq!(app.stranger().get(path).await.status, 401);
    assert_eq!(app.stranger().upload(&contract, "a.pdf", PDF).await.status, 401);
    app.assert_unchanged(&before).await;

    stage.until(Milestone::Adopted).await;
    for actor in [stage.director(), stage.reporter(), stage.council_member()] {
        assert_eq!(actor.client().get(path).await.status, 200, "adopted: {}", actor.email);
        assert_eq!(actor.upload(&contract, "a.pdf", PDF).await.status, 403, "{}", actor.email);
    }
    assert_eq!(stage.stranger().client().get(path).await.status, 404);
}

#[tokio::test]
async fn no_hostile_file_is_taken_and_everything_wrong_is_said_at_once() {
    let app = TestApp::with(|config| {
        config.tokens.access_minutes = 10 * 365 * 24 * 60;
        config.sign_in.free_tries = 1_000_000.try_into().unwrap();
    })
    .await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let contract = stage.contract_id(WPDA).await;
    let holder = stage.account_holder("Assen");
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let macros = archive(&[("[Content_Types].xml", word), ("word/document.xml", ""), ("word/vbaProject.bin", "x")]);
    let pdf = PDF.to_vec();
    let long = "x".repeat(201);
    let name_wrong = said(&[("BAD_CHARACTER", "name")]);
    let cases: Vec<Refused<'_>> = vec![
        ("../../etc/passwd.pdf", pdf.clone(), name_wrong.clone()),
        ("..\\x.pdf", pdf.clone(), name_wrong.clone()),
        ("a\nb.pdf", pdf.clone(), said(&[("BAD_CHARACTER", "name")])),
        ("a\0.pdf", pdf.clone(), name_wrong.clone()),
        ("a\u{202e}fdp.pdf", pdf.clone(), name_wrong),
        ("", pdf.clone(), said(&[("EMPTY", "name")])),
        (&long, pdf.clone(), said(&[("TOO_LONG", "name"), ("FILE_TYPE_NOT_ALLOWED", "name")])),
        ("a.pdf", Vec::new(), said(&[("FILE_EMPTY", "content")])),
        ("a.png", pdf, said(&[("FILE_TYPE_DIFFERS", "content")])),
        ("a.pdf", b"MZ\x90\0".to_vec(), said(&[("FILE_TYPE_NOT_ALLOWED", "content")])),
        ("a.docx", macros.clone(), said(&[("FILE_HAS_MACROS", "content")])),
        ("a.docm", macros, said(&[("FILE_TYPE_NOT_ALLOWED", "name"), ("FILE_HAS_MACROS", "content")])),
        ("a.txt", b"<svg onload=x>".to_vec(), said(&[("FILE_TYPE_NOT_ALLOWED", "content")])),
        (
            "a/b.svg",
            b"<!DOCTYPE html>".to_vec(),
            said(&[("BAD_CHARACTER", "name"), ("FILE_TYPE_NOT_ALLOWED", "name"), ("FILE_TYPE_NOT_ALLOWED", "content")]),
        ),
    ];
    let before = app.snapshot().await;
    for (name, content, expected) in cases {
        let answer = holder.upload(&contract, name, content).await;
        assert_eq!((answer.status, refusals(&answer)), (422, expected), "{name:?}: {}", answer.text());
    }
    let large = holder.upload(&contract, "groot.pdf", vec![b'%'; 11 << 20]).await;
    assert_eq!((large.status, refusals(&large)), (413, said(&[("FILE_TOO_LARGE", "content")])));
    assert!(large.text().contains("10 MiB"), "{}", large.text());
    assert_eq!(holder.upload("contract:nothing", "a.pdf", PDF).await.status, 404);
    assert_eq!(holder.upload(stage.party("Assen"), "a.pdf", PDF).await.status, 404);
    app.assert_unchanged(&before).await;
    assert_eq!(holder.upload(&contract, "goed.docx", archive(&[("[Content_Types].xml", word)])).await.status, 201);
    assert_eq!(holder.upload(&contract, "tabel.csv", "a;b\né;1\n").await.status, 201);
}

#[tokio::test]
async fn fifty_hang_on_a_contract_and_no_more_even_when_they_come_at_once() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let contract = stage.contract_id(WPDA).await;
    let holder = stage.account_holder("Assen");
    for number in 0..48 {
        assert_eq!(holder.upload(&contract, &format!("{number}.pdf"), PDF).await.status, 201);
    }
    let (a, b, c, d) = tokio::join!(
        holder.upload(&contract, "a.pdf", PDF),
        holder.upload(&contract, "b.pdf", PDF),
        holder.upload(&contract, "c.pdf", PDF),
        holder.upload(&contract, "d.pdf", PDF),
    );
    let mut statuses = [a.status, b.status, c.status, d.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 201, 422, 422]);
    let last = app.changing_nothing(holder.upload(&contract, "e.pdf", PDF)).await;
    assert_eq!((last.status, refusals(&last)), (422, said(&[("TOO_MANY", "contract")])));
    assert_eq!(app.rows("attachment").await, 50);
}

#[tokio::test]
async fn a_large_file_comes_back_as_it_was_in_however_many_parts() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let holder = stage.account_holder("Assen");
    let content: String = (0..200_000).map(|line| format!("{line};\n")).collect();
    let added = holder.upload(&stage.contract_id(WPDA).await, "groot.csv", content.clone()).await;
    let path = added.json()["attachment"]["downloadUrl"].as_str().unwrap().to_owned();
    let file = holder.client().get(&path).await;
    assert_eq!((file.status, file.header("content-length")), (200, content.len().to_string().as_str()));
    assert!(file.body == content.as_bytes(), "the bytes are those that were sent");
}

#[tokio::test]
async fn what_is_not_what_was_added_is_never_sent() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let added = stage.attach(WPDA, "Bijlage.pdf").await;
    let path = added["downloadUrl"].as_str().unwrap();
    app.database().damage_attachments().await;
    let answer = stage.account_holder("Assen").client().get(path).await;
    assert_eq!((answer.status, answer.json()["errors"][0]["extensions"]["code"].as_str()), (500, Some("INTERNAL")));
    assert_eq!(answer.header("content-disposition"), "");
}
