//! The tests of what the tests stand on.

mod apps;
mod databases;
mod smtp_sink;
