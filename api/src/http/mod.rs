//! The service as seen from the network: media types, statuses, sockets and the gate in front of the parser.
//!
//! Knows actix, the doors of `graphql` and `files`, `policy`'s viewer and the clock; never imports `storage`, `domain` or
//! entities. Start reading at `routes`, then `graphql::post`; what stops a hostile document is in `gate`.

mod address;
mod answer;
mod body;
mod caller;
mod client_address;
mod cors;
mod envelope;
mod files;
pub mod gate;
mod graphiql;
mod graphql;
mod health;
mod media;
mod routes;
mod serve;
mod socket;
mod state;
#[cfg(test)]
mod tests;
mod turns;

pub use caller::{AuthFailure, Authenticate, Authenticated};
pub use cors::Origins;
pub use graphiql::Pages;
pub use health::Readiness;
pub use routes::configure;
pub use serve::serve;
pub use state::{HttpState, Limits, SocketLimits, Stopping};
pub use turns::{Room, Turns};
