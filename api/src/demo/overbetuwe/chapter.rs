//! What the file of the chapter holds besides what every case holds.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::demo::story::case::{Case, Dimension};

const FILE: &str = include_str!("../../../demo/overbetuwe.toml");

/// The parties, people, library and contracts of the chapter.
pub fn case() -> anyhow::Result<Case> {
    toml::from_str(FILE).context("demo/overbetuwe.toml")
}

/// What is particular to the chapter.
pub(super) fn read() -> anyhow::Result<Chapter> {
    toml::from_str(FILE).context("demo/overbetuwe.toml")
}

/// Who directs and executes, and what was decided about it.
#[derive(Deserialize)]
pub(super) struct Chapter {
    /// Whose chain it is.
    pub municipality: String,
    pub wage_value: Dimension,
    pub core_values: CoreValues,
    pub choice: Choice,
    pub scenarios: Vec<Scenario>,
    pub arranged_on: NaiveDate,
    pub arrangements: Vec<Arrangement>,
    pub extension: Extension,
}

/// What scenarios are held against.
#[derive(Deserialize)]
pub(super) struct CoreValues {
    pub on: NaiveDate,
    pub values: Vec<String>,
}

/// The choice between the scenarios, and the college's decision.
#[derive(Deserialize)]
pub(super) struct Choice {
    pub code: String,
    pub title: String,
    pub opened_on: NaiveDate,
    pub scored_on: NaiveDate,
    /// The code of the scenario that was chosen.
    pub chosen: String,
    pub reference: String,
    pub decided_on: NaiveDate,
    pub reason: String,
}

/// A scenario: for each element that it speaks of, who executes. Scores are in the order of the core values.
#[derive(Deserialize)]
pub(super) struct Scenario {
    pub code: String,
    pub title: String,
    pub elements: BTreeMap<String, Vec<Execution>>,
    pub scores: Vec<i32>,
    /// Why a score is what it is, by core value.
    #[serde(default)]
    pub because: BTreeMap<String, String>,
}

/// One of those who execute: a party and a contract by code.
#[derive(Deserialize)]
pub(super) struct Execution {
    pub executor: Option<String>,
    pub contract: Option<String>,
    pub in_words: Option<String>,
    pub sector: Option<String>,
    pub scale: Option<String>,
}

/// How an element is arranged from a day.
#[derive(Deserialize)]
pub(super) struct Arrangement {
    pub element: String,
    pub role: String,
    pub from: NaiveDate,
    pub reference: String,
    pub executions: Vec<Execution>,
}

/// The decision to go on with a contract.
#[derive(Deserialize)]
pub(super) struct Extension {
    pub contract: String,
    pub on: NaiveDate,
    pub answer: String,
    pub until: NaiveDate,
    pub conditions: String,
    pub reference: String,
}
