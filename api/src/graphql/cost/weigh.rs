//! What a document could cost, reckoned before any of it runs: pages at their full size, lists of input, texts, depth.

mod input;

use std::collections::HashMap;

use async_graphql::{
    Name, Value, Variables,
    parser::types::{ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet},
    registry::{MetaType, MetaTypeName, Registry},
};

use self::input::Input;
pub use self::input::TextTooLong;
use crate::{
    budget::{Counted, Exceeded},
    config::Budget,
    graphql::types::connection::{MOST, USUAL},
};

/// The deepest nesting of fields. The dashboard of a contract needs eight.
const DEPTH: usize = 14;
/// The same for questions about the schema: the standard one needs fifteen.
const INTROSPECTION_DEPTH: usize = 16;

/// Why a document is not run.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// It costs more than it may.
    TooExpensive(Exceeded),
    /// Its fields nest too deep.
    TooDeep {
        /// How deep is allowed.
        limit: usize,
    },
    /// A text in an argument is too long.
    Text(TextTooLong),
    /// It asks about the schema, and that is closed.
    Introspection,
}

/// Weighs the operation that is to run; one that is not there is left to validation.
pub fn weigh(
    registry: &Registry,
    document: &ExecutableDocument,
    variables: &Variables,
    name: Option<&str>,
    limits: &Budget,
) -> Result<(), Refused> {
    let wanted = document.operations.iter().find(|(known, _)| name.is_none() || known.map(Name::as_str) == name);
    let Some((_, operation)) = wanted else { return Ok(()) };
    let operation = &operation.node;
    let (root, acts) = match operation.ty {
        OperationType::Query => (Some(&registry.query_type), None),
        OperationType::Mutation => (registry.mutation_type.as_ref(), Some(limits.acts)),
        // By the specification, a subscription has one root field.
        OperationType::Subscription => (registry.subscription_type.as_ref(), Some(1)),
    };
    let defaults = defaults(operation);
    let input = Input::new(variables, &defaults, operation.ty, limits.list_items);
    input.check_variables()?;
    let mut scale = Scale { registry, document, input, introspects: false, acts: 0 };
    let kind = root.and_then(|root| registry.types.get(root));
    let place = Place { kind, page: 1, depth: 0, introspection: false };
    let price = scale.set(&operation.selection_set.node, place)?;
    if scale.introspects && !limits.introspection {
        return Err(Refused::Introspection);
    }
    if let Some(limit) = acts.filter(|limit| scale.acts > *limit) {
        return Err(Refused::TooExpensive(Exceeded { counted: Counted::Acts, limit }));
    }
    if price > limits.price {
        return Err(Refused::TooExpensive(Exceeded { counted: Counted::Price, limit: limits.price }));
    }
    Ok(())
}

type Defaults<'a> = HashMap<&'a str, &'a Value>;

fn defaults(operation: &OperationDefinition) -> Defaults<'_> {
    let definitions = operation.variable_definitions.iter().map(|it| &it.node);
    definitions.filter_map(|it| Some((it.name.node.as_str(), &it.default_value.as_ref()?.node))).collect()
}

struct Scale<'a> {
    registry: &'a Registry,
    document: &'a ExecutableDocument,
    input: Input<'a>,
    introspects: bool,
    /// Fields of the root type.
    acts: u64,
}

#[derive(Clone, Copy)]
struct Place<'a> {
    kind: Option<&'a MetaType>,
    /// How many items a list right here holds at most, as far as is known.
    page: u64,
    depth: usize,
    introspection: bool,
}

impl<'a> Scale<'a> {
    fn set(&mut self, set: &'a SelectionSet, place: Place<'a>) -> Result<u64, Refused> {
        let mut price = 0_u64;
        for item in &set.items {
            if self.input.leaves_out(item.node.directives()) {
                continue;
            }
            let more = match &item.node {
                Selection::Field(field) => self.field(&field.node, place)?,
                Selection::FragmentSpread(spread) => {
                    match self.document.fragments.get(&spread.node.fragment_name.node) {
                        Some(fragment) => {
                            let kind = self.registry.types.get(fragment.node.type_condition.node.on.node.as_str());
                            self.set(&fragment.node.selection_set.node, Place { kind, ..place })?
                        }
                        None => 0,
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map(|it| it.node.on.node.as_str());
                    let kind = on.map_or(place.kind, |on| self.registry.types.get(on));
                    self.set(&fragment.node.selection_set.node, Place { kind, ..place })?
                }
            };
            price = price.saturating_add(more);
        }
        Ok(price)
    }

    fn field(&mut self, field: &'a Field, place: Place<'a>) -> Result<u64, Refused> {
        let name = field.name.node.as_str();
        let (depth, introspection) = (place.depth + 1, place.introspection || is_about_schema(name));
        let limit = if introspection { INTROSPECTION_DEPTH } else { DEPTH };
        if depth > limit {
            return Err(Refused::TooDeep { limit });
        }
        self.introspects |= introspection;
        self.acts += u64::from(depth == 1);
        self.input.check_arguments(field)?;
        let meta = place.kind.and_then(|kind| kind.field_by_name(name));
        let kind = meta.and_then(|meta| self.registry.types.get(MetaTypeName::concrete_typename(&meta.ty)));
        let page = match meta {
            Some(meta) if meta.args.contains_key("first") => {
                let asked = match self.input.plain(field, "first") {
                    Some(Value::Number(number)) => number.as_u64(),
                    _ => None,
                };
                asked.unwrap_or_else(|| size(USUAL)).min(size(MOST))
            }
            _ => 1,
        };
        let times = if meta.is_some_and(|meta| meta.ty.contains('[')) { place.page } else { 1 };
        let within = self.set(&field.selection_set.node, Place { kind, page, depth, introspection })?;
        Ok(times.saturating_mul(within.saturating_add(1)))
    }
}

fn size(page: i32) -> u64 {
    u64::try_from(page).unwrap_or_default()
}

fn is_about_schema(name: &str) -> bool {
    matches!(name, "__schema" | "__type")
}
