//! Who may do what: one pure answer, given in one place.
//!
//! Knows `domain`; never imports storage, GraphQL, HTTP, serde or a clock. Start reading at `rules`.

mod action;
mod permit;
mod reading;
mod rules;
mod scope;
#[cfg(test)]
mod tests;
mod told;
pub mod viewer;

pub use action::Action;
pub use permit::Permit;
pub use reading::{as_read, offered_instead, reading, reads_file};
pub use rules::{Denial, allows, decide, insight, invited, link_holder, operator, readable, visibility};
pub use scope::{Relation, Scope, Shown, Visibility};
pub use told::{Subject, Telling, telling};
pub use viewer::{Locale, Membership, Role, Viewer};
