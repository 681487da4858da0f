//! Who gets in, and who may do what.

mod attempts;
mod invitations;
mod mailings;
pub mod people;
mod races;
mod security;
mod sessions;
mod sides;
mod table;
mod trail;
