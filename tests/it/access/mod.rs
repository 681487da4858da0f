//! Who gets in, and who may do what.

mod attempts;
mod by_id;
mod codes;
mod door;
mod invitations;
mod mailings;
mod memory;
pub mod people;
mod races;
mod security;
pub mod sessions;
mod sides;
mod sight;
mod storm;
mod table;
mod trail;
mod worlds;
