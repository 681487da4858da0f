//! What one request may cost.

use super::reading::Reader;

/// Limits on one request: on HTTP, and on one operation of a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Fields and items of lists resolved.
    pub fields: u64,
    /// Whether the schema tells about itself.
    pub introspection: bool,
    /// Fields and items of lists resolved of what the schema tells about itself.
    pub introspection_fields: u64,
    /// Statements sent to the database.
    pub statements: u64,
    /// The size of the answer, in bytes.
    pub answer_bytes: u64,
    /// How long one answer may take, in seconds.
    pub seconds: u64,
    /// Fields that the pages asked for could hold, reckoned before anything runs.
    pub price: u64,
    /// Acts (root fields) in one mutation.
    pub acts: u64,
    /// Items in one list of the input.
    pub list_items: u64,
    /// How many large answers are made at once, over all requests.
    pub large_answers: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            fields: 30_000,
            introspection: true,
            introspection_fields: 60_000,
            statements: 200,
            answer_bytes: 2 << 20,
            seconds: 20,
            price: 60_000,
            acts: 10,
            list_items: 5_000,
            large_answers: 3,
        }
    }
}

/// Reads the settings of the section.
pub(super) fn read(reader: &mut Reader, default: &Budget) -> Budget {
    let introspection = reader.switch("budget.introspection").unwrap_or(default.introspection);
    let large_answers = reader.number("budget.large_answers", 1..=1_000).unwrap_or(default.large_answers);
    let mut number = |name, most, default| reader.number(name, 1..=most).unwrap_or(default);
    Budget {
        fields: number("budget.fields", 10_000_000, default.fields),
        introspection,
        introspection_fields: number("budget.introspection_fields", 10_000_000, default.introspection_fields),
        statements: number("budget.statements", 1_000_000, default.statements),
        answer_bytes: number("budget.answer_bytes", 1 << 30, default.answer_bytes),
        seconds: number("budget.seconds", 300, default.seconds),
        price: number("budget.price", 100_000_000, default.price),
        acts: number("budget.acts", 100, default.acts),
        list_items: number("budget.list_items", 100_000, default.list_items),
        large_answers,
    }
}

/// The section's settings in force.
pub(super) fn lines(budget: &Budget) -> [(&'static str, String); 10] {
    let Budget {
        fields,
        introspection,
        introspection_fields,
        statements,
        answer_bytes,
        seconds,
        price,
        acts,
        list_items,
        large_answers,
    } = budget;
    [
        ("budget.fields", fields.to_string()),
        ("budget.introspection", introspection.to_string()),
        ("budget.introspection_fields", introspection_fields.to_string()),
        ("budget.statements", statements.to_string()),
        ("budget.answer_bytes", answer_bytes.to_string()),
        ("budget.seconds", seconds.to_string()),
        ("budget.price", price.to_string()),
        ("budget.acts", acts.to_string()),
        ("budget.list_items", list_items.to_string()),
        ("budget.large_answers", large_answers.to_string()),
    ]
}
