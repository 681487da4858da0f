//! Attempts on municipal reorganisations.

use serde_json::json;
use tests::Stage;

use super::{NEVER_READ, Named, Things, refused};

/// A reorganisation that was planned and has nothing to do with the case.
pub async fn planned(stage: &Stage<'_>) -> String {
    let document = "query($code: String!, $day: Date) { municipalityByCode(cbsCode: $code, asOf: $day) { id } }";
    let admin = stage.platform_admin();
    let municipality = async |code: &str, day: &str| {
        let answer = admin.run(document, json!({ "code": code, "day": day })).await;
        answer.text("/municipalityByCode/id")
    };
    let (delfzijl, eemsdelta) = (municipality("0010", "2020-12-31").await, municipality("1979", "2021-01-01").await);
    let input = json!({ "name": "Vorming Eemsdelta", "date": "2021-01-01", "predecessorIds": [delfzijl],
        "successorId": eemsdelta, "legalBasis": "Wet samenvoeging" });
    let payload = admin.did("planReorganisation", input).await;
    payload["reorganisation"]["id"].as_str().expect("an identity").to_owned()
}

pub(super) fn attempts(things: &Things) -> Vec<Named> {
    let (assen, it) = (&things.assen, &things.reorganisation);
    let stale = || json!({ "reorganisationId": it, "expectedVersion": NEVER_READ });
    let mut cancel = stale();
    cancel["reason"] = "x".into();
    vec![
        (
            "planReorganisation",
            refused(
                "EMPTY",
                json!({ "name": "x", "date": "2025-01-01", "predecessorIds": [], "successorId": assen,
                "legalBasis": "x" }),
            ),
        ),
        ("cancelReorganisation", refused("STALE", cancel)),
        ("executeReorganisation", refused("STALE", stale())),
    ]
}
