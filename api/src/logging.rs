//! Sets up what the service says about itself, on standard error: standard output belongs to what a
//! command prints.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Log, LogFormat};

/// Why logging could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The filter of the settings cannot be read.
    #[error("log.filter cannot be read")]
    Filter(#[source] tracing_subscriber::filter::ParseError),
    /// Something in this process already receives the events.
    #[error("logging is already set up")]
    AlreadySet(#[source] tracing_subscriber::util::TryInitError),
}

/// Sends events to standard error from now on.
pub fn init(log: &Log) -> Result<(), LoggingError> {
    let filter = EnvFilter::try_new(&log.filter).map_err(LoggingError::Filter)?;
    let registry = tracing_subscriber::registry().with(filter);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    match log.format {
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).try_init(),
        LogFormat::Text => registry.with(lines).try_init(),
    }
    .map_err(LoggingError::AlreadySet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_cannot_be_read_is_an_error() {
        let log = Log { format: LogFormat::Text, filter: "api=loudly".to_owned() };
        assert!(matches!(init(&log), Err(LoggingError::Filter(_))));
    }

    #[test]
    fn setting_up_twice_is_an_error_and_no_panic() {
        let log = Log { format: LogFormat::Json, filter: "error".to_owned() };
        // Another test of this process may have been first.
        let _ = init(&log);
        assert!(matches!(init(&log), Err(LoggingError::AlreadySet(_))));
    }
}
