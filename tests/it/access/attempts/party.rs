//! Attempts on parties, who takes part in which, and who belongs to which category.

use serde_json::json;

use super::{NEVER_READ, Named, Things, refused};

pub(super) fn attempts(things: &Things) -> Vec<Named> {
    let assen = &things.assen;
    vec![
        ("registerMunicipality", refused("BAD_CBS_CODE", json!({ "name": "Leek", "cbsCode": "x" }))),
        ("registerOrganisation", refused("EMPTY", json!({ "name": "", "code": "X", "legalForm": "FOUNDATION" }))),
        ("identifyParty", refused("STALE", json!({ "partyId": assen, "expectedVersion": NEVER_READ }))),
        (
            "addParticipant",
            refused("WRONG_PARTY", json!({ "organisationId": assen, "municipalityId": assen, "from": "2020-01-01" })),
        ),
        (
            "endParticipation",
            refused("NOT_FOUND", json!({ "organisationId": assen, "municipalityId": assen, "endsOn": "2020-01-01" })),
        ),
        (
            "addCategoryMember",
            refused(
                "NOT_A_CATEGORY",
                json!({ "categoryId": assen, "memberId": things.contractor, "municipalityId": assen,
                "from": "2020-01-01" }),
            ),
        ),
        (
            "endCategoryMembership",
            refused(
                "NOT_FOUND",
                json!({ "categoryId": assen, "memberId": things.contractor, "municipalityId": assen,
                "endsOn": "2020-01-01" }),
            ),
        ),
    ]
}
