//! The service seen from outside, and the tables beneath it.

mod access;
mod architecture;
mod coherence;
mod contracts;
mod cycle;
mod drift;
mod frameworks;
mod governance;
mod http;
mod introspection;
mod migrations;
mod notifications;
mod once;
mod parties;
mod queries;
mod reference_data;
mod reorganisation;
mod schema;
mod schema_database;
mod support;
mod trail;
