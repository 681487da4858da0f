//! The service over the wire.

mod bad_input;
mod malformed;
mod protocol;
mod siege;
mod socket;
