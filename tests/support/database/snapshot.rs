//! What a database holds at a moment, for tests that something changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use sea_orm::{DatabaseConnection, DbBackend};

use super::{select, tables};

/// Tables left out: trying to sign in, signing in, refreshing, being refused and asking for a new password change them, and
/// that is no act of the trade.
const LEFT_OUT: [&str; 6] =
    ["known_origin", "reset_request", "security_event", "session_family", "session_token", "throttle"];

/// Every row of every table, as text.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<String, Vec<String>>);

impl Snapshot {
    pub(super) async fn take(connection: &DatabaseConnection) -> Self {
        let mut content = BTreeMap::new();
        for table in tables(connection).await {
            if LEFT_OUT.contains(&table.as_str()) {
                continue;
            }
            let rows = Self::lines(connection, &table).await;
            content.insert(table, rows);
        }
        Self(content)
    }

    /// Every row of a table, as text.
    pub(super) async fn lines(connection: &DatabaseConnection, table: &str) -> Vec<String> {
        let sql = match connection.get_database_backend() {
            DbBackend::Sqlite => format!("SELECT {} AS line FROM {table} ORDER BY 1", line(connection, table).await),
            _ => format!("SELECT t::text AS line FROM {table} AS t ORDER BY 1"),
        };
        select(connection, &sql).await.iter().map(|row| row.try_get("", "line").unwrap()).collect()
    }

    /// How many rows a table had.
    pub fn count(&self, table: &str) -> usize {
        self.0.get(table).unwrap_or_else(|| panic!("no table {table} in the snapshot")).len()
    }

    /// How many rows each table had.
    pub fn sizes(&self) -> BTreeMap<String, usize> {
        self.0.iter().map(|(table, rows)| (table.clone(), rows.len())).collect()
    }

    /// How many rows of a table had this text in them.
    pub fn rows_with(&self, table: &str, text: &str) -> usize {
        self.rows(table).iter().filter(|row| row.contains(text)).count()
    }

    /// Panics, showing the rows that differ, unless `self` (before) and `after` are the same.
    pub fn assert_same(&self, after: &Self) {
        let differences = self.differences(after);
        assert!(differences.is_empty(), "the database changed:\n{differences}");
    }

    /// The rows that went (`-`) and came (`+`), by table; empty when nothing changed.
    pub fn differences(&self, after: &Self) -> String {
        let mut told = String::new();
        for table in self.0.keys().chain(after.0.keys().filter(|table| !self.0.contains_key(*table))) {
            let (before, now) = (self.rows(table), after.rows(table));
            for row in missing(before, now) {
                writeln!(told, "- {table}: {row}").unwrap();
            }
            for row in missing(now, before) {
                writeln!(told, "+ {table}: {row}").unwrap();
            }
        }
        told
    }

    /// The tables in which rows went, came or changed.
    pub fn changed_tables<'a>(&'a self, after: &'a Self) -> BTreeSet<&'a str> {
        let tables = self.0.keys().chain(after.0.keys());
        tables.filter(|table| self.rows(table) != after.rows(table)).map(String::as_str).collect()
    }

    fn rows(&self, table: &str) -> &[String] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }
}

/// The rows of `from` that are not in `other`, as often as they are missing there.
fn missing<'a>(from: &'a [String], other: &[String]) -> Vec<&'a str> {
    let mut left: Vec<&String> = other.iter().collect();
    let mut missing = Vec::new();
    for row in from {
        match left.iter().position(|candidate| *candidate == row) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => missing.push(row.as_str()),
        }
    }
    missing
}

/// An expression that writes all columns of a row into one text.
async fn line(connection: &DatabaseConnection, table: &str) -> String {
    let columns = select(connection, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
    let quoted = |name: String| format!("'{name}=' || quote(\"{name}\")");
    columns.iter().map(|row| quoted(row.try_get("", "name").unwrap())).collect::<Vec<_>>().join(" || ', ' || ")
}
