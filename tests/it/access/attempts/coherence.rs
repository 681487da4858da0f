//! Setting findings aside.

use serde_json::json;

use super::{Named, Things, refused};

/// A finding that is not there, set aside and opened again for no reason.
pub fn attempts(things: &Things) -> Vec<Named> {
    let finding = |more: serde_json::Value| {
        let mut input = json!({ "municipalityId": things.assen, "code": "NO:SUCH:FINDING", "reason": "" });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        refused("EMPTY", input)
    };
    vec![("dismissFinding", finding(json!({ "until": "2022-01-01" }))), ("endDismissal", finding(json!({})))]
}
