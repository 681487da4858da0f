//! Paging by the Relay specification, forwards, at most a hundred at a time.

use async_graphql::SimpleObject;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::graphql::errors::bad_input;

/// The most that one page holds.
pub const MOST: i32 = 100;
/// What a page holds when nothing is asked.
pub const USUAL: i32 = 25;

/// Where a page stands in its list (pagina-informatie).
#[derive(SimpleObject, Debug, Clone)]
pub struct PageInfo {
    /// Whether more follows.
    pub has_next_page: bool,
    /// Whether something comes before.
    pub has_previous_page: bool,
    /// The cursor of the first edge.
    pub start_cursor: Option<String>,
    /// The cursor of the last edge.
    pub end_cursor: Option<String>,
}

/// What a page asks for: how many, and after which place.
pub struct Page {
    /// How many, within the limit.
    pub first: u64,
    /// After which place: the parts of the cursor.
    pub after: Option<Vec<String>>,
}

impl Page {
    /// Checks what was asked; a cursor has `parts` parts.
    pub fn of(first: Option<i32>, after: Option<&str>, parts: usize) -> async_graphql::Result<Self> {
        let first = first.unwrap_or(USUAL);
        if !(0..=MOST).contains(&first) {
            return Err(bad_input(format!("first: from 0 to {MOST}"), "first"));
        }
        let after = after.map(|cursor| {
            let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
            let place: Vec<String> = String::from_utf8(bytes).ok()?.split('\u{1f}').map(str::to_owned).collect();
            Some(place).filter(|place| place.len() == parts)
        });
        let after = match after {
            Some(None) => return Err(bad_input("after: not a cursor of this list", "after")),
            Some(place) => place,
            None => None,
        };
        Ok(Self { first: u64::try_from(first).unwrap_or_default(), after })
    }

    /// How many rows to read: one more tells whether there is a next page.
    pub const fn limit(&self) -> u64 {
        self.first + 1
    }

    /// Cuts the rows to the page, each with its cursor.
    pub fn cut<T>(&self, mut rows: Vec<T>, cursor: impl Fn(&T) -> Vec<String>) -> (Vec<(String, T)>, PageInfo) {
        let first = usize::try_from(self.first).unwrap_or(usize::MAX);
        let has_next_page = rows.len() > first;
        rows.truncate(first);
        let edges: Vec<(String, T)> =
            rows.into_iter().map(|row| (URL_SAFE_NO_PAD.encode(cursor(&row).join("\u{1f}")), row)).collect();
        let page_info = PageInfo {
            has_next_page,
            has_previous_page: self.after.is_some(),
            start_cursor: edges.first().map(|(cursor, _)| cursor.clone()),
            end_cursor: edges.last().map(|(cursor, _)| cursor.clone()),
        };
        (edges, page_info)
    }
}

/// The cursor's part as an identity.
pub fn uuid_part(part: Option<&String>) -> async_graphql::Result<uuid::Uuid> {
    let parsed = part.and_then(|text| uuid::Uuid::try_parse(text).ok());
    parsed.ok_or_else(|| bad_input("after: not a cursor of this list", "after"))
}

/// Declares a connection and its edge over one node type.
macro_rules! connection {
    ($connection:ident, $edge:ident, $node:ty, $what:literal) => {
        #[doc = concat!("A page (pagina) of ", $what, ".")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $connection {
            /// The things on this page, each with its cursor.
            pub edges: Vec<$edge>,
            /// The things on this page.
            pub nodes: Vec<$node>,
            /// Where the page stands.
            pub page_info: $crate::graphql::types::connection::PageInfo,
            /// How many there are in all (totaal aantal).
            pub total_count: i32,
        }

        #[doc = concat!("One of ", $what, ", with its cursor.")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $edge {
            /// The thing itself.
            pub node: $node,
            /// Its place in the list, opaque.
            pub cursor: String,
        }

        impl $connection {
            /// Puts a page together.
            pub fn new(
                (edges, page_info): (Vec<(String, $node)>, $crate::graphql::types::connection::PageInfo),
                total: u64,
            ) -> Self {
                let nodes = edges.iter().map(|(_, node)| node.clone()).collect();
                let edges = edges.into_iter().map(|(cursor, node)| $edge { node, cursor }).collect();
                Self { edges, nodes, page_info, total_count: i32::try_from(total).unwrap_or(i32::MAX) }
            }
        }
    };
}

pub(crate) use connection;
