//! What a row of each table looks like: one file per table, named after it.
//!
//! Rows are plain: enumerations are stored as text, figures as integers of
//! ten-thousandths, and nothing here decides, reads a clock or runs a hook. The migrations, not these
//! structs, make the tables; a drift test holds the two together.

pub mod annual_cycle;
pub mod audit_chain;
pub mod audit_event;
pub mod consequence;
pub mod context_line;
pub mod contract;
pub mod contract_client;
pub mod contract_indicator;
pub mod contract_legal_basis;
pub mod cooperation_account;
pub mod dimension;
pub mod dimension_cell;
pub mod framework;
pub mod framework_owner;
pub mod goal;
pub mod indicator;
pub mod invitation;
pub mod known_value;
pub mod matrix_entry;
pub mod membership;
pub mod open_point;
pub mod outbox_mail;
pub mod participation;
pub mod party;
pub mod person;
pub mod refresh_token;
pub mod report;
pub mod report_handling;
pub mod report_return;
pub mod report_value;
pub mod report_version;
pub mod review;
pub mod review_judgement;
pub mod self_assessment;
pub mod target;
pub mod target_set;
pub mod target_step;
pub mod task;
pub mod task_goal;
