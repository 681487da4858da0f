//! The things of the trade, as clients see them. Same nouns, same file names as in `domain`.

pub mod attachment;
pub mod coherence;
pub mod connection;
pub mod contract;
pub mod cycle;
pub mod dashboard;
pub mod duty;
pub mod event;
pub mod framework;
pub mod governance;
pub mod indicator;
pub mod invitation;
pub mod mail;
pub mod matrix_view;
pub mod node;
pub mod party;
pub mod person;
pub mod reorganisation;
pub mod report;
pub mod responsibility;
pub mod review;
pub mod security;
pub mod target;
