//! What is written down once: framework, tasks, breakdown and indicators.

use serde_json::{Value, json};

use super::Stage;
use super::case::{decimal, list, text};

impl Stage<'_> {
    /// The account holder of Assen writes the library.
    pub(super) async fn write_library(&mut self) {
        self.on(text(self.case.at("library_on")));
        self.write_framework().await;
        for it in self.case.list("tasks").to_vec() {
            let goals: Vec<&str> = list(&it["goals"]).iter().map(|code| self.goal(text(code))).collect();
            let input = json!({ "name": it["name"], "goalIds": goals });
            let payload = self.account_holder("Assen").did("defineTask", input).await;
            self.tasks.insert(text(&it["name"]).to_owned(), text(&payload["task"]["id"]).to_owned());
        }
        let dimension = self.define_dimension().await;
        for it in self.case.list("indicators").to_vec() {
            let with_dimension = it["dimension"].is_string().then_some(dimension.as_str());
            let input = json!({
                "code": it["code"], "nameNl": it["names"][0], "nameEn": it["names"][1],
                "description": it["description"], "unit": it["unit"], "kind": it["kind"],
                "direction": it["direction"], "decimals": it["decimals"].as_i64().unwrap_or(0),
                "dimensionId": with_dimension, "referenceSource": it["reference"][1],
                "referenceValue": if it["reference"].is_null() { Value::Null } else { decimal(&it["reference"][0]) },
            });
            let payload = self.account_holder("Assen").did("defineIndicator", input).await;
            self.definitions.insert(text(&it["code"]).to_owned(), text(&payload["indicator"]["id"]).to_owned());
        }
    }

    async fn write_framework(&mut self) {
        let it = self.case.at("framework");
        let owners: Vec<&str> = self.case.municipalities().iter().map(|name| self.party(name)).collect();
        let input = json!({ "name": it["name"], "predecessor": it["predecessor"], "yearFrom": it["years"][0],
            "yearTo": it["years"][1], "goals": it["goals"], "ownerIds": owners });
        let payload = self.account_holder("Assen").did("createFramework", input).await;
        self.framework = text(&payload["framework"]["id"]).to_owned();
        for goal in list(&payload["framework"]["goals"]) {
            self.goals.insert(text(&goal["code"]).to_owned(), text(&goal["id"]).to_owned());
        }
    }

    async fn define_dimension(&self) -> String {
        let it = self.case.at("dimension");
        let cells: Vec<Value> = list(&it["cells"])
            .iter()
            .map(|cell| json!({ "code": cell[0], "nameNl": cell[1], "nameEn": cell[2] }))
            .collect();
        let input = json!({ "code": it["code"], "nameNl": it["names"][0], "nameEn": it["names"][1], "cells": cells });
        let payload = self.account_holder("Assen").did("defineDimension", input).await;
        text(&payload["dimension"]["id"]).to_owned()
    }
}
