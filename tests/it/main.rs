//! The service seen from outside, and the tables beneath it.

mod access;
mod architecture;
mod cycle;
mod drift;
mod http;
mod introspection;
mod migrations;
mod notifications;
mod queries;
mod schema;
mod schema_database;
mod support;
