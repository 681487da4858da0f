//! What a document costs once every fragment is written out where it is used, without writing it out.

use std::collections::{BTreeMap, VecDeque};

use super::{DocumentLimits, Refusal, outline::Definition};

/// The weight of a definition with its fragments written out.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    fields: u64,
    depth: usize,
}

/// Refuses fragments in a circle, and documents that grow too large or too deep.
///
/// All operations count together, and every fragment for itself, because validation looks at what is not run too.
pub fn check(definitions: &[Definition<'_>], limits: &DocumentLimits) -> Result<(), Refusal> {
    let fragments = weigh_fragments(definitions)?;
    let operations: Vec<Weight> = definitions
        .iter()
        .filter(|definition| definition.fragment.is_none())
        .map(|definition| weigh(definition, &fragments))
        .collect();
    let together = operations.iter().fold(0_u64, |sum, weight| sum.saturating_add(weight.fields));
    let fields = fragments.values().map(|weight| weight.fields).fold(together, u64::max);
    let depth = operations.iter().chain(fragments.values()).map(|weight| weight.depth).max().unwrap_or_default();
    if fields > limits.expanded_fields {
        return Err(Refusal::TooMany { what: "fields, fragments written out", limit: limits.expanded_fields });
    }
    if depth > limits.expanded_depth {
        return Err(Refusal::TooDeep { limit: limits.expanded_depth });
    }
    Ok(())
}

/// A use of a fragment counts for one besides what the fragment holds; an unknown fragment is left to validation.
fn weigh(definition: &Definition<'_>, fragments: &BTreeMap<&str, Weight>) -> Weight {
    let own = Weight { fields: definition.fields, depth: definition.depth };
    definition.uses.iter().fold(own, |sum, (name, depth)| {
        let used = fragments.get(name).copied().unwrap_or_default();
        Weight {
            fields: sum.fields.saturating_add(1).saturating_add(used.fields),
            depth: sum.depth.max(depth.saturating_sub(1).saturating_add(used.depth)),
        }
    })
}

/// Weighs every fragment after those it uses (a topological order); what is left over stands in a circle.
fn weigh_fragments<'a>(definitions: &'a [Definition<'a>]) -> Result<BTreeMap<&'a str, Weight>, Refusal> {
    let known: BTreeMap<&str, &Definition<'_>> =
        definitions.iter().filter_map(|definition| definition.fragment.map(|name| (name, definition))).collect();
    let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, definition) in &known {
        let needed = definition.uses.iter().filter(|(used, _)| known.contains_key(used));
        waiting.insert(name, needed.clone().count());
        for (used, _) in needed {
            users.entry(used).or_default().push(name);
        }
    }
    let mut ready: VecDeque<&str> = waiting.iter().filter(|(_, count)| **count == 0).map(|(name, _)| *name).collect();
    let mut weights = BTreeMap::new();
    while let Some(name) = ready.pop_front() {
        let Some(definition) = known.get(name) else { continue };
        let weight = weigh(definition, &weights);
        weights.insert(name, weight);
        for user in users.get(name).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(user) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push_back(user);
                }
            }
        }
    }
    if weights.len() < known.len() { Err(Refusal::Circle) } else { Ok(weights) }
}
