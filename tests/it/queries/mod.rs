//! What reading costs.

mod statements;
