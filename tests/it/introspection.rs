//! The schema as the service itself tells it, over HTTP.

use serde_json::Value;
use tests::Client;

const QUESTION: &str = "{ __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    directives { name description args { ...value } }
    types {
        kind name description
        fields(includeDeprecated: true) { name description type { ...kind } args { ...value } }
        inputFields { ...value }
        interfaces { ...kind }
        enumValues(includeDeprecated: true) { name description }
    }
} }
fragment value on __InputValue { name description defaultValue type { ...kind } }
fragment kind on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// Every type, but for those by which GraphQL describes itself.
pub struct Introspection {
    types: Vec<Value>,
}

impl Introspection {
    /// Asks for it.
    pub async fn of(client: &Client) -> Self {
        let answer = client.run(QUESTION, serde_json::json!({})).await;
        let mut types = list(answer.at("/__schema/types"));
        types.retain(|it| !name(it).starts_with("__"));
        Self { types }
    }

    /// The types.
    pub fn types(&self) -> &[Value] {
        &self.types
    }

    /// The type of that name. Panics when there is none.
    pub fn named(&self, wanted: &str) -> &Value {
        self.types.iter().find(|it| name(it) == wanted).unwrap_or_else(|| panic!("no type {wanted}"))
    }

    /// The fields of the type of that name.
    pub fn fields(&self, of: &str) -> Vec<Value> {
        list(&self.named(of)["fields"])
    }

    /// The mutations.
    pub fn mutations(&self) -> Vec<Value> {
        self.fields("Mutation")
    }

    /// The input type that a mutation takes.
    pub fn input_of(&self, mutation: &Value) -> &Value {
        self.named(&innermost(&mutation["args"][0]["type"]))
    }
}

/// The name of anything described.
pub fn name(of: &Value) -> &str {
    of["name"].as_str().unwrap_or_else(|| panic!("no name: {of}"))
}

/// A list, empty when there is none.
pub fn list(of: &Value) -> Vec<Value> {
    of.as_array().cloned().unwrap_or_default()
}

/// The name of the type within lists and non-nulls.
pub fn innermost(kind: &Value) -> String {
    match &kind["ofType"] {
        Value::Null => name(kind).to_owned(),
        inner => innermost(inner),
    }
}

/// The type as it is written: `[ID!]!`.
pub fn written(kind: &Value) -> String {
    match kind["kind"].as_str() {
        Some("NON_NULL") => format!("{}!", written(&kind["ofType"])),
        Some("LIST") => format!("[{}]", written(&kind["ofType"])),
        _ => name(kind).to_owned(),
    }
}
