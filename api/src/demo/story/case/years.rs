//! What the file of the case holds of the years.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Decision, Given, Number};

/// A year of the contract whose years are told.
#[derive(Deserialize)]
pub struct Year {
    #[serde(rename = "year")]
    pub number: i32,
    pub opened_on: NaiveDate,
    pub targets: Option<Targets>,
    /// The account of the cooperation with each partner, unless a report says otherwise.
    #[serde(default)]
    pub cooperation: BTreeMap<String, Verdict>,
    #[serde(default)]
    pub reports: Vec<Report>,
    /// What the municipalities make of each indicator and goal, unless a review says otherwise.
    #[serde(default)]
    pub judged: BTreeMap<String, Verdict>,
    #[serde(default)]
    pub reviews: Vec<Review>,
}

/// How the targets of a year came about.
#[derive(Deserialize)]
pub struct Targets {
    pub set_on: NaiveDate,
    pub proposed_on: NaiveDate,
    pub answered_on: NaiveDate,
    pub labour_market: String,
    pub target_groups: String,
    pub no_previous_result: String,
    pub kinds: BTreeMap<String, String>,
    pub aims: BTreeMap<String, Vec<Number>>,
    #[serde(default)]
    pub no_target: BTreeMap<String, String>,
    pub counter: Option<Counter>,
    pub adoptions: Vec<Decision>,
}

/// A counter-proposal of the contractor.
#[derive(Deserialize)]
pub struct Counter {
    pub municipality: String,
    pub indicator: String,
    pub value: Number,
    pub reason: String,
    pub agreed_on: NaiveDate,
}

/// A report: figures by indicator, texts, and who accepted it when.
#[derive(Deserialize)]
pub struct Report {
    pub number: i32,
    pub filled_on: NaiveDate,
    pub submitted_on: NaiveDate,
    pub explanation: String,
    pub figures: BTreeMap<String, Vec<Given>>,
    /// By indicator and cell of its breakdown; a cell that is not there does not apply.
    pub cells: BTreeMap<String, BTreeMap<String, Vec<Given>>>,
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
    #[serde(default)]
    pub cooperation: BTreeMap<String, Verdict>,
    #[serde(default)]
    pub assessments: BTreeMap<String, Verdict>,
    pub returned: Option<Returned>,
    /// By municipality, on which day it accepts.
    pub accepted: BTreeMap<String, NaiveDate>,
}

/// One indicator that a municipality returned, and how it was mended.
#[derive(Deserialize)]
pub struct Returned {
    pub municipality: String,
    pub indicator: String,
    pub on: NaiveDate,
    pub reason: String,
    pub mended_on: NaiveDate,
    pub figure: Given,
    pub note: String,
}

/// A judgement in words.
#[derive(Deserialize)]
pub struct Verdict {
    pub judgement: String,
    pub text: String,
}

/// A review by one municipality.
#[derive(Deserialize)]
pub struct Review {
    pub municipality: String,
    pub written_on: NaiveDate,
    pub sent_on: NaiveDate,
    #[serde(default)]
    pub judged: BTreeMap<String, Verdict>,
    pub cooperation: String,
    pub conclusion: String,
    pub consequences: Vec<Consequence>,
    pub replied_on: NaiveDate,
    pub agrees: bool,
    pub reply: String,
    pub finalised_by: String,
    pub decision: Decision,
}

/// What follows from a review.
#[derive(Deserialize)]
pub struct Consequence {
    pub kind: String,
    pub text: String,
    pub indicator: Option<String>,
    pub owner: Option<String>,
    pub due_on: Option<NaiveDate>,
}
