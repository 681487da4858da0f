//! Somebody may write in the database and drops its triggers: whatever they do to the trail or beside it is noticed,
//! and what is wrong is named.

use api::app::Depth;
use tests::stage::case::WPDA;
use tests::{Intruder, Milestone, Stage, TestApp};

/// One thing that can be done: what it is, in SQL, and in what words it is noticed.
struct Tampering {
    what: &'static str,
    sql: Vec<String>,
    noticed: &'static [&'static str],
}

fn tampering(what: &'static str, sql: &[String], noticed: &'static [&'static str]) -> Tampering {
    Tampering { what, sql: sql.to_vec(), noticed }
}

/// What can be done to the columns of an event: each but those of its place.
fn columns(chain: &str, sqlite: bool) -> Vec<Tampering> {
    let another = if sqlite { "X'01890000000070008000000000000001'" } else { "'01890000-0000-7000-8000-000000000001'" };
    let later = if sqlite { "replace(at, ':0', ':1')" } else { "at + interval '1 hour'" };
    [
        ("its id", format!("id = {another}")),
        ("what happened", "kind = 'CONTRACT_WITHDRAWN'".to_owned()),
        ("to what", "subject_kind = 'PARTY'".to_owned()),
        ("to which", format!("subject_id = {another}")),
        ("under which contract", format!("contract_id = {another}")),
        ("by whom", format!("actor_id = {another}")),
        ("by what right", "permit = 'operator'".to_owned()),
        ("for which request", "request_id = 'another'".to_owned()),
        ("when", format!("at = {later}")),
        ("what it changed", "changes = '[]'".to_owned()),
        ("its hash", format!("hash = '{}'", "1".repeat(64))),
    ]
    .into_iter()
    .map(|(what, set)| {
        let sql = format!("UPDATE audit_event SET {set} WHERE chain = '{chain}' AND seq = 3");
        tampering(what, &[sql], &["event 3: its content does not match its hash"])
    })
    .chain([
        tampering(
            "the hash it carries",
            &[format!("UPDATE audit_event SET previous_hash = hash WHERE chain = '{chain}' AND seq = 3")],
            &["event 3: it does not carry the hash of the one before"],
        ),
        tampering(
            "its key",
            &[format!("UPDATE audit_event SET key_id = 'another' WHERE chain = '{chain}' AND seq = 3")],
            &["event 3: it is hashed with a key that is not in the settings"],
        ),
    ])
    .collect()
}

/// What can be done to the events of a chain, of which there are `last`.
fn events(chain: &str, last: i64) -> Vec<Tampering> {
    let here = format!("chain = '{chain}'");
    let event = |seq: i64| format!("UPDATE audit_event SET seq = {seq} WHERE {here} AND seq");
    let before = format!("(SELECT hash FROM audit_event WHERE {here} AND seq = {})", last - 2);
    let cut = format!("DELETE FROM audit_event WHERE {here} AND seq > {}", last - 2);
    let head = "UPDATE audit_chain SET";
    let gone = format!("DELETE FROM audit_chain WHERE {here}");
    vec![
        tampering(
            "one event deleted",
            &[format!("DELETE FROM audit_event WHERE {here} AND seq = 3")],
            &["event 3: it is missing"],
        ),
        tampering(
            "two events swapped",
            &[format!("{} = 3", event(-1)), format!("{} = 4", event(3)), format!("{} = -1", event(4))],
            &["event 3: it does not carry the hash of the one before"],
        ),
        tampering(
            "the last event deleted",
            &[format!("DELETE FROM audit_event WHERE {here} AND seq = {last}")],
            &["the events end elsewhere than the head says", "it is not the event that checkpoint"],
        ),
        tampering(
            "the tail cut, with the head behind it",
            &[cut.clone(), format!("{head} last_seq = {}, last_hash = {before} WHERE {here}", last - 2)],
            &["the head does not match its seal", "it is not the event that checkpoint"],
        ),
        tampering("the tail and the head deleted", &[cut, gone.clone()], &["the head is gone"]),
        tampering(
            "the chain deleted whole",
            &[format!("DELETE FROM audit_event WHERE {here}"), gone.clone()],
            &["it is gone, and checkpoint"],
        ),
    ]
}

/// What can be done to the head of a chain of `last` events, and to a chain as a whole.
fn heads(chain: &str, last: i64) -> Vec<Tampering> {
    let here = format!("chain = '{chain}'");
    let head = "UPDATE audit_chain SET";
    let gone = format!("DELETE FROM audit_chain WHERE {here}");
    vec![
        tampering("the head deleted", &[gone], &["the head is gone"]),
        tampering(
            "the head changed",
            &[format!("{head} last_hash = '{}' WHERE {here}", "1".repeat(64))],
            &["the events end elsewhere than the head says", "the head does not match its seal"],
        ),
        tampering(
            "the seal taken away",
            &[format!("{head} seal = NULL, key_id = NULL WHERE {here}")],
            &["the head does not match its seal"],
        ),
        tampering(
            "two chains swapped",
            &[
                format!("UPDATE audit_event SET chain = 'x' WHERE {here}"),
                format!("UPDATE audit_event SET chain = '{chain}' WHERE chain = 'platform'"),
                "UPDATE audit_event SET chain = 'platform' WHERE chain = 'x'".to_owned(),
            ],
            &["chain platform, event 1: its content does not match its hash", "event 1: its content does not match"],
        ),
        tampering(
            "an event invented at the end",
            &[
                format!(
                    "INSERT INTO audit_event (id, chain, seq, kind, subject_kind, subject_id, contract_id, permit,
                        request_id, at, changes, previous_hash, hash, key_id)
                     SELECT subject_id, chain, seq + 1, kind, subject_kind, subject_id, contract_id, permit,
                        request_id, at, changes, hash, '{}', key_id FROM audit_event WHERE {here} AND seq = {last}",
                    "1".repeat(64)
                ),
                format!("{head} last_seq = {}, last_hash = '{}' WHERE {here}", last + 1, "1".repeat(64)),
            ],
            &["its content does not match its hash"],
        ),
    ]
}

/// What can be done to the checkpoints.
fn checkpoints() -> Vec<Tampering> {
    vec![
        tampering(
            "a checkpoint deleted",
            &[
                "DELETE FROM audit_checkpoint WHERE number = 2".to_owned(),
                "DELETE FROM audit_checkpoint_head WHERE checkpoint = 2".to_owned(),
            ],
            &["checkpoint 2: it is missing"],
        ),
        tampering(
            "a checkpoint silenced",
            &["DELETE FROM audit_checkpoint_head WHERE checkpoint = 2".to_owned()],
            &["checkpoint 2: its content does not match its hash"],
        ),
        tampering(
            "the last checkpoint deleted",
            &["DELETE FROM audit_checkpoint WHERE number = 3".to_owned()],
            &["checkpoint 3: it is missing"],
        ),
        tampering(
            "all checkpoints deleted",
            &["DELETE FROM audit_checkpoint".to_owned(), "DELETE FROM audit_checkpoint_head".to_owned()],
            &["checkpoint 1: there is none"],
        ),
    ]
}

/// What can be done beside the trail.
fn things() -> Vec<Tampering> {
    vec![
        tampering(
            "a contract's title",
            &["UPDATE contract SET title = 'Een andere titel'".to_owned()],
            &["CONTRACT ", "the trail tells otherwise of title"],
        ),
        tampering(
            "a target",
            &["UPDATE target SET value = value + 10000 WHERE value IS NOT NULL".to_owned()],
            &["TARGET_SET ", "/aim"],
        ),
        tampering(
            "a reported value",
            &["UPDATE report_value SET number = number + 10000 WHERE number IS NOT NULL".to_owned()],
            &["REPORT ", "the trail tells otherwise of values/"],
        ),
        tampering(
            "a step of the talks",
            &["UPDATE target_step SET value = value + 10000 WHERE value IS NOT NULL".to_owned()],
            &["TARGET_SET ", "/steps/"],
        ),
        tampering(
            "who took a step",
            &["UPDATE target_step SET by_id = (SELECT created_by FROM contract LIMIT 1)".to_owned()],
            &["TARGET_SET ", "/steps/"],
        ),
        tampering("a step deleted", &["DELETE FROM target_step".to_owned()], &["TARGET_SET ", "/steps/"]),
        tampering(
            "a figure in a version of a report",
            &["UPDATE report_version SET content = replace(content, '319', '391')".to_owned()],
            &["REPORT ", "the trail tells otherwise of version "],
        ),
        tampering(
            "a version of a report deleted",
            &["DELETE FROM report_version WHERE number = 1".to_owned()],
            &["REPORT ", "the trail tells otherwise of version "],
        ),
        tampering(
            "a review",
            &["UPDATE review SET conclusion = 'Alles ging goed.'".to_owned()],
            &["REVIEW ", "the trail tells otherwise of conclusion"],
        ),
        tampering("a review deleted", &["DELETE FROM review".to_owned()], &["REVIEW ", "and it is gone"]),
    ]
}

async fn try_all(app: &TestApp, intruder: &Intruder, all: &[Tampering], depth: Depth) {
    for it in all {
        for sql in &it.sql {
            intruder.execute(sql).await;
        }
        let faults = app.faults(depth).await;
        for words in it.noticed {
            assert!(faults.iter().any(|fault| fault.contains(words)), "{}: no “{words}” in {faults:#?}", it.what);
        }
        intruder.restore().await;
        assert_eq!(app.faults(depth).await, Vec::<String>::new(), "put back after {}", it.what);
    }
}

#[tokio::test]
async fn whatever_is_done_to_the_trail_or_beside_it_is_noticed() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::TargetsAdopted).await;
    app.seal_trail().await;
    stage.until(Milestone::Reviewed).await;
    app.seal_trail().await;
    assert_eq!(app.faults(Depth::Things).await, Vec::<String>::new());
    let contract = stage.contract_id(WPDA).await;
    let chain = contract.strip_prefix("contract:").expect("an id of a contract");

    let intruder = Intruder::at(app.database()).await;
    let last = format!("SELECT CAST(last_seq AS TEXT) FROM audit_chain WHERE chain = '{chain}'");
    let last: i64 = intruder.texts(&last).await[0].parse().unwrap();
    let in_trail: Vec<Tampering> =
        [columns(chain, intruder.is_sqlite()), events(chain, last), heads(chain, last), checkpoints()]
            .into_iter()
            .flatten()
            .collect();
    assert!(in_trail.len() >= 18);
    try_all(&app, &intruder, &in_trail, Depth::Trail).await;
    try_all(&app, &intruder, &things(), Depth::Things).await;

    // Falsified and hashed anew from the first event, as was enough before the trail was keyed.
    intruder.execute(&format!("UPDATE audit_event SET permit = 'operator' WHERE chain = '{chain}'")).await;
    intruder.hash_anew(chain).await;
    let faults = app.faults(Depth::Trail).await;
    let unkeyed = "event 1: it is hashed without the key, though the trail was keyed by then";
    assert!(faults.iter().any(|fault| fault.ends_with(unkeyed)), "{faults:#?}");
    intruder.restore().await;
    intruder.leave().await;
}

#[tokio::test]
async fn the_service_does_not_go_on_from_a_head_that_is_not_its_own() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let contract = stage.contract_id(WPDA).await;
    let chain = contract.strip_prefix("contract:").expect("an id of a contract");
    let intruder = Intruder::at(app.database()).await;
    // Nothing was sealed since: without this the next event would hide what was cut off.
    intruder.execute(&format!("DELETE FROM audit_event WHERE chain = '{chain}' AND seq > 1")).await;
    let first = format!("(SELECT hash FROM audit_event WHERE chain = '{chain}' AND seq = 1)");
    let head = format!("UPDATE audit_chain SET last_seq = 1, last_hash = {first} WHERE chain = '{chain}'");
    intruder.execute(&head).await;

    let input = stage.versioned(WPDA, serde_json::json!({})).await;
    stage.account_holder("Assen").act("offerContract", input).await.assert_error("INTERNAL");
    let faults = app.faults(Depth::Trail).await;
    assert!(faults.iter().any(|fault| fault.ends_with("the head does not match its seal")), "{faults:#?}");
    intruder.leave().await;
}
