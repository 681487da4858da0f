//! What the file of the case holds. Lists of figures and aims are in the order of its municipalities.

mod years;

use std::collections::BTreeMap;

use anyhow::Context;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

pub use years::{Consequence, Counter, Report, Returned, Review, Targets, Verdict, Year};

/// The files of the cases, in the order in which they are told: each begins before the next.
const FILES: [(&str, &str); 2] = [
    ("demo/dal.toml", include_str!("../../../demo/dal.toml")),
    ("demo/wpda.toml", include_str!("../../../demo/wpda.toml")),
];

/// The cases as their files tell them.
pub fn read() -> anyhow::Result<Vec<Case>> {
    FILES.iter().map(|(name, text)| toml::from_str(text).context(*name)).collect()
}

/// The value with that spelling, or which spelling is unknown.
pub fn named<T>(read: impl Fn(&str) -> Option<T>, text: &str) -> anyhow::Result<T> {
    read(text).with_context(|| format!("{text} is not a known word"))
}

/// The thing with that name, or which name is unknown.
pub fn find<'a, T>(things: &'a BTreeMap<String, T>, name: &str) -> anyhow::Result<&'a T> {
    things.get(name).with_context(|| format!("nothing is called {name}"))
}

/// The case: who there is, what is written down once, the contracts and the years.
#[derive(Deserialize)]
pub struct Case {
    pub begins_on: NaiveDate,
    pub library_on: NaiveDate,
    /// The contract whose years are told, where any are.
    #[serde(default)]
    pub years_of: String,
    pub municipalities: Vec<Municipality>,
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    pub framework: Framework,
    pub tasks: Vec<Task>,
    pub dimension: Option<Dimension>,
    pub indicators: Vec<Indicator>,
    pub contracts: Vec<Contract>,
    #[serde(default)]
    pub chains: Vec<Chain>,
    #[serde(default)]
    pub years: Vec<Year>,
    #[serde(default)]
    pub reorganisations: Vec<Reorganisation>,
}

/// A municipality.
#[derive(Deserialize)]
pub struct Municipality {
    pub name: String,
    pub cbs_code: String,
}

/// How municipalities arrange the chain: by element, the codes of the contracts under which it is executed.
#[derive(Deserialize)]
pub struct Chain {
    pub municipalities: Vec<String>,
    pub from: NaiveDate,
    pub reference: String,
    pub role: String,
    pub elements: BTreeMap<String, Vec<String>>,
}

/// A municipal reorganisation.
#[derive(Deserialize)]
pub struct Reorganisation {
    pub name: String,
    pub date: NaiveDate,
    pub planned_on: NaiveDate,
    pub executed_on: NaiveDate,
    pub predecessors: Vec<String>,
    pub successor: Municipality,
    pub legal_basis: String,
}

/// An executing organisation, or a partner.
#[derive(Deserialize)]
pub struct Organisation {
    pub code: String,
    pub name: String,
    pub legal_form: String,
    /// The organisation or municipality it is a part of.
    pub part_of: Option<String>,
    pub valid_from: Option<NaiveDate>,
    #[serde(default)]
    pub category: bool,
    #[serde(default)]
    pub participants: Vec<String>,
    pub participants_from: Option<NaiveDate>,
}

/// An invented person with the one role they hold.
#[derive(Deserialize)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub role: String,
    pub party: Option<String>,
    #[serde(default = "dutch")]
    pub locale: String,
}

fn dutch() -> String {
    "nl".to_owned()
}

/// The policy framework.
#[derive(Deserialize)]
pub struct Framework {
    pub name: String,
    pub predecessor: Option<String>,
    pub years: (i32, i32),
    #[serde(default)]
    pub principles: Vec<String>,
    #[serde(default)]
    pub priorities: Vec<String>,
    pub goals: Vec<Goal>,
}

/// A goal of the framework.
#[derive(Deserialize)]
pub struct Goal {
    pub code: String,
    pub domain: String,
    pub text: String,
}

/// A task with the codes of the goals it serves.
#[derive(Deserialize)]
pub struct Task {
    pub name: String,
    pub goals: Vec<String>,
}

/// A breakdown; each cell is its code and its names, Dutch and English.
#[derive(Deserialize)]
pub struct Dimension {
    pub code: String,
    pub names: (String, String),
    pub cells: Vec<(String, String, String)>,
}

/// A definition for the library; names are Dutch and English.
#[derive(Deserialize)]
pub struct Indicator {
    pub code: String,
    pub names: (String, String),
    pub description: String,
    pub unit: String,
    pub kind: String,
    pub direction: String,
    #[serde(default)]
    pub decimals: u32,
    pub dimension: Option<String>,
    pub reference: Option<(Number, String)>,
}

/// A contract, and how it came about.
#[derive(Deserialize)]
pub struct Contract {
    pub code: String,
    pub title: String,
    pub kind: String,
    pub contractor: String,
    pub clients: Vec<String>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub frequency: String,
    pub extension_decision_on: Option<NaiveDate>,
    pub conditions: Vec<String>,
    pub legal_bases: Vec<String>,
    pub deviation_domains: Vec<String>,
    pub cells: Vec<Cell>,
    /// The target group for which a task is meant, by task.
    #[serde(default)]
    pub target_groups: BTreeMap<String, String>,
    pub indicators: Vec<ContractIndicator>,
    pub drafted_on: NaiveDate,
    pub offered_on: NaiveDate,
    pub sent_back: Option<SentBack>,
    /// When the contractor left its remarks, where it is heard and not asked to agree.
    pub heard: Option<Heard>,
    pub agreed_on: Option<NaiveDate>,
    pub adoptions: Vec<Decision>,
}

/// A filled cell of the matrix.
#[derive(Deserialize)]
pub struct Cell {
    pub role: String,
    pub domain: String,
    #[serde(default)]
    pub tasks: Vec<String>,
    #[serde(default)]
    pub partners: Vec<String>,
}

/// An indicator as the contract uses it: margins are green and amber, known figures a year and a value.
#[derive(Deserialize)]
pub struct ContractIndicator {
    pub code: String,
    pub goal: String,
    pub margins: (Number, Number),
    #[serde(default)]
    pub annual_only: bool,
    #[serde(default)]
    pub known: Vec<(i32, Number)>,
}

/// The remarks of the contractor, and what was explained upon them.
#[derive(Deserialize)]
pub struct SentBack {
    pub on: NaiveDate,
    pub remarks: String,
    pub offered_again_on: NaiveDate,
    /// What is meant by a task, by task.
    pub explained: BTreeMap<String, String>,
}

/// What the contractor of a unilateral decision said of it.
#[derive(Deserialize)]
pub struct Heard {
    pub on: NaiveDate,
    pub remarks: String,
}

/// A decision of a municipality's college.
#[derive(Deserialize)]
pub struct Decision {
    pub municipality: String,
    pub reference: String,
    pub on: NaiveDate,
}

/// A number: whole, or written out where it has decimals, so that it stays exact.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Number {
    Whole(i64),
    Exact(String),
}

impl Number {
    /// The number, exactly.
    pub fn decimal(&self) -> anyhow::Result<Decimal> {
        match self {
            Self::Whole(number) => Ok(Decimal::from(*number)),
            Self::Exact(text) => text.parse().with_context(|| format!("{text} is not a number")),
        }
    }
}

/// A figure: a count, or the two parts of a ratio or of a mark.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Given {
    Count(Number),
    Parts(Number, Number),
}
