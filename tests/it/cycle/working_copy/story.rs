//! What everybody reads while the story of a working copy is told.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::stage::case::{WPDA, list};
use tests::{Actor, Client, Milestone, Stage, TestApp};

use crate::access::people::newcomer;

/// A figure and a text that stand in working copies alone.
pub const TELLTALE: &str = "7777";
/// What is returned, mended and accepted.
pub const INDICATOR: &str = "W1-INSTROOM";
/// The report that the story is about, and its year.
pub const REPORT: (i32, i64) = (2020, 2);

/// Everything that can be read of reports, but for the trail of what happened.
const EVERYTHING: &str = "query($contract: ID!, $report: ID!, $client: ID!) {
    report(id: $report) { ...all lastSubmitted { ...content } }
    node(id: $report) { ... on Report { ...content } }
    contract(id: $contract) { cycles {
        year version phase openPoints { description } reviews { conclusion differences { own review } }
        reports { ...all } duties { kind dueOn isOverdue by { name } municipality { name } report { number state } }
        dashboard(last: 24) { municipality { name } toDate standing series { until annual value } }
        context { municipality { name } standing suggestedTarget earlierValues { until value annual } }
    } }
}
fragment content on Report {
    explanation values { status value numerator denominator respondents missingBecause explanation cell provisional
        municipality { name } }
    cooperationAccounts { judgement text } selfAssessments { judgement reasoning }
}
fragment all on Report {
    ...content
    id version number annual periodStart periodEnd dueOn closesOn isOverdue state isWorkingCopy submissions submittedAt
    handlings { state at municipality { name } } returns { submission part subjectId reason }
    standingReturns { part subjectId municipality { name } }
    viewerCanFill { allowed reasons { code message } } viewerCanSubmit { allowed reasons { code message path } }
    viewerCanHandle(municipalityId: $client) { allowed reasons { code message } }
}";

const TRAIL: &str = "query($contract: ID!) { contract(id: $contract) {
    auditTrail(first: 100) { nodes { kind changes { field before after } } } } }";

/// What is found over all contracts of a municipality.
const COHERENCE: &str = "query($client: ID!) { coherence(municipalityId: $client) { findings { code message } } }";

/// The story, with everyone who is not the organisation.
pub struct Story<'a> {
    pub stage: Stage<'a>,
    others: BTreeMap<String, Client>,
    asked: Value,
}

impl<'a> Story<'a> {
    pub async fn begin(app: &'a TestApp) -> Self {
        let mut stage = Stage::at(app, Milestone::Accepted(1)).await;
        let admin = stage.platform_admin().clone();
        let body = tests::stage::municipality(&admin, "1731", "Midden-Drenthe").await;
        let joined = json!({ "organisationId": stage.party("WPDA"), "municipalityId": body, "from": "2019-01-01" });
        admin.did("addParticipant", joined).await;
        let participant = newcomer(app, &admin, &body, "ACCOUNT_HOLDER", "deelnemer@midden.example").await;
        stage.parties.insert("Midden-Drenthe".to_owned(), body);
        let mut others: BTreeMap<String, Client> = stage
            .everyone()
            .filter(|(party, ..)| *party != "WPDA")
            .map(|(party, role, actor)| (format!("{role} at {party}"), actor.client().clone()))
            .collect();
        others.insert("participant".to_owned(), participant.client().clone());
        others.insert("nobody".to_owned(), app.stranger());
        let asked = json!({ "contract": stage.contract_id(WPDA).await, "client": stage.party("Assen"),
            "report": stage.read_report(REPORT.0, REPORT.1).await["id"] });
        Self { stage, others, asked }
    }

    async fn read(&self, reader: &Client) -> Value {
        anonymous(reader.run(EVERYTHING, self.asked.clone()).await.body)
    }

    /// What everybody but the organisation reads; the working copy is nowhere in it, nor in what they read happened.
    pub async fn read_by_others(&self) -> BTreeMap<&str, Value> {
        let mut all = BTreeMap::new();
        for (who, reader) in &self.others {
            let findings = anonymous(reader.run(COHERENCE, json!({ "client": self.asked["client"] })).await.body);
            let told = json!({ "reports": self.read(reader).await, "coherence": findings });
            let trail = reader.run(TRAIL, json!({ "contract": self.asked["contract"] })).await.body;
            assert!(!told.to_string().contains(TELLTALE), "{who} reads the working copy: {told:#}");
            assert!(!trail.to_string().contains(TELLTALE), "{who} reads of the working copy: {trail:#}");
            all.insert(who.as_str(), told);
        }
        all
    }

    /// The organisation fills something in, of which nobody else notices anything.
    pub async fn fills_unnoticed(&self, filling: Value) {
        let before = self.read_by_others().await;
        self.fills(filling).await;
        for (who, after) in self.read_by_others().await {
            assert_eq!(before[who], after, "{who} notices that the organisation writes");
        }
    }

    pub async fn fills(&self, filling: Value) {
        let input = self.stage.versioned_report(REPORT.0, REPORT.1, filling).await;
        self.stage.reporter().did("fillReport", input).await;
    }

    /// The report as an account holder reads it.
    pub async fn as_read_by(&self, reader: &Actor) -> Value {
        self.read(reader.client()).await["data"]["report"].clone()
    }

    /// What a client sends with an act on the report that it read as `read`.
    pub fn handling(&self, municipality: &str, read: &Value, mut input: Value) -> Value {
        input["reportId"] = read["id"].clone();
        input["expectedVersion"] = read["version"].clone();
        input["municipalityId"] = self.stage.party(municipality).into();
        input
    }

    /// A value of a municipality, as `fillReport` wants it.
    pub async fn value(&self, code: &str, municipality: &str, number: &str) -> Value {
        json!({ "indicatorId": self.stage.indicator_ids().await[code], "municipalityId": self.stage.party(municipality),
            "number": number, "confirmed": true })
    }

    /// What a reader finds of the telltale indicator of Aa en Hunze in the report, in the dashboard and its series.
    pub async fn inflow(&self, reader: &Actor) -> (Value, Value) {
        let document = "query($contract: ID!, $report: ID!) { report(id: $report) { values { indicatorId value
            municipality { name } } } contract(id: $contract) { cycle(year: 2020) {
            dashboard(last: 24, indicatorCode: \"W1-INSTROOM\") { municipality { name } series { until value } } } } }";
        let asked = json!({ "contract": self.asked["contract"], "report": self.asked["report"] });
        let answer = reader.run(document, asked).await;
        let indicator = self.stage.indicator_ids().await[INDICATOR].clone();
        let own = |it: &&Value| it["municipality"]["name"] == "Aa en Hunze";
        let value = list(answer.at("/report/values")).iter().filter(own).find(|it| it["indicatorId"] == indicator);
        let line = list(answer.at("/contract/cycle/dashboard")).iter().find(own).unwrap();
        let last = list(&line["series"]).iter().find(|it| it["until"] == "2020-06-30");
        let number = |found: Option<&Value>| found.map_or(Value::Null, |it| it["value"].clone());
        (number(value), number(last))
    }
}

/// An answer without the identity of its request, which no two answers share.
fn anonymous(mut answer: Value) -> Value {
    for error in answer["errors"].as_array_mut().into_iter().flatten() {
        error["extensions"].as_object_mut().unwrap().remove("requestId");
    }
    answer
}
