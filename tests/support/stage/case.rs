//! The case of the Werkplein Drentsche Aa as its file tells it.

use serde_json::Value;

/// The file of the case; what is in it is explained there.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/demo/wpda.toml");

/// The contract whose years are told.
pub const WPDA: &str = "PO-WPDA";

/// The case.
pub struct Case(Value);

impl Case {
    /// Reads the file. Panics when that cannot be done.
    pub fn read() -> Self {
        let text = std::fs::read_to_string(FILE).unwrap_or_else(|error| panic!("{FILE}: {error}"));
        Self(toml::from_str(&text).unwrap_or_else(|error| panic!("{FILE}: {error}")))
    }

    /// What stands at a key at the top.
    pub fn at(&self, key: &str) -> &Value {
        self.0.get(key).unwrap_or_else(|| panic!("the case has no {key}"))
    }

    /// The list at a key at the top.
    pub fn list(&self, key: &str) -> &[Value] {
        list(self.at(key))
    }

    /// The names of the municipalities, in the order of all lists of the case.
    pub fn municipalities(&self) -> Vec<&str> {
        self.list("municipalities").iter().map(|it| text(&it["name"])).collect()
    }

    /// The place of a municipality in the lists of the case.
    pub fn place(&self, municipality: &str) -> usize {
        let place = self.municipalities().iter().position(|name| *name == municipality);
        place.unwrap_or_else(|| panic!("{municipality} is not in the case"))
    }

    /// A contract by its code.
    pub fn contract(&self, code: &str) -> &Value {
        one(self.list("contracts"), "code", code)
    }

    /// A year of the contract whose years are told.
    pub fn year(&self, year: i32) -> &Value {
        let found = self.list("years").iter().find(|it| it["year"] == year);
        found.unwrap_or_else(|| panic!("the case does not tell {year}"))
    }

    /// A report of a year.
    pub fn report(&self, year: i32, number: i64) -> &Value {
        let found = list(&self.year(year)["reports"]).iter().find(|it| it["number"] == number);
        found.unwrap_or_else(|| panic!("the case tells no report {number} of {year}"))
    }

    /// The review of a year by a municipality.
    pub fn review(&self, year: i32, municipality: &str) -> &Value {
        one(list(&self.year(year)["reviews"]), "municipality", municipality)
    }

    /// The definition of an indicator.
    pub fn indicator(&self, code: &str) -> &Value {
        one(self.list("indicators"), "code", code)
    }
}

/// A list; empty where there is nothing.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text. Panics when it is none.
#[track_caller]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// A number as the service wants it: as text, so that it stays exact.
pub fn decimal(value: &Value) -> Value {
    if value.is_string() { value.clone() } else { value.to_string().into() }
}

fn one<'a>(all: &'a [Value], key: &str, wanted: &str) -> &'a Value {
    all.iter().find(|it| it[key] == wanted).unwrap_or_else(|| panic!("no {key} {wanted} in the case"))
}
