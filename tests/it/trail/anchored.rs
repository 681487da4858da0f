//! Checkpoints, the file outside, the events of before the key, and the change of keys.

use std::path::{Path, PathBuf};

use api::app::Depth;
use tests::app::faults;
use tests::{Intruder, TestApp};

async fn anchored(file: &Path) -> TestApp {
    let file: PathBuf = file.to_owned();
    TestApp::with(|config| config.audit.anchor_file = Some(file)).await
}

#[tokio::test]
async fn cutting_the_last_checkpoints_too_is_noticed_with_a_file_outside() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("anchor");
    let mut app = anchored(&file).await;
    app.leave_mail_undelivered();
    app.create_administrator("beheer@voorbeeld.example", "Beheer").await;
    app.seal_trail().await;
    // Nothing happened since: no checkpoint, and no line.
    app.seal_trail().await;
    app.create_administrator("tweede@voorbeeld.example", "Tweede").await;
    app.seal_trail().await;
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!((written.lines().count(), app.rows("audit_checkpoint").await), (3, 3), "{written}");
    assert_eq!(app.faults(Depth::Trail).await, Vec::<String>::new());

    // The whole end is cut off, and the head of before put back from a copy.
    let intruder = Intruder::at(app.database()).await;
    for sql in
        ["DELETE FROM audit_checkpoint WHERE number = 3", "DELETE FROM audit_checkpoint_head WHERE checkpoint = 3"]
    {
        intruder.execute(sql).await;
    }
    assert_eq!(app.faults(Depth::Trail).await, ["anchor file: checkpoint 3 is not the one it names"]);
    intruder.restore().await;
    assert_eq!(app.faults(Depth::Trail).await, Vec::<String>::new());
    intruder.leave().await;
}

#[tokio::test]
async fn events_of_before_the_key_are_sealed_once_and_cannot_be_added_to() {
    let mut app = TestApp::new().await;
    app.leave_mail_undelivered();
    app.create_administrator("beheer@voorbeeld.example", "Beheer").await;
    let intruder = Intruder::at(app.database()).await;
    // As a database is that was never keyed.
    intruder.hash_anew("platform").await;
    intruder.execute("DELETE FROM audit_checkpoint_head").await;
    intruder.execute("DELETE FROM audit_checkpoint").await;
    let begun = app.second().await;
    assert_eq!(app.faults(Depth::Trail).await, Vec::<String>::new());

    // The trail goes on under the key.
    begun.create_administrator("tweede@voorbeeld.example", "Tweede").await.unwrap();
    assert_eq!(app.faults(Depth::Trail).await, Vec::<String>::new());
    begun.stop().await.unwrap();

    // What is hashed in the old way after that was not there then.
    intruder.hash_anew("platform").await;
    let faults = app.faults(Depth::Trail).await;
    let unkeyed = "chain platform, event 2: it is hashed without the key, though the trail was keyed by then";
    assert_eq!(faults.first().map(String::as_str), Some(unkeyed), "{faults:#?}");
    intruder.leave().await;
}

#[tokio::test]
async fn what_keeps_security_events_from_being_written_leaves_no_trail_unsealed() {
    let mut app = TestApp::new().await;
    app.leave_mail_undelivered();
    let before = app.rows("audit_checkpoint").await;
    app.create_administrator("beheer@voorbeeld.example", "Beheer").await;
    let intruder = Intruder::at(app.database()).await;
    intruder.execute("DROP TABLE security_event").await;
    let second = app.second().await;
    assert!(second.seal_trail().await.is_err(), "that something is wrong is told");
    assert_eq!(app.rows("audit_checkpoint").await, before + 1);
    second.stop().await.unwrap();
    intruder.leave().await;
}

#[tokio::test]
async fn a_trail_without_checkpoints_is_not_begun_again() {
    let mut app = TestApp::new().await;
    app.leave_mail_undelivered();
    app.create_administrator("beheer@voorbeeld.example", "Beheer").await;
    let intruder = Intruder::at(app.database()).await;
    intruder.execute("DELETE FROM audit_checkpoint_head").await;
    intruder.execute("DELETE FROM audit_checkpoint").await;
    let refused = app.try_second().await.err().expect("it starts as if nothing had happened").to_string();
    assert!(refused.contains("cannot be sealed"), "{refused}");
    intruder.leave().await;
}

#[tokio::test]
async fn a_key_that_was_exchanged_still_verifies_and_one_that_was_dropped_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let keys: Vec<PathBuf> = ["one", "two"].iter().map(|name| folder.path().join(name)).collect();
    let first = keys[0].clone();
    let mut app = TestApp::with(|config| config.audit.key_file = first).await;
    app.leave_mail_undelivered();
    app.create_administrator("beheer@voorbeeld.example", "Beheer").await;
    app.seal_trail().await;
    app.config_mut().audit.key_file = keys[1].clone();
    app.config_mut().audit.retired_keys = vec![keys[0].clone()];
    let second = app.second().await;
    second.create_administrator("tweede@voorbeeld.example", "Tweede").await.unwrap();
    second.seal_trail().await.unwrap();
    assert_eq!(faults(&second, Depth::Trail).await, Vec::<String>::new());
    second.stop().await.unwrap();

    app.config_mut().audit.retired_keys = Vec::new();
    let third = app.second().await;
    let told = faults(&third, Depth::Trail).await;
    let unknown = "it is hashed with a key that is not in the settings";
    for place in ["chain platform, event 1: ", "checkpoint 1: "] {
        assert!(told.contains(&format!("{place}{unknown}")), "{told:#?}");
    }
    assert!(third.create_administrator("derde@voorbeeld.example", "Derde").await.is_ok(), "the head is under its key");
    third.stop().await.unwrap();
}
