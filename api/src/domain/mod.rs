//! The rules of contracting, as pure functions over values.
//!
//! Knows the standard library, calendar and number types, and nothing of ours; never imports another room.
//! Start reading at `contract`, then `cycle`, `target`, `report`, `review`.

pub mod attachment;
pub mod coherence;
pub mod context;
pub mod contract;
pub mod cycle;
pub mod duty;
pub mod event;
pub mod figure;
pub mod framework;
pub mod governance;
pub mod ids;
pub mod indicator;
pub mod invitation;
pub mod matrix_view;
pub(crate) mod named;
pub mod notice;
pub mod party;
pub mod period;
pub mod person;
pub mod refusal;
pub mod reorganisation;
pub mod report;
pub mod responsibility;
pub mod review;
#[cfg(test)]
pub(crate) mod samples;
pub mod standing;
pub mod suppression;
pub mod target;
#[cfg(test)]
mod tests;
pub mod text;
