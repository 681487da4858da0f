//! The joint arrangements ISD and Fivelingo with their municipalities, their people and their contracts, in 2018.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{Actor, TestApp};

use crate::access::people::{administrator, id, municipality, newcomer};

/// The municipalities that became Eemsdelta.
pub const THREE: [&str; 3] = ["Delfzijl", "Appingedam", "Loppersum"];

/// The law that made them one.
const LAW: &str = "Wet samenvoeging";

/// Everyone of the case.
pub struct Case<'a> {
    pub app: &'a TestApp,
    pub admin: Actor,
    pub parties: BTreeMap<&'static str, String>,
    people: BTreeMap<(&'static str, &'static str), Actor>,
    /// A definition of what is counted.
    indicator: String,
}

impl<'a> Case<'a> {
    /// June 2018: everyone is in, both contracts are adopted by all, and their mail is forgotten.
    pub async fn at(app: &'a TestApp) -> Self {
        let mut case = Self::begun(app).await;
        case.draft("OPDR-ISD", "ISD", &THREE).await;
        case.draft("OPDR-FIV", "FIV", &["Delfzijl", "Appingedam", "Loppersum", "Ten Boer"]).await;
        case.adopt("OPDR-ISD", &THREE).await;
        case.adopt("OPDR-FIV", &["Delfzijl", "Appingedam", "Loppersum", "Ten Boer"]).await;
        case.forget_mail().await;
        case
    }

    /// Everyone is in; there are no contracts.
    pub async fn begun(app: &'a TestApp) -> Self {
        app.travel_to("2018-06-01");
        let admin = administrator(app).await;
        let (mut parties, mut people) = (BTreeMap::new(), BTreeMap::new());
        for (name, code) in [("Delfzijl", "0010"), ("Appingedam", "0003"), ("Loppersum", "0024"), ("Ten Boer", "0009")]
        {
            let municipality = municipality(&admin, code, name).await;
            let email = format!("holder@{}.example", name.replace(' ', "-").to_lowercase());
            let holder = newcomer(app, &admin, &municipality, "ACCOUNT_HOLDER", &email).await;
            people.insert((name, "ACCOUNT_HOLDER"), holder);
            parties.insert(name, municipality);
        }
        for (name, code, day) in [("Groningen", "0014", "2019-01-01"), ("Eemsdelta", "1979", "2021-01-01")] {
            let document =
                "query($code: String!, $day: Date) { municipalityByCode(cbsCode: $code, asOf: $day) { id } }";
            let found = admin.run(document, json!({ "code": code, "day": day })).await;
            parties.insert(name, found.text("/municipalityByCode/id"));
        }
        for (code, name, with) in [("ISD", "ISD Noordoost", &THREE[..]), ("FIV", "Fivelingo", &THREE[..])] {
            let input = json!({ "name": name, "code": code, "legalForm": "JOINT_ARRANGEMENT" });
            let payload = admin.did("registerOrganisation", input).await;
            let organisation = id(&payload, "/organisation/id");
            let fourth = (code == "FIV").then_some("Ten Boer");
            for municipality in with.iter().copied().chain(fourth) {
                let input = json!({ "organisationId": organisation, "municipalityId": parties[municipality],
                    "from": "2010-01-01" });
                admin.did("addParticipant", input).await;
            }
            let email = format!("director@{}.example", code.to_lowercase());
            people.insert((code, "DIRECTOR"), newcomer(app, &admin, &organisation, "DIRECTOR", &email).await);
            parties.insert(code, organisation);
        }
        let input = json!({ "code": "UIT", "nameNl": "Uitstroom", "nameEn": "Outflow", "description": "Uitstroom",
            "unit": "mensen", "kind": "FLOW", "direction": "HIGHER" });
        let payload = people[&("Delfzijl", "ACCOUNT_HOLDER")].did("defineIndicator", input).await;
        let indicator = id(&payload, "/indicator/id");
        let case = Self { app, admin, parties, people, indicator };
        case.forget_mail().await;
        case
    }

    /// The account holder of a municipality.
    pub fn holder(&self, municipality: &'static str) -> &Actor {
        &self.people[&(municipality, "ACCOUNT_HOLDER")]
    }

    /// The director of a joint arrangement.
    pub fn director(&self, code: &'static str) -> &Actor {
        &self.people[&(code, "DIRECTOR")]
    }

    /// Delivers the mail that waits and forgets it.
    pub async fn forget_mail(&self) {
        self.app.deliver_mail().await;
        self.app.mailbox().take();
    }

    /// Delfzijl's account holder drafts a contract from 2012 to 2025, with its matrix and one indicator.
    pub async fn draft(&mut self, code: &str, contractor: &'static str, clients: &[&'static str]) {
        let clients: Vec<&str> = clients.iter().map(|name| self.parties[name].as_str()).collect();
        let terms = json!({ "code": code, "title": format!("Opdracht {code}"), "kind": "ASSIGNMENT",
            "startsOn": "2012-01-01", "endsOn": "2025-12-31", "reportingFrequency": "HALF_YEARLY",
            "deviationDomains": ["WORK"] });
        let input = json!({ "terms": terms, "clientIds": clients, "contractorId": self.parties[contractor] });
        self.holder("Delfzijl").did("draftContract", input).await;
        self.fill(code, &[]).await;
        let indicators = json!([{ "indicatorId": self.indicator, "amberMargin": "5", "redMargin": "10" }]);
        let input = self.versioned(code, json!({ "indicators": indicators })).await;
        self.holder("Delfzijl").did("chooseIndicators", input).await;
    }

    /// Fills the nine cells of its matrix with nothing, and adds what is more.
    pub async fn fill(&self, code: &str, more: &[Value]) {
        let mut entries = Vec::new();
        for role in ["RESPONSIBLE", "CONTRIBUTES", "COOPERATES"] {
            entries.extend(["WORK", "PARTICIPATION", "INCOME"].map(|domain| json!({ "role": role, "domain": domain })));
        }
        entries.extend(more.iter().cloned());
        let input = self.versioned(code, json!({ "entries": entries })).await;
        self.holder("Delfzijl").did("fillMatrix", input).await;
    }

    /// It is offered, agreed, and adopted by these.
    pub async fn adopt(&self, code: &str, clients: &[&'static str]) {
        let input = self.versioned(code, json!({})).await;
        self.holder("Delfzijl").did("offerContract", input).await;
        let director = self.director(if code == "OPDR-ISD" { "ISD" } else { "FIV" });
        director.did("agreeContract", self.versioned(code, json!({})).await).await;
        for name in clients {
            let decided = json!({ "municipalityId": self.parties[name], "decidedOn": "2018-06-01",
                "decisionReference": format!("B&W {name}") });
            self.holder(name).did("adoptContract", self.versioned(code, decided).await).await;
        }
    }

    /// A contract as Delfzijl's account holder reads it.
    pub async fn contract(&self, code: &str, fields: &str) -> Value {
        let document = format!("query($code: String!) {{ contractByCode(code: $code) {{ {fields} }} }}");
        self.holder("Delfzijl").run(&document, json!({ "code": code })).await.at("/contractByCode").clone()
    }

    async fn versioned(&self, code: &str, mut input: Value) -> Value {
        let contract = self.contract(code, "id version").await;
        input["contractId"] = contract["id"].clone();
        input["expectedVersion"] = contract["version"].clone();
        input
    }

    /// The input to plan that these become another on a day.
    pub fn plan(&self, day: &str, predecessors: &[&str], successor: &str) -> Value {
        let predecessors: Vec<&str> = predecessors.iter().map(|name| self.parties[name].as_str()).collect();
        json!({ "name": format!("Vorming {successor}"), "date": day, "predecessorIds": predecessors,
            "successorId": self.parties[successor], "legalBasis": LAW })
    }

    /// Plans it; the input to do it.
    pub async fn planned(&self, day: &str, predecessors: &[&str], successor: &str) -> Value {
        let payload = self.admin.did("planReorganisation", self.plan(day, predecessors, successor)).await;
        let it = &payload["reorganisation"];
        json!({ "reorganisationId": it["id"], "expectedVersion": it["version"] })
    }

    /// What the administrator of the platform reads of a reorganisation.
    pub async fn read(&self, input: &Value, fields: &str) -> Value {
        let document = format!("query($id: ID!) {{ reorganisation(id: $id) {{ {fields} }} }}");
        let answer = self.admin.run(&document, json!({ "id": input["reorganisationId"] })).await;
        answer.at("/reorganisation").clone()
    }
}
