//! The rule by example, and against an attacker that solves equations over everything that was ever shown.

mod attack;
mod attacker;
mod examples;
mod gate;
mod stories;
