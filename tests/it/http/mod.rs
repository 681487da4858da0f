//! The service over the wire.

mod attack;
mod bad_input;
mod budgets;
mod lists;
mod malformed;
mod protocol;
mod siege;
mod socket;
