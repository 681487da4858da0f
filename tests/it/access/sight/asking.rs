//! Documents that select everything there is to read of a thing, made from the schema as it is now.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::introspection::{Introspection, innermost, list, name};

/// What is given for arguments that a field demands or that make it tell more.
const ARGUMENTS: [(&str, &str); 7] = [
    ("first", "100"),
    ("last", "24"),
    ("year", "2020"),
    ("day", "\"2021-06-01\""),
    ("locale", "NL"),
    ("includeDrafts", "true"),
    ("includeDismissed", "true"),
];

/// What carries nothing of its own: pages, and what somebody may do.
fn is_plumbing(kind: &str) -> bool {
    ["Permission", "Refusal", "PageInfo"].contains(&kind) || kind.ends_with("Connection") || kind.ends_with("Edge")
}

/// The schema, and whom is asked about.
pub struct Asking {
    schema: Introspection,
    /// The identity of the municipality that fields are asked about.
    municipality: String,
}

impl Asking {
    pub fn new(schema: Introspection, municipality: &str) -> Self {
        Self { schema, municipality: municipality.to_owned() }
    }

    /// Every type that carries content and can be reached from a question.
    pub fn types(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut ahead = vec!["Query".to_owned()];
        while let Some(of) = ahead.pop() {
            let kind = self.schema.named(&of)["kind"].as_str().unwrap_or_default().to_owned();
            if kind == "INTERFACE" {
                ahead.extend(
                    self.all_objects()
                        .filter(|it| self.shares_fields(it, &of) && !found.contains(*it))
                        .map(str::to_owned),
                );
            }
            if kind != "OBJECT" || !found.insert(of.clone()) {
                continue;
            }
            ahead.extend(list(&self.schema.named(&of)["fields"]).iter().map(|it| innermost(&it["type"])));
        }
        found.retain(|it| !is_plumbing(it));
        found
    }

    fn all_objects(&self) -> impl Iterator<Item = &str> {
        self.schema.types().iter().filter(|it| it["kind"] == "OBJECT").map(name)
    }

    /// Whether an object has all fields of an interface: as good as implementing it, but for what is only subscribed to.
    fn shares_fields(&self, object: &str, interface: &str) -> bool {
        let fields: BTreeSet<String> = self.fields(object).into_keys().collect();
        self.fields(interface).keys().all(|it| fields.contains(it)) && object != "ContractEvent"
    }

    /// The fields of a type that carry content: name and type of each.
    pub fn fields(&self, of: &str) -> BTreeMap<String, String> {
        let fields = list(&self.schema.named(of)["fields"]).into_iter();
        let told = fields.map(|it| (name(&it).to_owned(), innermost(&it["type"])));
        told.filter(|(_, kind)| kind != "Permission").collect()
    }

    /// The kinds of events.
    pub fn event_kinds(&self) -> BTreeSet<String> {
        list(&self.schema.named("EventKind")["enumValues"]).iter().map(|it| name(it).to_owned()).collect()
    }

    pub fn is_leaf(&self, kind: &str) -> bool {
        matches!(self.schema.named(kind)["kind"].as_str(), Some("SCALAR" | "ENUM"))
    }

    /// A selection of everything on a type, going into these types; `without` those fields, as `Type.field`.
    pub fn everything(&self, of: &str, within: &[&str], without: &[&str]) -> String {
        self.below(of, (within, without), &mut Vec::new())
    }

    /// A selection of what stands on a type itself.
    pub fn itself(&self, of: &str) -> String {
        self.everything(of, &[of], &[])
    }

    fn below(&self, of: &str, limits: (&[&str], &[&str]), path: &mut Vec<String>) -> String {
        if let Some(node) = of.strip_suffix("Connection") {
            return format!("{{ nodes {} }}", self.below(node, limits, path));
        }
        let (within, without) = limits;
        if of == "Municipality" && (!within.contains(&of) || path.iter().any(|it| it == of)) {
            // By its name it is told whose a thing is.
            return "{ __typename name }".to_owned();
        }
        if !within.contains(&of) || path.iter().any(|it| it == of) {
            // Nothing of it but whose it is, and which.
            let told = [("municipality", "municipality { __typename name }"), ("number", "number")];
            let fields = self.fields(of);
            let whose = told.iter().filter(|(field, _)| fields.contains_key(*field));
            return format!("{{ __typename {} }}", whose.map(|it| it.1).collect::<Vec<_>>().join(" "));
        }
        path.push(of.to_owned());
        let mut chosen = vec!["__typename".to_owned()];
        for field in list(&self.schema.named(of)["fields"]) {
            let kind = innermost(&field["type"]);
            if is_plumbing(&kind) && !kind.ends_with("Connection")
                || without.contains(&format!("{of}.{}", name(&field)).as_str())
            {
                continue;
            }
            let set = if self.is_leaf(&kind) { String::new() } else { self.below(&kind, limits, path) };
            chosen.push(format!("{}{} {set}", name(&field), self.arguments(of, &field)));
        }
        path.pop();
        format!("{{ {} }}", chosen.join(" "))
    }

    fn arguments(&self, of: &str, field: &Value) -> String {
        let given = |argument: &Value| {
            let (required, wanted) = (argument["type"]["kind"] == "NON_NULL", name(argument));
            let known = ARGUMENTS.iter().find(|(it, _)| *it == wanted).map(|(_, value)| (*value).to_owned());
            let one = required || of == "AnnualCycle";
            let own = (one && wanted == "municipalityId").then(|| format!("\"{}\"", self.municipality));
            let given = known.or(own);
            let open = given.is_none() && required && argument["defaultValue"].is_null();
            assert!(!open, "{of}.{} demands {wanted}: say in ARGUMENTS what", name(field));
            given.map(|value| format!("{wanted}: {value}"))
        };
        let given: Vec<String> = list(&field["args"]).iter().filter_map(given).collect();
        if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) }
    }
}
