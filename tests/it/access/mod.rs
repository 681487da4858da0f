//! Who gets in, and who may do what.

mod attempts;
pub mod people;
mod security;
mod sessions;
mod table;
mod trail;
