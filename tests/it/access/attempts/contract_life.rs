//! Attempts at what happens to a contract after it was offered.

use serde_json::{Value, json};

use super::{Named, Things, stale};

pub(super) fn attempts(things: &Things) -> Vec<Named> {
    let about = |more: Value| stale("contractId", &things.contract, more);
    let decided = |mut more: Value| {
        more["municipalityId"] = things.assen.clone().into();
        more["decidedOn"] = "2019-06-01".into();
        more["decisionReference"] = "x".into();
        about(more)
    };
    vec![
        ("leaveRemarks", about(json!({ "remarks": "x" }))),
        ("amendContract", about(json!({ "title": "x", "reason": "x", "effectiveFrom": "2021-01-01" }))),
        ("decideExtension", decided(json!({ "answer": "DO_NOT_EXTEND" }))),
        ("terminateContract", decided(json!({ "lastDay": "2021-12-31", "ground": "NOTICE", "explanation": "x" }))),
    ]
}
