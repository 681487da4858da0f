//! `__typename`, which costs an answer as much as any field but is resolved without one being told of.

use std::collections::HashMap;

use async_graphql::{
    Name,
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};

/// How many `__typename` stand in each fragment, for its own object, and the bytes of their keys.
#[derive(Debug, Default)]
pub struct Typenames(HashMap<Name, (u64, u64)>);

impl Typenames {
    /// Counts them. Fragments do not stand in a circle: the gate has seen to that, and so has the limit on recursion.
    pub fn of(document: &ExecutableDocument) -> Self {
        let mut counted = Self::default();
        for name in document.fragments.keys() {
            counted.fragment(document, name);
        }
        counted
    }

    fn fragment(&mut self, document: &ExecutableDocument, name: &Name) {
        if self.0.contains_key(name) {
            return;
        }
        // Stands there before the fragment is looked into, so that even a circle would end.
        self.0.insert(name.clone(), (0, 0));
        let Some(fragment) = document.fragments.get(name) else { return };
        let mut used = Vec::new();
        spreads(&fragment.node.selection_set.node, &mut used);
        for other in used {
            self.fragment(document, other);
        }
        let sum = self.sum(&fragment.node.selection_set.node);
        self.0.insert(name.clone(), sum);
    }

    /// How many there are for an object of this type, and how many bytes they take.
    pub fn within(&self, set: &SelectionSet, kind: &str) -> (u64, u64) {
        let (count, keys) = self.sum(set);
        let name = u64::try_from(kind.trim_matches(['[', ']', '!']).len()).unwrap_or(u64::MAX) + 2;
        (count, keys.saturating_add(count.saturating_mul(name)))
    }

    fn sum(&self, set: &SelectionSet) -> (u64, u64) {
        set.items.iter().fold((0, 0), |(count, keys), item| {
            let (more, bytes) = match &item.node {
                Selection::Field(field) if field.node.name.node == "__typename" => {
                    (1, u64::try_from(field.node.response_key().node.len()).unwrap_or(u64::MAX) + 4)
                }
                Selection::Field(_) => (0, 0),
                Selection::FragmentSpread(spread) => {
                    self.0.get(&spread.node.fragment_name.node).copied().unwrap_or_default()
                }
                Selection::InlineFragment(fragment) => self.sum(&fragment.node.selection_set.node),
            };
            (count.saturating_add(more), keys.saturating_add(bytes))
        })
    }
}

/// The fragments used for the object itself.
fn spreads<'a>(set: &'a SelectionSet, used: &mut Vec<&'a Name>) {
    for item in &set.items {
        match &item.node {
            Selection::Field(_) => {}
            Selection::FragmentSpread(spread) => used.push(&spread.node.fragment_name.node),
            Selection::InlineFragment(fragment) => spreads(&fragment.node.selection_set.node, used),
        }
    }
}
