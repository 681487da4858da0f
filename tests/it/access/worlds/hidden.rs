//! What is written in one world and stays hidden from all who look.

use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Client, Stage};

/// Something that is hidden, and its code.
#[derive(Default)]
pub struct Hidden {
    pub contract: String,
    pub code: String,
}

/// Numbers that look like chance (xorshift), the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    /// A text of some length.
    fn text(&mut self) -> String {
        let length = 1 + self.below(6);
        (0..length).map(|_| format!("{:x} ", self.below(1 << 40))).collect::<String>().trim_end().to_owned()
    }
}

/// Another tenant does as much as it likes, and the parties of the case go on with their drafts.
pub async fn write(stage: &Stage<'_>, writer: &Client, hidden: &mut Hidden, seed: u64) {
    let mut dice = Dice((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for number in 0..1 + dice.below(3) {
        contract(stage, writer, (hidden, &mut dice), &format!("GEHEIM-{seed}-{number}")).await;
    }
    if dice.below(2) == 0 {
        scenario(stage, writer, &mut dice).await;
    }
    for _ in 0..dice.below(3) {
        let invited = json!({ "partyId": stage.party("Westerveld"), "role": "FINANCIAL_ADVISER", "name": dice.text(),
            "email": format!("{:x}@westerveld.example", dice.below(1 << 40)) });
        // The many of a large run are refused at some point; that is hidden too.
        stage.platform_admin().act("invitePerson", invited).await;
        let wrong =
            "mutation { signIn(input: { email: \"writer@kijkers.example\", password: \"verkeerd\" }) { accessToken } }";
        stage.app.stranger().run(wrong, json!({})).await;
    }
    working_copy(stage, &mut dice).await;
    draft_targets(stage, &mut dice).await;
}

/// A contract of another tenant: drafted, sometimes filled, offered, or with a file.
async fn contract(stage: &Stage<'_>, writer: &Client, (hidden, dice): (&mut Hidden, &mut Dice), code: &str) {
    let mut terms = stage.terms(WPDA);
    terms["code"] = code.into();
    terms["title"] = dice.text().into();
    terms["conditions"] = dice.text().into();
    let input =
        json!({ "terms": terms, "clientIds": [stage.party("Westerveld")], "contractorId": stage.party("ANDER") });
    let drafted = writer.act("draftContract", input).await.payload("draftContract").clone();
    let id = drafted["contract"]["id"].clone();
    (hidden.contract, hidden.code) = (id.as_str().unwrap().to_owned(), code.to_owned());
    if dice.below(2) == 0 {
        let input = json!({ "contractId": id, "expectedVersion": drafted["contract"]["version"],
            "entries": stage.matrix_entries(WPDA, &Value::Null) });
        writer.act("fillMatrix", input).await.payload("fillMatrix");
    }
    if dice.below(2) == 0 {
        let file =
            writer.upload(&hidden.contract, &format!("{}.pdf", dice.text()), tests::stage::attachments::PDF).await;
        assert_eq!(file.status, 201, "{}", file.text());
    }
}

/// What another municipality weighs.
async fn scenario(stage: &Stage<'_>, writer: &Client, dice: &mut Dice) {
    let input = json!({ "municipalityId": stage.party("Westerveld"), "code": dice.text(), "title": dice.text() });
    let opened = writer.act("openGovernanceChoice", input).await.payload("openGovernanceChoice").clone();
    let all = ["INTAKE", "INCOME_PROVISION", "EMPLOYER_SERVICES", "WORK_DEVELOPMENT", "PARTICIPATION"];
    let elements: Vec<Value> =
        all.iter().map(|it| json!({ "element": it, "executions": [{ "inWords": dice.text() }] })).collect();
    let input =
        json!({ "choiceId": opened["choice"]["id"], "code": dice.text(), "title": dice.text(), "elements": elements });
    writer.act("draftScenario", input).await.payload("draftScenario");
}

/// The organisation mends what was returned: a figure and its explanation, not yet submitted.
async fn working_copy(stage: &Stage<'_>, dice: &mut Dice) {
    let indicator = stage.indicator_ids().await["W1-INSTROOM"].clone();
    let value = json!({ "indicatorId": indicator, "municipalityId": stage.party("Aa en Hunze"),
        "number": (1 + dice.below(100_000)).to_string(), "explanation": dice.text(), "confirmed": true });
    let input = stage.versioned_report(2020, 2, json!({ "values": [value] })).await;
    stage.reporter().did("fillReport", input).await;
}

/// A client writes targets, not yet proposed.
async fn draft_targets(stage: &Stage<'_>, dice: &mut Dice) {
    let mut targets = stage.target_inputs(2021, "Assen").await;
    for it in &mut targets {
        it["labourMarket"] = dice.text().into();
        it["targetGroups"] = dice.text().into();
    }
    let input = stage.versioned_targets(2021, "Assen", json!({ "targets": targets })).await;
    stage.account_holder("Assen").did("setTargets", input).await;
}
