//! Regiekring: municipalities and their executing organisations contract with each other and run their year together.

pub mod app;
pub mod attachments;
pub mod auth;
pub mod budget;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod demo;
pub mod domain;
pub mod files;
pub mod graphql;
pub mod http;
pub mod logging;
pub mod notifications;
pub mod policy;
pub mod private;
pub mod storage;
pub mod texts;
