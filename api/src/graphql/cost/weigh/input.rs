//! What comes in with a document: its variables and the values written in it.

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{Directive, Field, OperationType},
};

use super::{Defaults, Refused};
use crate::{
    budget::{Counted, Exceeded},
    domain::text,
};

/// The longest text in a question, in bytes: names, codes, identities and cursors are far shorter.
const IN_QUESTION: usize = 2_000;
/// The longest text in an act, in bytes: any text that the rules take, whatever its letters.
const IN_ACT: usize = text::PROSE * 4;

/// A text that is too long.
#[derive(Debug, PartialEq, Eq)]
pub struct TextTooLong {
    /// In which variable or argument.
    pub field: String,
    /// How long it may be, in bytes.
    pub limit: usize,
}

/// The values, and how much of them is allowed.
pub struct Input<'a> {
    variables: &'a Variables,
    defaults: &'a Defaults<'a>,
    longest_text: usize,
    list_items: u64,
}

impl<'a> Input<'a> {
    pub fn new(variables: &'a Variables, defaults: &'a Defaults<'a>, ty: OperationType, list_items: u64) -> Self {
        let longest_text = if ty == OperationType::Mutation { IN_ACT } else { IN_QUESTION };
        Self { variables, defaults, longest_text, list_items }
    }

    /// Looks at all variables, used or not.
    pub fn check_variables(&self) -> Result<(), Refused> {
        let given = self.variables.iter().map(|(name, value)| (name.as_str(), value));
        let mut all = given.chain(self.defaults.iter().map(|(name, value)| (*name, *value)));
        all.try_for_each(|(name, value)| self.check(name, value))
    }

    /// Looks at the arguments written at a field.
    pub fn check_arguments(&self, field: &Field) -> Result<(), Refused> {
        field.arguments.iter().try_for_each(|(name, value)| {
            // Variables have been looked at, each once.
            let written = value.node.clone().into_const_with(|_| Ok::<_, Refused>(Value::Null))?;
            self.check(name.node.as_str(), &written)
        })
    }

    fn check(&self, name: &str, value: &Value) -> Result<(), Refused> {
        match value {
            Value::String(text) => self.check_text(name, text),
            Value::List(items) => {
                self.check_length(items.len())?;
                items.iter().try_for_each(|item| self.check(name, item))
            }
            Value::Object(members) => members.iter().try_for_each(|(name, value)| self.check(name, value)),
            Value::Null | Value::Number(_) | Value::Boolean(_) | Value::Binary(_) | Value::Enum(_) => Ok(()),
        }
    }

    fn check_text(&self, name: &str, text: &str) -> Result<(), Refused> {
        let limit = self.longest_text;
        if text.len() > limit { Err(Refused::Text(TextTooLong { field: name.to_owned(), limit })) } else { Ok(()) }
    }

    fn check_length(&self, items: usize) -> Result<(), Refused> {
        let limit = self.list_items;
        let fits = u64::try_from(items).is_ok_and(|items| items <= limit);
        if fits { Ok(()) } else { Err(Refused::TooExpensive(Exceeded { counted: Counted::ListItems, limit })) }
    }

    /// The value of an argument when it is a number or a truth, from wherever it stands.
    pub fn plain(&self, field: &Field, argument: &str) -> Option<Value> {
        let written = field.get_argument(argument)?;
        written.node.clone().into_const_with(|name| Ok::<_, Refused>(self.plain_variable(&name))).ok()
    }

    /// Whether `@skip` or `@include` leaves something out.
    pub fn leaves_out(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().any(|directive| {
            let left_out_when = match directive.node.name.node.as_str() {
                "skip" => true,
                "include" => false,
                _ => return false,
            };
            let condition = directive.node.get_argument("if").map(|value| value.node.clone());
            let condition =
                condition.map(|value| value.into_const_with(|name| Ok::<_, Refused>(self.plain_variable(&name))));
            matches!(condition, Some(Ok(Value::Boolean(truth))) if truth == left_out_when)
        })
    }

    fn plain_variable(&self, name: &Name) -> Value {
        let given = self.variables.get(name).or_else(|| self.defaults.get(name.as_str()).copied());
        given.filter(|value| matches!(value, Value::Number(_) | Value::Boolean(_))).cloned().unwrap_or_default()
    }
}
