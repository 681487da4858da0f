//! Overbetuwe with its people, its ten core values and its three scenarios.

use serde_json::{Value, json};
use tests::{Actor, TestApp};

use crate::access::people::{administrator, id, municipality, newcomer};

/// The core values, in order.
pub const VALUES: [&str; 10] = [
    "beleidsregie door de gemeente",
    "publiek en privaat",
    "regionaal samenwerken op maat",
    "geen dubbelingen in de keten",
    "inwoner centraal",
    "integrale aanpak",
    "toegang dicht bij huis",
    "ontwikkelen van loonwaarde",
    "sturen op resultaat",
    "arbeidsontwikkeling buiten bij bedrijven",
];

/// Everyone of the case.
pub struct Overbetuwe<'a> {
    pub app: &'a TestApp,
    pub id: String,
    pub holder: Actor,
    pub adviser: Actor,
    pub portfolio_holder: Actor,
    pub council_member: Actor,
    /// The account holder of another municipality.
    pub stranger: Actor,
}

impl<'a> Overbetuwe<'a> {
    pub async fn at(app: &'a TestApp) -> Self {
        let admin = administrator(app).await;
        let own = municipality(&admin, "1734", "Overbetuwe").await;
        let other = municipality(&admin, "1705", "Lingewaard").await;
        let person = async |party: &str, role: &str, name: &str| {
            newcomer(app, &admin, party, role, &format!("{name}@gemeente.example")).await
        };
        let holder = person(&own, "ACCOUNT_HOLDER", "accounthouder").await;
        let adviser = person(&own, "FINANCIAL_ADVISER", "adviseur").await;
        let portfolio_holder = person(&own, "PORTFOLIO_HOLDER", "wethouder").await;
        let council_member = person(&own, "COUNCIL_MEMBER", "raadslid").await;
        let stranger = person(&other, "ACCOUNT_HOLDER", "elders").await;
        app.mailbox().take();
        Self { app, id: own, holder, adviser, portfolio_holder, council_member, stranger }
    }

    /// Defines the ten core values.
    pub async fn define_values(&self) {
        let input = json!({ "municipalityId": self.id, "values": VALUES, "expectedVersion": 0 });
        self.holder.did("defineCoreValues", input).await;
    }

    /// Opens a choice; its identity.
    pub async fn open_choice(&self, code: &str) -> String {
        let input = json!({ "municipalityId": self.id, "code": code, "title": format!("Inrichting {code}") });
        id(&self.holder.did("openGovernanceChoice", input).await, "/choice/id")
    }

    /// Drafts one of the three scenarios; its identity.
    pub async fn draft(&self, choice: &str, code: &str) -> String {
        let input = json!({ "choiceId": choice, "code": code, "title": format!("Scenario {code}"),
            "elements": elements(code) });
        id(&self.holder.did("draftScenario", input).await, "/scenario/id")
    }

    /// Scores a scenario on the first of the core values.
    pub async fn score(&self, scenario: &str, scores: &[i64]) -> Value {
        let scored = |(value, score): (&&str, &i64)| json!({ "coreValue": value, "score": score });
        let scores: Vec<Value> = VALUES.iter().zip(scores).map(scored).collect();
        let input = json!({ "scenarioId": scenario, "expectedVersion": 1, "scores": scores });
        self.holder.did("scoreScenario", input).await["scenario"]["total"].clone()
    }

    /// What a person finds of the governance of Overbetuwe.
    pub async fn read(&self, actor: &Actor, fields: &str) -> Value {
        let document = format!("{{ municipalityByCode(cbsCode: \"1734\") {{ governance {{ {fields} }} }} }}");
        actor.run(&document, json!({})).await.at("/municipalityByCode/governance").clone()
    }
}

/// What the slides say of a scenario: no more than this.
pub fn elements(code: &str) -> Value {
    let sub = || json!([{ "sector": "PUBLIC", "scale": "SUB_REGIONAL" }]);
    let regional = || json!([{ "sector": "PUBLIC", "scale": "REGIONAL" }]);
    let cluster = || json!([{ "inWords": "per subregio-cluster", "scale": "SUB_REGIONAL" }]);
    let mixed = json!([{ "sector": "PUBLIC", "scale": "REGIONAL" }, { "sector": "PRIVATE", "scale": "REGIONAL" }]);
    let [intake, income, employers, development, participation] = match code {
        "S1" => [sub(), sub(), regional(), mixed, sub()],
        "S2" => [cluster(), cluster(), regional(), cluster(), cluster()],
        _ => [json!([]), regional(), regional(), cluster(), cluster()],
    };
    json!([
        { "element": "INTAKE", "executions": intake },
        { "element": "INCOME_PROVISION", "executions": income },
        { "element": "EMPLOYER_SERVICES", "executions": employers },
        { "element": "WORK_DEVELOPMENT", "executions": development },
        { "element": "PARTICIPATION", "executions": participation },
    ])
}
