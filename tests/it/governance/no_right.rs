//! Whoever may not: every act by everyone whose role does not do it, and a stranger who finds nothing.

use serde_json::{Value, json};
use tests::TestApp;

use super::case::{Overbetuwe, elements};

/// The acts of governance: mutation, who of the municipality may, whether its council sees the subject, and where that
/// stands in the input.
pub const RIGHTS: [(&str, &[&str], bool, &str); 8] = [
    ("chooseScenario", &["holder", "portfolio holder"], false, "scenarioId"),
    ("defineCoreValues", &["holder"], false, "municipalityId"),
    ("draftScenario", &["holder"], false, "choiceId"),
    ("endArrangement", &["holder"], true, "arrangementId"),
    ("openGovernanceChoice", &["holder"], false, "municipalityId"),
    ("reviseScenario", &["holder"], false, "scenarioId"),
    ("scoreScenario", &["holder"], false, "scenarioId"),
    ("setArrangement", &["holder"], true, "municipalityId"),
];

/// What the acts are about.
struct Things {
    arrangement: Value,
    choice: String,
    scenario: String,
}

impl Things {
    async fn of(case: &Overbetuwe<'_>) -> Self {
        let input = json!({ "municipalityId": case.id, "element": "INTAKE", "role": "POLICY_DIRECTION",
            "executions": [{ "inWords": "de gemeente" }], "from": "2018-01-01" });
        let arrangement = case.holder.did("setArrangement", input).await["arrangement"]["id"].clone();
        let choice = case.open_choice("2019").await;
        let scenario = case.draft(&choice, "S1").await;
        Self { arrangement, choice, scenario }
    }

    fn input(&self, case: &Overbetuwe<'_>, field: &str) -> Value {
        let scenario = |mut more: Value| {
            more["scenarioId"] = self.scenario.clone().into();
            more["expectedVersion"] = 1.into();
            more
        };
        match field {
            "chooseScenario" => {
                scenario(json!({ "decisionReference": "B&W 1", "decidedOn": "2019-07-01", "reason": "Past" }))
            }
            "defineCoreValues" => json!({ "municipalityId": case.id, "values": ["x"], "expectedVersion": 0 }),
            "draftScenario" => {
                json!({ "choiceId": self.choice, "code": "S2", "title": "Twee", "elements": elements("S2") })
            }
            "endArrangement" => {
                json!({ "arrangementId": self.arrangement, "expectedVersion": 1, "lastDay": "2020-01-01" })
            }
            "openGovernanceChoice" => json!({ "municipalityId": case.id, "code": "2024", "title": "Opnieuw" }),
            "reviseScenario" => scenario(json!({ "code": "S1", "title": "Anders", "elements": elements("S2") })),
            "scoreScenario" => scenario(json!({ "scores": [] })),
            _ => json!({ "municipalityId": case.id, "element": "INTAKE", "role": "POLICY_DIRECTION",
                "executions": [{ "inWords": "anders" }], "from": "2019-01-01" }),
        }
    }
}

#[tokio::test]
async fn nobody_acts_beyond_their_role_and_a_stranger_finds_nothing() {
    let app = TestApp::for_years().await;
    let case = Overbetuwe::at(&app).await;
    let things = Things::of(&case).await;
    app.deliver_mail().await;
    app.mailbox().take();
    let before = app.snapshot().await;
    for (field, roles, council_sees, place) in RIGHTS {
        let input = || things.input(&case, field);
        let staff = [("adviser", &case.adviser), ("portfolio holder", &case.portfolio_holder)];
        for (who, actor) in staff.into_iter().filter(|(who, _)| !roles.contains(who)) {
            let answer = actor.act(field, input()).await;
            assert_eq!(answer.error_codes(), ["FORBIDDEN"], "{field} by {who}: {}", answer.body);
            assert_eq!(answer.errors()[0]["extensions"]["reason"], "ROLE_NOT_ALLOWED");
        }
        let answer = case.council_member.act(field, input()).await;
        if council_sees {
            answer.assert_error("FORBIDDEN");
        } else {
            answer.assert_refused(field, &[("NOT_FOUND", place)]);
        }
        case.stranger.act(field, input()).await.assert_refused(field, &[("NOT_FOUND", place)]);
        app.stranger().act(field, input()).await.assert_error("UNAUTHENTICATED");
    }
    finds_nothing(&case, &things).await;
    app.assert_unchanged(&before).await;
    app.deliver_mail().await;
    assert_eq!(app.mailbox().overview(), [], "nobody is mailed about what did not happen");
}

/// What is there answers as what is not there.
async fn finds_nothing(case: &Overbetuwe<'_>, things: &Things) {
    assert_eq!(case.read(&case.stranger, "history { id } choices { id }").await, Value::Null);
    let arrangement = things.arrangement.as_str().unwrap();
    for id in [arrangement, &things.choice, &things.scenario] {
        let document = "query($id: ID!) { node(id: $id) { id __typename } }";
        let found = async |actor: &tests::Actor| actor.run(document, json!({ "id": id })).await.at("/node").clone();
        assert_eq!(found(&case.holder).await["id"], id, "it is there");
        assert_eq!(found(&case.stranger).await, Value::Null, "{id}");
        let council = found(&case.council_member).await;
        assert_eq!(council.is_null(), id != arrangement, "{id}: {council}");
    }
}
