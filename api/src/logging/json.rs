//! One line of JSON per event: its fields beside its time, level and place, errors with their causes.

use std::error::Error;
use std::fmt;

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, FormattedFields};
use tracing_subscriber::registry::LookupSpan;

use super::careful::without_addresses;

/// The most causes told of one error.
const CAUSES: usize = 16;

/// Writes events as lines of JSON.
pub(super) struct JsonLine;

impl<S, N> FormatEvent<S, N> for JsonLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut at = String::new();
        SystemTime.format_time(&mut Writer::new(&mut at))?;
        let mut line = Line(Map::new());
        for span in context.event_scope().into_iter().flat_map(tracing_subscriber::registry::Scope::from_root) {
            line.within(span.extensions().get::<FormattedFields<N>>().map(|fields| fields.fields.as_str()));
        }
        line.put("timestamp", at);
        line.put("level", event.metadata().level().as_str());
        line.put("target", event.metadata().target());
        event.record(&mut line);
        line.0.values_mut().for_each(take_addresses_out);
        writeln!(writer, "{}", Value::Object(line.0))
    }
}

/// Takes mail addresses out of a value before it is written: what stands for a line break would be taken for a part of the
/// address after it.
fn take_addresses_out(value: &mut Value) {
    match value {
        Value::String(text) => *text = without_addresses(text),
        Value::Array(values) => values.iter_mut().for_each(take_addresses_out),
        _ => {}
    }
}

/// The fields of a line.
struct Line(Map<String, Value>);

impl Line {
    /// What is known of everything within a span, such as the request: its fields, as an object.
    fn within(&mut self, span: Option<&str>) {
        if let Some(Ok(Value::Object(fields))) = span.map(serde_json::from_str) {
            self.0.extend(fields);
        }
    }

    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.trim_start_matches("r#").to_owned(), value.into());
    }
}

impl Visit for Line {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field.name(), value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field.name(), value);
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.put(field.name(), value.to_string());
        let mut causes: Vec<Value> = Vec::new();
        let mut next = value.source();
        while let Some(cause) = next.filter(|_| causes.len() < CAUSES) {
            causes.push(Value::from(cause.to_string()));
            next = cause.source();
        }
        if !causes.is_empty() {
            self.put(&format!("{}.causes", field.name()), causes);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field.name(), format!("{value:?}"));
    }
}
