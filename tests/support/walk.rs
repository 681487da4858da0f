//! Hostile questions: random walks over the graph of the schema, with aliases, fragments and the largest pages.
//!
//! Knows the schema only as the service tells it. The same seed walks the same way. Start reading at
//! [`Walker::document`].

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::client::Client;

const SCHEMA: &str = "{ __schema { types {
    kind name possibleTypes { name } enumValues { name }
    fields { name type { ...kind } args { name type { ...kind } } } } } }
    fragment kind on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The most aliases that the service lets into one document.
const ALIASES: usize = 95;
/// How deep a walk goes: deeper, and most of them would only be too deep.
const DEPTH: usize = 9;

/// Numbers that look like chance (xorshift), the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

/// Walks over the schema of a service.
pub struct Walker {
    types: BTreeMap<String, Value>,
    /// Values for arguments, by their name.
    known: BTreeMap<String, Vec<String>>,
}

/// One document under way.
struct Walk<'a> {
    walker: &'a Walker,
    dice: Dice,
    aliases: usize,
    fields: usize,
    fragments: Vec<String>,
}

impl Walker {
    /// A walker over the schema of the service, which knows these values for arguments.
    pub async fn new(client: &Client, known: BTreeMap<String, Vec<String>>) -> Self {
        let answer = client.run(SCHEMA, json!({})).await;
        let types = answer.at("/__schema/types").as_array().unwrap().iter();
        let types = types.map(|it| (it["name"].as_str().unwrap().to_owned(), it.clone())).collect();
        Self { types, known }
    }

    /// The document of that seed. One in ten asks about the schema itself; one in fifty guesses passwords.
    pub fn document(&self, seed: u64) -> String {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for _ in 0..8 {
            dice.below(2);
        }
        if dice.one_in(50) {
            let tries = 1 + dice.below(ALIASES);
            return guesses(tries);
        }
        let about_schema = dice.one_in(10);
        let mut walk = Walk { walker: self, dice, aliases: 0, fields: 0, fragments: Vec::new() };
        let set = walk.set(if about_schema { "__Schema" } else { "Query" }, DEPTH);
        let mut document = if about_schema { format!("query {{ __schema {set} }}") } else { format!("query {set}") };
        // Only what is used may stand there; a fragment uses none that came after it.
        for (number, fragment) in walk.fragments.iter().enumerate().rev() {
            if document.contains(&format!("...F{number} ")) {
                document += "\n";
                document += fragment;
            }
        }
        document
    }

    /// Whether there is a value for every identity that a field demands.
    fn opens(&self, field: &Value) -> bool {
        field["args"].as_array().into_iter().flatten().all(|it| {
            let known = self.known.contains_key(it["name"].as_str().unwrap());
            it["type"]["kind"] != "NON_NULL" || known || innermost(&it["type"]) != "ID"
        })
    }

    fn fields(&self, of: &str) -> &[Value] {
        self.types.get(of).and_then(|it| it["fields"].as_array()).map_or(&[], Vec::as_slice)
    }

    fn is_composite(&self, of: &str) -> bool {
        matches!(self.types.get(of).and_then(|it| it["kind"].as_str()), Some("OBJECT" | "INTERFACE" | "UNION"))
    }
}

/// A mutation that tries so many passwords at once.
pub fn guesses(tries: usize) -> String {
    let guess = |number| {
        format!(
            "g{number}: signIn(input: {{ email: \"iemand@voorbeeld.example\", password: \"gok {number}\" }}) {{ accessToken }} "
        )
    };
    format!("mutation {{ {} }}", (0..tries).map(guess).collect::<String>())
}

fn innermost(kind: &Value) -> &str {
    match &kind["ofType"] {
        Value::Null => kind["name"].as_str().unwrap(),
        inner => innermost(inner),
    }
}

fn is_list(kind: &Value) -> bool {
    kind["kind"] == "LIST" || kind.get("ofType").is_some_and(|inner| !inner.is_null() && is_list(inner))
}

impl Walk<'_> {
    /// A selection on a type, braces and all, going down at most so many levels.
    fn set(&mut self, of: &str, depth: usize) -> String {
        let walker = self.walker;
        let leads_on = |field: &&Value| walker.is_composite(innermost(&field["type"]));
        let (onwards, leaves): (Vec<&Value>, Vec<&Value>) = walker.fields(of).iter().partition(leads_on);
        let onwards: Vec<&Value> = onwards.into_iter().filter(|it| walker.opens(it)).collect();
        let lists: Vec<&Value> = onwards.iter().copied().filter(|it| is_list(&it["type"])).collect();
        let (mut chosen, mut used) = (Vec::new(), Vec::new());
        let wide = depth > 0 && self.fields < 500 && !onwards.is_empty();
        for _ in 0..if wide { 1 + self.dice.below(4) } else { 0 } {
            // Lists multiply: they are taken more readily.
            let from = if lists.is_empty() || self.dice.one_in(3) { &onwards } else { &lists };
            let field = from[self.dice.below(from.len())];
            // Two fields of one name would have to ask the same.
            if !used.contains(&&field["name"]) {
                used.push(&field["name"]);
                chosen.push(self.repeated(field, depth - 1));
            }
        }
        for _ in 0..1 + self.dice.below(3) {
            let Some(leaf) = leaves.get(self.dice.below(leaves.len())) else { continue };
            if !used.contains(&&leaf["name"]) {
                used.push(&leaf["name"]);
                chosen.push(self.plain(leaf, 0));
            }
        }
        chosen.push("__typename".to_owned());
        self.fields += chosen.len();
        let set = format!("{{ {} }}", chosen.join(" "));
        if self.fragments.len() < 40 && self.dice.one_in(12) && self.aliases < ALIASES {
            let name = format!("F{}", self.fragments.len());
            self.fragments.push(format!("fragment {name} on {of} {set}"));
            return format!("{{ ...{name} ...{name} }}");
        }
        set
    }

    /// A field, sometimes many times under other names.
    fn repeated(&mut self, field: &Value, depth: usize) -> String {
        let before = self.aliases;
        let written = self.plain(field, depth);
        let within = self.aliases - before + 1;
        let wanted = if self.dice.one_in(2) { self.dice.below(40) } else { 0 };
        let fitting = (ALIASES.saturating_sub(self.aliases) / within).min(8_000 / (written.len() + 1));
        let mut copies = vec![written.clone()];
        for _ in 0..wanted.min(fitting) {
            self.aliases += within;
            copies.push(format!("n{}: {written}", self.aliases));
        }
        copies.join(" ")
    }

    /// A field under its own name, with all that it asks.
    fn plain(&mut self, field: &Value, depth: usize) -> String {
        let name = field["name"].as_str().unwrap();
        let kind = innermost(&field["type"]);
        let walker = self.walker;
        let arguments: Vec<String> =
            field["args"].as_array().into_iter().flatten().filter_map(|it| self.argument(name, it)).collect();
        let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        let set = if !walker.is_composite(kind) {
            String::new()
        } else if walker.types[kind]["kind"] == "OBJECT" {
            self.set(kind, depth)
        } else {
            let possible = walker.types[kind]["possibleTypes"].as_array().unwrap();
            let of = possible[self.dice.below(possible.len())]["name"].as_str().unwrap();
            format!("{{ __typename ... on {of} {} }}", self.set(of, depth))
        };
        format!("{name}{arguments} {set}")
    }

    /// An argument of a field, where one is worth giving.
    fn argument(&mut self, of: &str, argument: &Value) -> Option<String> {
        let name = argument["name"].as_str().unwrap();
        let required = argument["type"]["kind"] == "NON_NULL";
        let kind = innermost(&argument["type"]);
        let known = self.walker.known.get(name).filter(|values| !values.is_empty());
        // `id` of `report` is the identity of a report, if there is one at hand.
        let own = |id: &&String| id.split(':').next().is_some_and(|kind| kind.eq_ignore_ascii_case(of));
        let fitting: Vec<&String> = known.into_iter().flatten().filter(own).collect();
        let known = known.map(|all| if fitting.is_empty() { all.iter().collect() } else { fitting });
        let value = match (name, known) {
            ("first", _) => "100".to_owned(),
            ("last", _) => "24".to_owned(),
            ("includeDeprecated", _) => "true".to_owned(),
            (_, Some(values)) => json!(values[self.dice.below(values.len())]).to_string(),
            _ if !required => return None,
            _ => match kind {
                "Int" => "2020".to_owned(),
                "Boolean" => "true".to_owned(),
                "Date" => "\"2020-06-01\"".to_owned(),
                "ID" | "String" => "\"x\"".to_owned(),
                _ => self.walker.types[kind]["enumValues"][0]["name"].as_str().unwrap_or("{}").to_owned(),
            },
        };
        let listed = is_list(&argument["type"]);
        Some(if listed { format!("{name}: [{value}]") } else { format!("{name}: {value}") })
    }
}
