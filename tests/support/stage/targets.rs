//! A year opened, and its targets from draft to adoption.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Stage;
use super::case::{WPDA, decimal, list, text};

impl Stage<'_> {
    /// The account holder of Assen opens a year of the contract.
    pub async fn open_cycle(&self, year: i32) {
        self.on(text(&self.case.year(year)["opened_on"]));
        let input = json!({ "contractId": self.contract_id(WPDA).await, "year": year });
        self.account_holder("Assen").did("openCycle", input).await;
    }

    /// The id of a year.
    pub async fn cycle_id(&self, year: i32) -> String {
        let contract = self.read_contract(WPDA).await;
        let found = list(&contract["cycles"]).iter().find(|it| it["year"] == year);
        text(&found.unwrap_or_else(|| panic!("{year} is not open: {contract}"))["id"]).to_owned()
    }

    /// The indicators of the contract: their code, kind and id, in order.
    pub async fn indicators(&self) -> Vec<(String, String, String)> {
        let contract = self.read_contract(WPDA).await;
        let one = |it: &Value| {
            let definition = &it["indicator"];
            (text(&definition["code"]).to_owned(), text(&definition["kind"]).to_owned(), text(&it["id"]).to_owned())
        };
        list(&contract["indicators"]).iter().map(one).collect()
    }

    /// The ids of the indicators of the contract, by code.
    pub async fn indicator_ids(&self) -> BTreeMap<String, String> {
        self.indicators().await.into_iter().map(|(code, _, id)| (code, id)).collect()
    }

    /// The targets of a municipality as its account holder reads them: id, version, state, targets.
    pub async fn read_targets(&self, year: i32, municipality: &str) -> Value {
        let document = "query($id: ID!) { annualCycle(id: $id) { targetSets { id version state municipality { name }
            targets { id state turn value indicator { id indicator { code } } } } } }";
        let answer = self.account_holder(municipality).run(document, json!({ "id": self.cycle_id(year).await })).await;
        let sets = list(answer.at("/annualCycle/targetSets"));
        sets.iter().find(|it| it["municipality"]["name"] == municipality).unwrap().clone()
    }

    /// An input for an act on the targets as they stand now.
    pub async fn versioned_targets(&self, year: i32, municipality: &str, mut input: Value) -> Value {
        let set = self.read_targets(year, municipality).await;
        input["targetSetId"] = set["id"].clone();
        input["expectedVersion"] = set["version"].clone();
        input
    }

    /// The targets that the case tells, as `setTargets` wants them.
    pub async fn target_inputs(&self, year: i32, municipality: &str) -> Vec<Value> {
        let (told, place) = (&self.case.year(year)["targets"], self.case.place(municipality));
        let input = |(code, kind, id): (String, String, String)| {
            let usual = if kind == "RATIO" { "PERCENTAGE" } else { "ABSOLUTE" };
            let because = &told["no_target"][&code];
            let mut input = json!({ "indicatorId": id, "labourMarket": told["labour_market"],
                "targetGroups": told["target_groups"], "noPreviousResultBecause": told["no_previous_result"] });
            if because.is_null() {
                input["kind"] = told["kinds"][&code].as_str().unwrap_or(usual).into();
                input["value"] = decimal(&told["aims"][&code][place]);
            } else {
                input["noTargetBecause"] = because.clone();
            }
            input
        };
        self.indicators().await.into_iter().map(input).collect()
    }

    /// One municipality writes down its targets.
    pub async fn set_targets(&self, year: i32, municipality: &str) {
        self.on(text(&self.case.year(year)["targets"]["set_on"]));
        let targets = json!({ "targets": self.target_inputs(year, municipality).await });
        let input = self.versioned_targets(year, municipality, targets).await;
        self.account_holder(municipality).did("setTargets", input).await;
    }

    /// One municipality proposes its targets.
    pub async fn propose_targets(&self, year: i32, municipality: &str) {
        self.on(text(&self.case.year(year)["targets"]["proposed_on"]));
        let input = self.versioned_targets(year, municipality, json!({})).await;
        self.account_holder(municipality).did("proposeTargets", input).await;
    }

    /// The director counters the one target that the case says.
    pub async fn counter_target(&self, year: i32) {
        let told = &self.case.year(year)["targets"];
        let (counter, municipality) = (&told["counter"], text(&told["counter"]["municipality"]));
        self.on(text(&told["answered_on"]));
        let set = self.read_targets(year, municipality).await;
        let of = |it: &&Value| it["indicator"]["indicator"]["code"] == counter["indicator"];
        let target = list(&set["targets"]).iter().find(of).unwrap();
        let proposal = json!({ "targetId": target["id"], "kind": "ABSOLUTE", "value": decimal(&counter["value"]),
            "reason": counter["reason"] });
        let input = json!({ "targetSetId": set["id"], "expectedVersion": set["version"],
            "counterProposals": [proposal] });
        self.director().did("counterTargets", input).await;
    }

    /// The director agrees with every target of a municipality that is before the contractor.
    pub async fn agree_targets(&self, year: i32, municipality: &str) {
        self.on(text(&self.case.year(year)["targets"]["answered_on"]));
        let input = self.in_turn(year, municipality, "CONTRACTOR").await;
        self.director().did("agreeTargets", input).await;
    }

    /// The municipality agrees with the counter-proposal of the case.
    pub async fn settle_targets(&self, year: i32) {
        let counter = &self.case.year(year)["targets"]["counter"];
        self.on(text(&counter["agreed_on"]));
        let municipality = text(&counter["municipality"]);
        let input = self.in_turn(year, municipality, "CLIENT").await;
        self.account_holder(municipality).did("agreeTargets", input).await;
    }

    /// An input for `agreeTargets`: every target on which a side has its turn.
    pub async fn in_turn(&self, year: i32, municipality: &str, side: &str) -> Value {
        let set = self.read_targets(year, municipality).await;
        let turn = list(&set["targets"]).iter().filter(|it| it["turn"] == side);
        let ids: Vec<&Value> = turn.map(|it| &it["id"]).collect();
        json!({ "targetSetId": set["id"], "expectedVersion": set["version"], "targetIds": ids })
    }

    /// The portfolio holder of a municipality records that the college adopted the targets.
    pub async fn adopt_targets(&self, year: i32, municipality: &str) {
        let adoptions = list(&self.case.year(year)["targets"]["adoptions"]);
        let decision = adoptions.iter().find(|it| it["municipality"] == municipality).unwrap();
        self.on(text(&decision["on"]));
        let decided = json!({ "decidedOn": decision["on"], "decisionReference": decision["reference"] });
        let input = self.versioned_targets(year, municipality, decided).await;
        self.portfolio_holder(municipality).did("adoptTargets", input).await;
    }
}
