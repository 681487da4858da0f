//! The table of rooms: who may know whom. A file that imports what its room may not know fails here.

mod figures;
mod imports;
mod lexer;
mod limits;
mod sources;

use imports::Import;
use sources::SourceFile;

/// What one part of the workspace may import.
struct Rule {
    /// A folder, or a file without its ending; the most precise rule for a file is the one that holds.
    place: &'static str,
    /// The parts of the same crate it may know, by module path; itself always.
    rooms: Allowed,
    /// The other crates it may know, by path.
    crates: Allowed,
    /// Whether it only reckons: no async, no files, no network, no threads, no time of day.
    pure: bool,
}

enum Allowed {
    Anything,
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}
use Allowed::{AllBut, Anything, Only};

const PURE: Allowed = Only(&["chrono", "chrono_tz", "uuid", "rust_decimal", "thiserror"]);

const fn rule(place: &'static str, rooms: Allowed, crates: Allowed) -> Rule {
    Rule { place, rooms, crates, pure: false }
}

const fn pure(place: &'static str, rooms: Allowed, crates: Allowed) -> Rule {
    Rule { place, rooms, crates, pure: true }
}

#[rustfmt::skip]
const RULES: &[Rule] = &[
    // The crates beside the service.
    rule("entities/src", Anything, Only(&["sea_orm"])),
    rule("migration/src", Anything, Only(&["sea_orm_migration"])),

    // Those who put the service together.
    rule("api/src/lib", Only(&[]), Only(&[])),
    rule("api/src/main", Anything, Anything),
    rule("api/src/cli", Anything, Anything),
    rule("api/src/app", Anything, Anything),
    rule("api/src/demo", Anything, Anything),

    // The rooms, those that know nothing first.
    pure("api/src/domain", Only(&[]), PURE),
    pure("api/src/policy", Only(&["domain"]), PURE),
    rule("api/src/clock", Only(&[]), Only(&["chrono", "chrono_tz", "rand", "uuid"])),
    rule("api/src/config", Only(&[]), AllBut(&["entities", "migration", "sea_orm", "async_graphql", "lettre", "actix_web"])),
    rule("api/src/budget", Only(&["config"]), Only(&["tokio", "futures_util", "thiserror"])),
    rule("api/src/logging", Only(&["config"]), Only(&["tracing", "tracing_subscriber", "thiserror", "serde_json"])),
    rule("api/src/private", Only(&[]), Only(&["tracing"])),
    rule("api/src/texts", Only(&["domain", "policy"]), Only(&["fluent_bundle", "unic_langid", "chrono", "rust_decimal", "thiserror", "tracing"])),
    rule("api/src/storage",
        Only(&["domain", "policy", "clock::IdSource", "texts", "budget"]),
        Only(&["entities", "sea_orm", "sqlx", "async_trait", "tokio", "chrono", "uuid", "rust_decimal", "thiserror", "serde", "serde_json", "sha2", "hex", "aws_lc_rs", "tracing"])),
    rule("api/src/auth",
        Only(&["domain::ids", "policy", "clock", "texts", "private"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "async_graphql", "lettre", "actix_web", "actix_ws"])),
    // Where content is kept may lie across the network: the one room besides the mailer that goes there.
    rule("api/src/attachments",
        Only(&["domain", "storage", "config"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "async_graphql", "lettre", "actix_web", "actix_ws"])),
    rule("api/src/commands",
        Only(&["domain", "policy", "storage", "clock", "auth", "texts", "attachments", "budget"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "async_graphql", "lettre", "actix_web", "actix_ws"])),
    rule("api/src/notifications",
        Only(&["domain", "policy", "storage::outbox", "commands", "clock", "config", "texts"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "async_graphql", "lettre", "actix_web", "actix_ws"])),
    // The one place that knows how mail is sent.
    rule("api/src/notifications/mailer",
        Only(&["domain", "policy", "clock", "config", "texts", "private"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "async_graphql", "actix_web", "actix_ws"])),
    rule("api/src/graphql",
        Only(&["commands", "storage", "policy", "domain", "clock", "texts", "notifications::bus", "budget", "config::Budget"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "lettre", "actix_web", "actix_ws"])),
    rule("api/src/files",
        Only(&["commands", "storage", "policy", "domain", "clock", "texts", "graphql::context", "graphql::ids", "graphql::once", "graphql::security", "budget"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "lettre", "actix_web", "actix_ws"])),
    rule("api/src/http",
        Only(&["graphql", "files", "auth", "policy", "clock", "config", "texts", "budget"]),
        AllBut(&["entities", "migration", "sea_orm", "sqlx", "lettre"])),

    // The tests see the service from outside; SQL is for support and for the tests of the tables themselves.
    rule("tests", Anything, AllBut(&["entities", "migration", "sea_orm", "sea_orm_migration", "sqlx",
        "api::domain", "api::policy", "api::commands", "api::storage", "api::auth", "api::graphql", "api::http", "api::notifications"])),
    // A benchmark looks beneath, to hold the service against what it stands on.
    rule("tests/benches", Anything, AllBut(&["api::domain", "api::commands", "api::storage"])),
    // This one also seeds a country and times a rule by itself.
    rule("tests/benches/coherence", Anything, Anything),
    rule("tests/support/database", Anything, Only(&["api::config", "migration", "sea_orm", "tempfile", "tokio", "uuid"])),
    // Forges the trail as somebody would who may write in the database.
    rule("tests/support/database/tamper", Anything, Only(&["entities", "sea_orm", "sha2"])),
    rule("tests/it/support", Anything, Only(&["tests", "lettre", "sea_orm", "tokio"])),
    rule("tests/it/drift", Anything, Only(&["entities", "migration", "sea_orm", "tokio"])),
    rule("tests/it/cycle/working_copy", Anything, AllBut(&["api", "entities"])),
    rule("tests/it/migrations", Anything, Only(&["entities", "migration", "sea_orm", "tokio", "chrono", "uuid"])),
    rule("tests/it/reference_data", Anything, Only(&["entities", "migration", "sea_orm", "tokio", "uuid"])),
    rule("tests/it/schema_database", Anything, Only(&["sea_orm", "tokio", "futures_util", "tempfile", "uuid"])),
];

/// Parts of the standard library that reach outside the program, closed to what only reckons.
const OUTSIDE: &[&str] = &["std::env", "std::fs", "std::io", "std::net", "std::process", "std::thread", "std::time"];

/// What the tests of any room need to set a scene.
const FOR_TESTS: &[&str] = &["clock", "domain::ids"];

impl Allowed {
    fn allows(&self, path: &str) -> bool {
        match self {
            Anything => true,
            Only(list) => list.iter().any(|entry| within(path, entry)),
            AllBut(list) => !list.iter().any(|entry| within(path, entry)),
        }
    }
}

/// Whether `path` is `entry` or lies in it.
fn within(path: &str, entry: &str) -> bool {
    path.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The most precise rule for a file.
fn rule_for(file: &SourceFile) -> Option<&'static Rule> {
    let name = file.path.trim_end_matches(".rs");
    let holds = |rule: &&Rule| name.strip_prefix(rule.place).is_some_and(|r| r.is_empty() || r.starts_with('/'));
    RULES.iter().filter(holds).max_by_key(|rule| rule.place.len())
}

/// Everything in a file that the table forbids, one line each.
fn offences(file: &SourceFile) -> Vec<String> {
    let Some(rule) = rule_for(file) else { return vec![format!("{}: no rule for this room", file.path)] };
    let tokens = lexer::tokens(&file.text);
    let mut offences: Vec<String> = imports::imports(file, &tokens)
        .into_iter()
        .filter(|found| !permitted(rule, file, found.in_test, &found.import))
        .map(|found| format!("{}:{}: {}", file.path, found.line, found.import.told()))
        .collect();
    if rule.pure && !file.is_test() {
        let asynchronous = tokens.iter().filter(|token| token.text == "async");
        offences.extend(asynchronous.map(|token| format!("{}:{}: async", file.path, token.line)));
    }
    offences
}

fn permitted(rule: &Rule, file: &SourceFile, in_test: bool, import: &Import) -> bool {
    // The tests of a room may use any tool and name a moment or a person, but learn of no further room.
    match import {
        Import::Room(path) => {
            let own = file.room().is_some_and(|room| within(path, room));
            own || rule.rooms.allows(path) || (in_test && FOR_TESTS.iter().any(|entry| within(path, entry)))
        }
        Import::Crate(path) => {
            rule.crates.allows(path) || (in_test && !matches!(rule.crates, Anything) && !is_ours(path))
        }
        Import::Standard(path) => in_test || !rule.pure || !OUTSIDE.iter().any(|entry| within(path, entry)),
    }
}

fn is_ours(path: &str) -> bool {
    ["api", "entities", "migration"].iter().any(|name| within(path, name))
}

#[test]
fn nobody_imports_what_their_room_may_not_know() {
    let offences: Vec<String> = sources::all().iter().flat_map(offences).collect();
    assert!(offences.is_empty(), "{} forbidden imports:\n{}", offences.len(), offences.join("\n"));
}

/// What every submission of a report said lies side by side: which of it a reader reads is chosen in one place.
#[test]
fn the_content_of_reports_is_chosen_in_one_place() {
    let tables = ["report_value", "cooperation_account", "self_assessment"];
    let content = |path: &str| tables.iter().any(|table| within(path, &format!("entities::{table}")));
    let reads = |file: &&SourceFile| {
        let names = imports::imports(file, &lexer::tokens(&file.text))
            .iter()
            .any(|found| matches!(&found.import, Import::Crate(path) if content(path)));
        let elsewhere = names && !file.path.starts_with("api/src/storage/report");
        elsewhere || tables.iter().any(|table| file.text.contains(&format!("{table}::Entity::find")))
    };
    let files = sources::all();
    let found: Vec<&str> =
        files.iter().filter(|file| file.path.starts_with("api/src/")).filter(reads).map(|file| &*file.path).collect();
    assert_eq!(found, [""; 0], "they read content of reports without saying whose");
}

#[test]
fn every_room_of_the_table_that_exists_is_read() {
    let files = sources::all();
    for place in
        ["api/src/domain", "api/src/policy", "api/src/storage", "api/src/auth", "entities/src", "migration/src"]
    {
        assert!(files.iter().any(|file| file.path.starts_with(place)), "no file in {place}");
    }
}

/// The offences in `text` if it stood in the file `path`, without the name of the file.
fn offences_in(path: &str, text: &str) -> Vec<String> {
    let file = SourceFile::new(path, text, &["sea_orm", "entities", "lettre", "chrono", "serde", "config", "proptest"]);
    offences(&file)
        .into_iter()
        .map(|line| line.strip_prefix(path).unwrap().trim_start_matches([':', ' ']).to_owned())
        .collect()
}

#[test]
fn a_forbidden_import_is_found_in_every_way_of_writing() {
    let cases = [
        ("domain/report.rs", "use sea_orm::DbErr;", "1: crate sea_orm::DbErr"),
        ("domain/report.rs", "use ::serde::Serialize;", "1: crate serde::Serialize"),
        ("domain/report.rs", "fn f() {\n  let x: sea_orm::DbErr;\n}", "2: crate sea_orm::DbErr"),
        ("domain/report.rs", "pub use crate::{domain::ids, storage::Unit as U};", "1: room storage::Unit"),
        ("domain/report.rs", "fn f() { crate::clock::local_day(x) }", "1: room clock::local_day"),
        ("domain/report/acts.rs", "use super::super::super::storage::{self};", "1: room storage"),
        ("domain/report.rs", "mod inner { use super::super::super::clock; }", "1: room clock"),
        ("domain/report.rs", "use crate::*;", "1: room *"),
        ("domain/report.rs", "use std::{fmt, fs::File};", "1: std::fs::File"),
        ("domain/report.rs", "async fn f() {}", "1: async"),
        ("policy/rules.rs", "use crate::commands::report;", "1: room commands::report"),
        ("commands/report.rs", "use entities::report::Entity;", "1: crate entities::report::Entity"),
        ("notifications/dispatch.rs", "use lettre::Message;", "1: crate lettre::Message"),
        ("notifications/dispatch.rs", "use crate::storage::reports;", "1: room storage::reports"),
        ("graphql/schema.rs", "use crate::config::Config;", "1: room config::Config"),
        (
            "http/routes.rs",
            "use crate::{graphql, domain::ids::{self, PartyId}};",
            "1: room domain::ids\n1: room domain::ids::PartyId",
        ),
        ("storage/unit.rs", "use crate::clock::{Clock, IdSource};", "1: room clock::Clock"),
        ("domain/report/tests.rs", "use crate::storage::Unit;", "1: room storage::Unit"),
        ("attic/chest.rs", "", "no rule for this room"),
    ];
    for (path, text, expected) in cases {
        let found = offences_in(&format!("api/src/{path}"), text).join("\n");
        assert_eq!(found, expected, "{path}: {text}");
    }
    assert_eq!(offences_in("tests/it/cycle/open.rs", "use api::domain::ids;"), ["1: crate api::domain::ids"]);
    assert_eq!(offences_in("tests/it/cycle/open.rs", "use sea_orm::DbErr;"), ["1: crate sea_orm::DbErr"]);
}

#[test]
fn what_is_allowed_passes() {
    let cases = [
        (
            "domain/report.rs",
            "use std::fmt;\nuse chrono::NaiveDate;\nuse super::ids::PartyId;\nuse crate::domain::period;",
        ),
        (
            "domain/report.rs",
            "// use sea_orm::DbErr;\nconst S: &str = \"use sea_orm::DbErr; async\"; /* crate::storage */",
        ),
        ("domain/report.rs", "const S: &str = r#\"\"crate::storage\"#; const C: char = '\"'; fn f<'a>(x: &'a str) {}"),
        ("domain/report.rs", "mod config; fn f() { config::read() }"),
        (
            "domain/report.rs",
            "#[cfg(test)]\nmod tests { use super::*; use proptest::prelude::*; use crate::clock::FixedClock; }",
        ),
        ("notifications/mailer.rs", "use lettre::Message; use crate::config::Mail;"),
        ("notifications/dispatch.rs", "use crate::storage::outbox::Row; use super::mailer::Mailer;"),
        (
            "storage/unit.rs",
            "use sea_orm::DbErr; use entities::report; use crate::clock::IdSource; pub(in crate::storage) fn f() {}",
        ),
        ("graphql/schema.rs", "use crate::policy; fn f() -> impl Sized + use<'_> { policy::rules::decide() }"),
    ];
    for (path, text) in cases {
        assert_eq!(offences_in(&format!("api/src/{path}"), text), Vec::<String>::new(), "{path}: {text}");
    }
    assert_eq!(
        offences_in("tests/it/cycle/open.rs", "use api::config::Config; use tests::TestApp;"),
        Vec::<String>::new()
    );
}
