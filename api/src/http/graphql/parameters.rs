//! The parameters of a GraphQL request, from JSON or from the address.

use async_graphql::{Request, Variables};
use serde_json::{Map, Value};

use super::super::{
    Limits, address,
    answer::Problem,
    gate::{self, DocumentLimits, Refusal, json},
};

/// What a client sends to have an operation run. `extensions` may be sent, but nothing here uses them.
#[derive(Debug, PartialEq)]
pub struct Parameters {
    query: String,
    operation_name: Option<String>,
    variables: Map<String, Value>,
}

/// Reads JSON that nests at most `nesting` deep.
pub fn read_json(text: &[u8], nesting: usize) -> Result<Value, Problem> {
    if std::str::from_utf8(text).is_err() {
        return Err(Problem::bad_request("The JSON is not valid UTF-8."));
    }
    if json::nests_deeper_than(text, nesting) {
        return Err(Problem::bad_request(format!("The JSON nests too deep: at most {nesting} levels are allowed.")));
    }
    serde_json::from_slice(text).map_err(|error| {
        Problem::bad_request(format!("The JSON cannot be read (line {}, column {}).", error.line(), error.column()))
    })
}

impl Parameters {
    /// From the object that a client sends as body or message.
    pub fn from_json(value: Value) -> Result<Self, Problem> {
        let mut members = match value {
            Value::Object(members) => members,
            Value::Array(_) => return Err(Problem::bad_request("Send one request at a time, not a list.")),
            _ => return Err(Problem::bad_request("A request is a JSON object.")),
        };
        let query = match members.remove("query") {
            Some(Value::String(query)) => query,
            None | Some(Value::Null) => return Err(Problem::bad_request("There is no `query`.").at("query")),
            Some(_) => return Err(Problem::bad_request("`query` must be a string.").at("query")),
        };
        let operation_name = match members.remove("operationName") {
            Some(Value::String(name)) => Some(name),
            None | Some(Value::Null) => None,
            Some(_) => {
                return Err(Problem::bad_request("`operationName` must be a string or null.").at("operationName"));
            }
        };
        let variables = object_or_null(members.remove("variables"), "variables")?;
        object_or_null(members.remove("extensions"), "extensions")?;
        Self { query, operation_name, variables }.without_nul()
    }

    /// From the part of the address after the question mark.
    pub fn from_address(text: &str, limits: &Limits) -> Result<Self, Problem> {
        let mut members = Map::new();
        for (name, value) in address::parameters(text)? {
            if !matches!(name.as_str(), "query" | "operationName" | "variables" | "extensions") {
                continue;
            }
            let value = match name.as_str() {
                _ if value.is_empty() => Value::Null,
                "variables" | "extensions" => {
                    read_json(value.as_bytes(), limits.json_nesting).map_err(|problem| problem.at(name.clone()))?
                }
                _ => Value::String(value),
            };
            members.insert(name, value);
        }
        Self::from_json(Value::Object(members))
    }

    /// Takes the document through the gate.
    pub fn pass_gate(&self, limits: &DocumentLimits) -> Result<(), Problem> {
        gate::inspect(&self.query, limits).map_err(|refusal| {
            let problem = Problem::bad_request(refusal.to_string()).at("query");
            match refusal {
                Refusal::Syntax { at, .. } => {
                    let (line, column) = gate::position(&self.query, at);
                    problem.in_document(line, column)
                }
                _ => problem,
            }
        })
    }

    /// The request as the schema takes it.
    pub fn into_request(self) -> Request {
        let request = Request::new(self.query).variables(Variables::from_json(Value::Object(self.variables)));
        match self.operation_name {
            Some(name) => request.operation_name(name),
            None => request,
        }
    }

    fn without_nul(self) -> Result<Self, Problem> {
        let variables = Value::Object(self.variables);
        let member = if self.query.contains('\0') {
            Some("query".to_owned())
        } else if self.operation_name.as_ref().is_some_and(|name| name.contains('\0')) {
            Some("operationName".to_owned())
        } else {
            json::nul_path(&variables).map(|path| format!("variables{path}"))
        };
        match (member, variables) {
            (Some(member), _) => Err(Problem::bad_request(Refusal::Nul.to_string()).at(member)),
            (None, Value::Object(variables)) => Ok(Self { variables, ..self }),
            (None, _) => Ok(Self { variables: Map::new(), ..self }),
        }
    }
}

fn object_or_null(value: Option<Value>, name: &str) -> Result<Map<String, Value>, Problem> {
    match value {
        Some(Value::Object(members)) => Ok(members),
        None | Some(Value::Null) => Ok(Map::new()),
        Some(_) => Err(Problem::bad_request(format!("`{name}` must be an object or null.")).at(name)),
    }
}

#[cfg(test)]
mod tests;
