//! Sets up what the service says about itself, on standard error: standard output belongs to what a
//! command prints.

mod careful;
mod json;

use std::io::{self, IsTerminal};

use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::JsonFields;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::config::{Log, LogFormat};
use careful::{Careful, Strangers};

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
    tracing_subscriber::registry()
        .with(filter)
        .with(Strangers)
        .with(lines(log.format, io::stderr, io::stderr().is_terminal()))
        .try_init()
        .map_err(LoggingError::AlreadySet)
}

/// Writes events as lines, with colours only where somebody looks at them: in a file they are noise.
fn lines<S, W>(format: LogFormat, writer: W, terminal: bool) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer();
    match format {
        LogFormat::Json => {
            let lines = lines.with_writer(writer).with_ansi(false);
            lines.fmt_fields(JsonFields::new()).event_format(json::JsonLine).boxed()
        }
        LogFormat::Text => {
            let lines = lines.with_writer(Careful(writer));
            // Where there is a terminal, NO_COLOR is heeded.
            if terminal { lines.boxed() } else { lines.with_ansi(false).boxed() }
        }
    }
}

#[cfg(test)]
mod tests;
