//! Steering the chain: the case of Overbetuwe, which chose between three scenarios.

mod arranging;
pub mod case;
mod contracted;
mod deciding;
pub mod no_right;
mod refused;
