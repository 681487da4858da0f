//! Whole stories in which everybody sends every act twice.

use std::collections::BTreeMap;

use serde_json::json;
use tests::{Milestone, Stage, TestApp};

use crate::governance::case::{Overbetuwe, VALUES};
use crate::reorganisation::case::{Case, THREE};

/// How many rows each table has, but for the keys themselves.
async fn sizes(app: &TestApp) -> BTreeMap<String, usize> {
    let mut sizes = app.snapshot().await.sizes();
    sizes.remove("idempotency_key").unwrap();
    sizes
}

#[tokio::test]
async fn a_year_sent_twice_is_the_year_sent_once() {
    let (once, twice) = (TestApp::for_years().await, TestApp::for_years().await.repeating());
    for app in [&once, &twice] {
        Stage::at(app, Milestone::Reviewed).await;
    }
    assert_eq!(sizes(&twice).await, sizes(&once).await);
    assert_eq!(once.rows("idempotency_key").await, 0);
    assert!(twice.rows("idempotency_key").await > 0);
}

async fn govern(app: &TestApp) {
    let case = Overbetuwe::at(app).await;
    case.define_values().await;
    let choice = case.open_choice("2019").await;
    let scenario = case.draft(&choice, "S1").await;
    case.score(&scenario, &[1; VALUES.len()]).await;
    let input = json!({ "municipalityId": case.id, "element": "INTAKE", "role": "POLICY_DIRECTION",
        "executions": [{ "sector": "PUBLIC" }], "from": "2019-01-01" });
    let set = case.holder.did("setArrangement", input).await;
    let input = json!({ "arrangementId": set["arrangement"]["id"], "expectedVersion": 1, "lastDay": "2020-12-31" });
    case.holder.did("endArrangement", input).await;
    app.deliver_mail().await;
}

#[tokio::test]
async fn governing_twice_is_governing_once() {
    let (once, twice) = (TestApp::for_years().await, TestApp::for_years().await.repeating());
    for app in [&once, &twice] {
        govern(app).await;
    }
    assert_eq!(sizes(&twice).await, sizes(&once).await);
}

async fn carry_out(case: &Case<'_>, day: &str, predecessors: &[&str], successor: &str) {
    let it = case.planned(day, predecessors, successor).await;
    case.app.travel_to(day);
    case.admin.did("executeReorganisation", it).await;
}

async fn reorganise(app: &TestApp) {
    let case = Case::at(app).await;
    let mut off = case.planned("2019-01-01", &["Ten Boer"], "Groningen").await;
    off["reason"] = "Toch niet".into();
    case.admin.did("cancelReorganisation", off).await;
    carry_out(&case, "2019-01-01", &["Ten Boer"], "Groningen").await;
    carry_out(&case, "2021-01-01", &THREE, "Eemsdelta").await;
    app.deliver_mail().await;
}

#[tokio::test]
async fn reorganising_twice_is_reorganising_once() {
    let (once, twice) = (TestApp::for_years().await, TestApp::for_years().await.repeating());
    for app in [&once, &twice] {
        reorganise(app).await;
    }
    assert_eq!(sizes(&twice).await, sizes(&once).await);
}
