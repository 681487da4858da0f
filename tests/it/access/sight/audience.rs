//! Everybody who looks, the stages at which they look, and what none but some of them may ever see.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::{Client, Stage, TestApp};

use super::asking::Asking;
use super::printed::Table;
use super::seen::{About, Seen};
use crate::access::people::newcomer;
use crate::introspection::Introspection;

/// Everybody, in the order of the table.
pub const VIEWERS: [&str; 11] = [
    "client",
    "other client",
    "joining client",
    "contractor",
    "participant",
    "council member",
    "named partner",
    "administrator of the client",
    "administrator of the platform",
    "stranger",
    "nobody",
];
/// Who never reads anything of a contract.
const OUTSIDE: [&str; 5] =
    ["named partner", "administrator of the client", "administrator of the platform", "stranger", "nobody"];
/// Stands in everything that is written down in these stories.
pub const TRACE: &str = "spoor-";

/// The municipality whose things are looked at.
pub const OWN: &str = "Assen";
/// The one that becomes a client later.
pub const JOINING: &str = tests::stage::ELSEWHERE.0;

/// A question that everybody asks.
struct Question {
    document: String,
    variables: Value,
}

/// The people who look, and what they have seen.
pub struct Audience<'a> {
    pub stage: Stage<'a>,
    pub asking: Asking,
    people: Vec<(&'static str, Client)>,
    questions: Vec<Question>,
    about: About,
    current: Table,
    /// What none but these may find, wherever they look.
    kept: BTreeMap<String, &'static [&'static str]>,
    /// What of that somebody who may has found.
    found: RefCell<BTreeSet<String>>,
    /// While this is so nobody looks: the story is told on to where it is looked at.
    pub blind: bool,
    /// Each table with its rows, as printed.
    tables: Vec<(Table, BTreeSet<String>)>,
}

impl<'a> Audience<'a> {
    /// Everybody comes in.
    pub async fn gathered(app: &'a TestApp) -> Self {
        let mut stage = Stage::library(app).await;
        let admin = stage.platform_admin().clone();
        let mut more = BTreeMap::new();
        for (who, code, name, role) in [
            ("participant", "1731", "Midden-Drenthe", "ACCOUNT_HOLDER"),
            ("stranger", "1701", "Westerveld", "ACCOUNT_HOLDER"),
        ] {
            let party = tests::stage::municipality(&admin, code, name).await;
            stage.parties.insert(name.to_owned(), party.clone());
            let email = format!("{}@kijkers.example", who.replace(' ', "-"));
            more.insert(who, newcomer(app, &admin, &party, role, &email).await.client().clone());
        }
        let input = json!({ "organisationId": stage.party("WPDA"), "municipalityId": stage.party("Midden-Drenthe"),
            "from": "2019-01-01" });
        admin.did("addParticipant", input).await;
        let client = |who: &'static str| match who {
            "client" => stage.account_holder(OWN).client().clone(),
            "other client" => stage.account_holder("Aa en Hunze").client().clone(),
            "joining client" => stage.account_holder(JOINING).client().clone(),
            "contractor" => stage.director().client().clone(),
            "council member" => stage.council_member().client().clone(),
            "named partner" => stage.other_director().client().clone(),
            "administrator of the client" => stage.party_admin().client().clone(),
            "administrator of the platform" => admin.client().clone(),
            "nobody" => app.stranger(),
            _ => more[who].clone(),
        };
        let people = VIEWERS.map(|who| (who, client(who))).to_vec();
        let asking = Asking::new(Introspection::of(&app.stranger()).await, stage.party(OWN));
        let (about, current) = (about_anything(), table("", "", "nobody"));
        let (questions, kept, tables) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { stage, asking, people, questions, about, current, kept, found: RefCell::default(), blind: false, tables }
    }

    /// Looks at something else from here, of which one side's word counts as what stands there.
    pub fn turn_to(&mut self, title: &'static str, explained: &'static str, writer: &'static str) {
        self.questions.clear();
        self.about = about_anything();
        self.current = table(title, explained, writer);
    }

    /// What is passed over: other contracts, and events of before.
    pub fn about(&mut self, code: &str, after: i64) {
        self.about = About { municipality: OWN, code: Some(code.to_owned()), report: None, after };
    }

    /// Other reports are passed over.
    pub fn about_report(&mut self, number: i64) {
        self.about.report = Some(number);
    }

    /// The number of the last event under a contract.
    pub async fn last_event(&self, code: &str) -> i64 {
        let document =
            "query($code: String!) { contractByCode(code: $code) { auditTrail(first: 1) { nodes { number } } } }";
        let found = self.stage.account_holder(OWN).run(document, json!({ "code": code })).await;
        found.at("/contractByCode/auditTrail/nodes/0/number").as_i64().unwrap()
    }

    /// One more question that everybody asks at each stage.
    pub fn question(&mut self, document: String, variables: Value) {
        self.questions.push(Question { document, variables });
    }

    /// None but these may find this text from now on.
    pub fn keep(&mut self, text: &str, readers: &'static [&'static str]) {
        self.kept.insert(text.to_owned(), readers);
    }

    /// It has been shared.
    pub fn share(&mut self, text: &str) {
        assert!(self.kept.remove(text).is_some(), "{text} was kept");
        assert!(self.blind || self.found.borrow().contains(text), "its writers read {text}");
    }

    /// Everybody looks.
    pub async fn look(&mut self, stage: &'static str) {
        if self.blind {
            return;
        }
        let all = self.people.iter().map(|(who, client)| self.looks(stage, who, client));
        let seen: BTreeMap<&'static str, Seen> = self.people.iter().map(|it| it.0).zip(join_all(all).await).collect();
        self.current.stages.push(stage);
        self.current.seen.push(seen);
    }

    async fn looks(&self, stage: &str, who: &str, client: &Client) -> Seen {
        let mut seen = Seen::default();
        for question in &self.questions {
            let answer = client.run(&question.document, question.variables.clone()).await;
            let codes = answer.error_codes();
            let known = ["FORBIDDEN", "UNAUTHENTICATED"];
            assert!(
                codes.iter().all(|it| known.contains(&it.as_str())),
                "{who}: {codes:?} {}\n{}",
                answer.body,
                question.document
            );
            self.assert_kept(stage, who, &answer.body.to_string());
            seen.read(&self.asking, &self.about, &answer.body["data"]);
        }
        seen
    }

    fn assert_kept(&self, stage: &str, who: &str, answer: &str) {
        for (text, readers) in &self.kept {
            let finds = answer.contains(text);
            let place = format!("{}, {stage}", self.current.title);
            assert!(readers.contains(&who) || !finds, "{who} finds {text} ({place}): {answer}");
            if finds {
                self.found.borrow_mut().insert(text.clone());
            }
        }
        assert!(!OUTSIDE.contains(&who) || !answer.contains(TRACE), "{who} finds something ({stage}): {answer}");
    }

    /// Done with this table; its rows are these types, or those of their fields.
    pub fn done(&mut self, types: &[&str]) {
        if self.blind {
            return;
        }
        let mut rows = BTreeSet::new();
        for of in types {
            rows.extend(self.asking.fields(of).keys().map(|field| format!("{of}.{field}")));
        }
        let next = table("", "", "nobody");
        self.tables.push((std::mem::replace(&mut self.current, next), rows));
    }

    /// All tables as text; and those rows and kinds of events, among the ones to be told here, that stand in none.
    pub fn told(&self, is_told_here: impl Fn(&str) -> bool) -> (String, BTreeSet<String>) {
        let mut left: BTreeSet<String> = self.asking.event_kinds();
        left.retain(|kind| is_told_here(kind));
        for of in self.asking.types().iter().filter(|of| is_told_here(of)) {
            left.extend(self.asking.fields(of).keys().map(|field| format!("{of}.{field}")));
        }
        let mut told = String::new();
        for (table, rows) in &self.tables {
            let (printed, shown) = table.printed(rows, &VIEWERS);
            told += &printed;
            left.retain(|row| !shown.contains(row));
        }
        (told, left)
    }
}

fn about_anything() -> About {
    About { municipality: OWN, code: None, report: None, after: 0 }
}

fn table(title: &'static str, explained: &'static str, writer: &'static str) -> Table {
    Table { title, explained, writer, stages: Vec::new(), seen: Vec::new() }
}
