//! The contracts, from draft to adoption.

use serde_json::{Value, json};

use super::Stage;
use super::case::{decimal, list, text};

/// The nine cells of a matrix.
const ROLES: [&str; 3] = ["RESPONSIBLE", "CONTRIBUTES", "COOPERATES"];
const DOMAINS: [&str; 3] = ["WORK", "PARTICIPATION", "INCOME"];

impl Stage<'_> {
    /// The account holder of Assen drafts a contract of the case, with its matrix and its indicators.
    pub async fn draft(&self, code: &str) {
        let wanted = self.case.contract(code);
        self.on(text(&wanted["drafted_on"]));
        let clients: Vec<&str> = list(&wanted["clients"]).iter().map(|it| self.party(text(it))).collect();
        let input = json!({ "terms": self.terms(code), "clientIds": clients,
            "contractorId": self.party(text(&wanted["contractor"])) });
        self.account_holder("Assen").did("draftContract", input).await;
        self.fill_matrix(code, &Value::Null).await;
        let input = self.versioned(code, json!({ "indicators": self.indicator_inputs(code) })).await;
        self.account_holder("Assen").did("chooseIndicators", input).await;
    }

    /// The terms of a contract of the case, as `draftContract` and `reviseContract` want them.
    pub fn terms(&self, code: &str) -> Value {
        let wanted = self.case.contract(code);
        let conditions: Vec<&str> = list(&wanted["conditions"]).iter().map(text).collect();
        json!({ "code": code, "title": wanted["title"], "kind": wanted["kind"], "frameworkId": self.framework,
            "startsOn": wanted["from"], "endsOn": wanted["to"], "reportingFrequency": wanted["frequency"],
            "conditions": conditions.join("\n"), "legalBases": wanted["legal_bases"],
            "deviationDomains": wanted["deviation_domains"] })
    }

    /// The indicators of a contract of the case, as `chooseIndicators` wants them.
    pub fn indicator_inputs(&self, code: &str) -> Vec<Value> {
        let source = &self.case.at("framework")["name"];
        let input = |it: &Value| {
            let known = list(&it["known"]).iter();
            let known: Vec<Value> =
                known.map(|known| json!({ "year": known[0], "value": decimal(&known[1]), "source": source })).collect();
            json!({ "indicatorId": self.definitions[text(&it["code"])], "goalId": self.goal(text(&it["goal"])),
                "amberMargin": decimal(&it["margins"][0]), "redMargin": decimal(&it["margins"][1]),
                "annualOnly": it["annual_only"] == true, "knownValues": known })
        };
        list(&self.case.contract(code)["indicators"]).iter().map(input).collect()
    }

    /// The matrix of a contract of the case, as `fillMatrix` wants it; `explained` says what is meant by a task.
    pub fn matrix_entries(&self, code: &str, explained: &Value) -> Vec<Value> {
        let wanted = self.case.contract(code);
        let mut entries = Vec::new();
        for (role, domain) in ROLES.iter().flat_map(|role| DOMAINS.iter().map(move |domain| (role, domain))) {
            let cell = list(&wanted["cells"]).iter().find(|cell| cell["role"] == *role && cell["domain"] == *domain);
            let Some(cell) = cell else {
                entries.push(json!({ "role": role, "domain": domain }));
                continue;
            };
            for task in list(&cell["tasks"]).iter().map(text) {
                entries.push(json!({ "role": role, "domain": domain, "taskId": self.tasks[task],
                    "targetGroup": wanted["target_groups"][task], "explanation": explained[task] }));
            }
            for partner in list(&cell["partners"]).iter().map(text) {
                entries.push(json!({ "role": role, "domain": domain, "partnerId": self.party(partner) }));
            }
        }
        entries
    }

    /// The account holder of Assen fills the matrix.
    pub async fn fill_matrix(&self, code: &str, explained: &Value) {
        let entries = json!({ "entries": self.matrix_entries(code, explained) });
        self.account_holder("Assen").did("fillMatrix", self.versioned(code, entries).await).await;
    }

    /// The account holder of Assen offers the contract.
    pub async fn offer(&self, code: &str) {
        self.on(text(&self.case.contract(code)["offered_on"]));
        self.account_holder("Assen").did("offerContract", self.versioned(code, json!({})).await).await;
    }

    /// The director sends the contract back with the remarks of the case.
    pub async fn send_back(&self, code: &str) {
        let wanted = self.case.contract(code);
        self.on(text(&wanted["sent_back"]["on"]));
        let input = self.versioned(code, json!({ "remarks": wanted["sent_back"]["remarks"] })).await;
        self.actor(text(&wanted["contractor"]), "DIRECTOR").did("sendBackContract", input).await;
    }

    /// The account holder explains in the matrix what was unclear, and offers the contract again.
    pub async fn offer_again(&self, code: &str) {
        let back = &self.case.contract(code)["sent_back"];
        self.on(text(&back["offered_again_on"]));
        self.fill_matrix(code, &back["explained"]).await;
        self.account_holder("Assen").did("offerContract", self.versioned(code, json!({})).await).await;
    }

    /// The director agrees with the contract.
    pub async fn agree(&self, code: &str) {
        let wanted = self.case.contract(code);
        self.on(text(&wanted["agreed_on"]));
        let input = self.versioned(code, json!({})).await;
        self.actor(text(&wanted["contractor"]), "DIRECTOR").did("agreeContract", input).await;
    }

    /// One municipality adopts the contract, with the decision of the case.
    pub async fn adopt(&self, code: &str, municipality: &str) {
        let adoptions = list(&self.case.contract(code)["adoptions"]);
        let decision = adoptions.iter().find(|it| it["municipality"] == municipality).unwrap();
        self.on(text(&decision["on"]));
        let decided = json!({ "municipalityId": self.party(municipality), "decidedOn": decision["on"],
            "decisionReference": decision["reference"] });
        let input = self.versioned(code, decided).await;
        self.account_holder(municipality).did("adoptContract", input).await;
    }

    /// Every municipality adopts the contract, in the order of the case.
    pub async fn adopt_by_all(&self, code: &str) {
        for it in list(&self.case.contract(code)["adoptions"]) {
            self.adopt(code, text(&it["municipality"])).await;
        }
    }

    /// The contract as the account holder of Assen reads it: id, version, state, indicators (code → id).
    pub async fn read_contract(&self, code: &str) -> Value {
        let document = "query($code: String!) { contractByCode(code: $code) {
            id version state indicators { id indicator { code kind } } cycles { id year } } }";
        self.account_holder("Assen").run(document, json!({ "code": code })).await.at("/contractByCode").clone()
    }

    /// The id of a contract.
    pub async fn contract_id(&self, code: &str) -> String {
        text(&self.read_contract(code).await["id"]).to_owned()
    }

    /// An input for an act on the contract as it stands now.
    pub async fn versioned(&self, code: &str, mut input: Value) -> Value {
        let contract = self.read_contract(code).await;
        input["contractId"] = contract["id"].clone();
        input["expectedVersion"] = contract["version"].clone();
        input
    }
}
