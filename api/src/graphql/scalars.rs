//! The scalars of the schema: exact numbers, days and moments.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{NaiveDate, SecondsFormat, Utc};

/// A calendar day in the Netherlands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A day (datum) as `YYYY-MM-DD`, in the calendar of the Netherlands (Europe/Amsterdam).
#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        // Exactly ten characters: chrono alone would also take "2020-1-1" and "+2020-01-01".
        match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Ok(day) if text.len() == 10 && text.is_ascii() => Ok(Self(day)),
            _ => Err(InputValueError::custom("a day is written as YYYY-MM-DD, such as 2020-06-01")),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.format("%Y-%m-%d").to_string())
    }
}

/// A moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime(pub chrono::DateTime<Utc>);

/// A moment (tijdstip) in UTC, such as `2020-06-01T09:30:00.000000Z`.
#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let moment = chrono::DateTime::parse_from_rfc3339(text)
            .map_err(|_| InputValueError::custom("a moment is written by RFC 3339, such as 2020-06-01T09:30:00Z"))?;
        Ok(Self(moment.with_timezone(&Utc)))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::Micros, true))
    }
}

/// An exact number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal(pub rust_decimal::Decimal);

/// An exact number (exact getal), written as text: `"12.5"`. Whole numbers may also be given as such; numbers with a
/// fraction may not, because JSON does not promise to keep them exact.
#[Scalar]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match &value {
            Value::String(text) => text.clone(),
            Value::Number(number) if number.is_i64() || number.is_u64() => number.to_string(),
            _ => return Err(InputValueError::expected_type(value)),
        };
        let plain = text.len() <= 30 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        match rust_decimal::Decimal::from_str_exact(&text) {
            Ok(number) if plain => Ok(Self(number)),
            _ => Err(InputValueError::custom(
                "an exact number is written with digits and at most one point, such as \"12.5\"",
            )),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.normalize().to_string())
    }
}

/// A version as the schema's integer.
pub fn version(version: i64) -> i32 {
    i32::try_from(version).unwrap_or(i32::MAX)
}
