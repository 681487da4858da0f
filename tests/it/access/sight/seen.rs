//! What somebody found in an answer: of each field the values, of each kind of event how much it told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::asking::Asking;

/// The values found of each field, by `Type.field`.
pub type Found = BTreeMap<String, BTreeSet<String>>;

/// How much an event told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// That it happened.
    Happened,
    /// What it says as well.
    Said,
}

/// What somebody found at a stage.
#[derive(Default)]
pub struct Seen {
    pub fields: Found,
    /// By kind the number of its first event and what that told.
    pub events: BTreeMap<String, (i64, Told)>,
}

/// What is looked for.
pub struct About {
    /// The name of the municipality: what is another's is passed over.
    pub municipality: &'static str,
    /// The code of the contract, where others are passed over.
    pub code: Option<String>,
    /// The number of the report, where others are passed over.
    pub report: Option<i64>,
    /// Events up to this number are older than what is looked for.
    pub after: i64,
}

impl Seen {
    /// Reads an answer.
    pub fn read(&mut self, asking: &Asking, about: &About, data: &Value) {
        if data.is_object() {
            self.object(asking, about, "Query", data);
        }
        self.trails(about, data);
    }

    /// Whether there is anything in a value of a type.
    fn value(&mut self, asking: &Asking, about: &About, of: &str, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Array(all) => all.iter().filter(|it| self.value(asking, about, of, it)).count() > 0,
            Value::Object(_) => self.object(asking, about, of, value),
            Value::String(text) => !text.is_empty(),
            _ => true,
        }
    }

    fn object(&mut self, asking: &Asking, about: &About, of: &str, object: &Value) -> bool {
        if of.ends_with("Connection") {
            return self.value(asking, about, &asking.fields(of)["nodes"], &object["nodes"]);
        }
        let of = object["__typename"].as_str().unwrap_or(of);
        let owner = &object["municipality"]["name"];
        let another = about
            .code
            .as_ref()
            .is_some_and(|code| of == "Contract" && object["code"].is_string() && object["code"] != **code);
        let another = another || about.report.is_some_and(|number| of == "Report" && object["number"] != number);
        if another || owner.is_string() && owner != about.municipality {
            return false;
        }
        let fields = asking.fields(of);
        for (name, value) in object.as_object().into_iter().flatten() {
            let Some(kind) = fields.get(name) else { continue };
            // What leads to something of its own is told by its being there.
            let there = self.value(asking, about, kind, value);
            let leaf = asking.is_leaf(kind);
            let found = self.fields.entry(format!("{of}.{name}")).or_default();
            match value {
                Value::Array(all) if leaf => found.extend(all.iter().map(Value::to_string)),
                _ if leaf && there => found.extend([value.to_string()]),
                _ if there => found.extend(["there".to_owned()]),
                _ => {}
            }
        }
        true
    }

    /// Every trail in an answer, wherever it stands.
    fn trails(&mut self, about: &About, value: &Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|it| self.trails(about, it)),
            Value::Object(all) => {
                for (name, value) in all {
                    match value["nodes"].as_array() {
                        Some(nodes) if name == "auditTrail" => nodes.iter().for_each(|it| self.event(about, it)),
                        _ => self.trails(about, value),
                    }
                }
            }
            _ => {}
        }
    }

    fn event(&mut self, about: &About, event: &Value) {
        let (Some(number), Some(kind)) = (event["number"].as_i64(), event["kind"].as_str()) else { return };
        let told = if event["withheld"] == true { Told::Happened } else { Told::Said };
        let known = self.events.get(kind).copied().unwrap_or((i64::MAX, told));
        if number > about.after && number <= known.0 {
            self.events.insert(kind.to_owned(), (number, told));
        }
    }
}
