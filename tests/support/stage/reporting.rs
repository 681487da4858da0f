//! Reports: filled, submitted, returned, mended and accepted.

use serde_json::{Value, json};

use super::Stage;
use super::case::{decimal, list, text};
use crate::actors::Actor;

impl Stage<'_> {
    /// A report as the reporter reads it, its working copy: id, version, state, handlings.
    pub async fn read_report(&self, year: i32, number: i64) -> Value {
        self.read_report_as(self.reporter(), year, number).await
    }

    /// A report as somebody reads it: id, version, state, handlings.
    pub async fn read_report_as(&self, reader: &Actor, year: i32, number: i64) -> Value {
        let document = "query($id: ID!) { annualCycle(id: $id) { reports { id number version state
            handlings { state municipality { name } } } } }";
        let answer = reader.run(document, json!({ "id": self.cycle_id(year).await })).await;
        let reports = list(answer.at("/annualCycle/reports"));
        let found = reports.iter().find(|it| it["number"] == number);
        found.unwrap_or_else(|| panic!("{year} owes no report {number}: {reports:?}")).clone()
    }

    /// An input for an act of the organisation on a report as it stands now.
    pub async fn versioned_report(&self, year: i32, number: i64, input: Value) -> Value {
        self.versioned_report_by(self.reporter(), year, number, input).await
    }

    /// An input for an act on a report as whoever acts reads it now.
    pub async fn versioned_report_by(&self, actor: &Actor, year: i32, number: i64, mut input: Value) -> Value {
        let report = self.read_report_as(actor, year, number).await;
        input["reportId"] = report["id"].clone();
        input["expectedVersion"] = report["version"].clone();
        input
    }

    /// Everything that the case tells in a report, as `fillReport` wants it, but for report and version.
    pub async fn filling(&self, year: i32, number: i64) -> Value {
        let told = self.case.report(year, number);
        let mut values = Vec::new();
        for (code, kind, id) in self.indicators().await {
            for (place, municipality) in self.case.municipalities().into_iter().enumerate() {
                let given = &told["figures"][&code][place];
                if given.is_null() {
                    continue;
                }
                let mut value = json!({ "indicatorId": id, "municipalityId": self.party(municipality) });
                for (cell, given) in self.cells(told, &code, place) {
                    let mut part = value.clone();
                    part["cell"] = cell.into();
                    values.push(figure(part, &given, &kind));
                }
                value["explanation"] = told["notes"][&code].clone();
                values.push(figure(value, given, &kind));
            }
        }
        json!({ "values": values, "explanation": told["explanation"],
            "cooperationAccounts": self.accounts(year, told), "selfAssessments": self.assessments(told) })
    }

    /// The cells of a breakdown; what the case does not tell does not apply.
    fn cells(&self, told: &Value, code: &str, place: usize) -> Vec<(String, Value)> {
        if self.case.indicator(code)["dimension"].is_null() {
            return Vec::new();
        }
        let cells = list(&self.case.at("dimension")["cells"]).iter().map(|cell| text(&cell[0]));
        cells.map(|cell| (cell.to_owned(), told["cells"][code][cell][place].clone())).collect()
    }

    fn accounts(&self, year: i32, told: &Value) -> Vec<Value> {
        let usual = self.case.year(year)["cooperation"].as_object().unwrap();
        let account = |(code, usual): (&String, &Value)| {
            let it = told["cooperation"].get(code).unwrap_or(usual);
            json!({ "partnerId": self.party(code), "judgement": it["judgement"], "text": it["text"] })
        };
        usual.iter().map(account).collect()
    }

    fn assessments(&self, told: &Value) -> Vec<Value> {
        let assessments = told["assessments"].as_object().into_iter().flatten();
        let one = |(code, it): (&String, &Value)| json!({ "goalId": self.goal(code), "judgement": it["judgement"], "reasoning": it["text"] });
        assessments.map(one).collect()
    }

    /// The reporter fills in a whole report.
    pub async fn fill_report(&self, year: i32, number: i64) {
        self.on(text(&self.case.report(year, number)["filled_on"]));
        let input = self.versioned_report(year, number, self.filling(year, number).await).await;
        self.reporter().did("fillReport", input).await;
    }

    /// The director submits a report.
    pub async fn submit_report(&self, year: i32, number: i64) {
        self.on(text(&self.case.report(year, number)["submitted_on"]));
        let input = self.versioned_report(year, number, json!({})).await;
        self.director().did("submitReport", input).await;
    }

    /// The municipality that the case says returns one indicator of a report.
    pub async fn return_report(&self, year: i32, number: i64) {
        let returned = &self.case.report(year, number)["returned"];
        let municipality = text(&returned["municipality"]);
        self.on(text(&returned["on"]));
        let indicator = &self.indicator_ids().await[text(&returned["indicator"])];
        let part = json!({ "part": "INDICATOR", "subjectId": indicator, "reason": returned["reason"] });
        let input = json!({ "municipalityId": self.party(municipality), "parts": [part] });
        let holder = self.account_holder(municipality);
        let input = self.versioned_report_by(holder, year, number, input).await;
        holder.did("returnReport", input).await;
    }

    /// The reporter mends the returned figure.
    pub async fn mend_report(&self, year: i32, number: i64) {
        let returned = &self.case.report(year, number)["returned"];
        self.on(text(&returned["mended_on"]));
        let indicator = &self.indicator_ids().await[text(&returned["indicator"])];
        let value = json!({ "indicatorId": indicator, "municipalityId": self.party(text(&returned["municipality"])),
            "number": decimal(&returned["figure"]), "explanation": returned["note"] });
        let input = self.versioned_report(year, number, json!({ "values": [value] })).await;
        self.reporter().did("fillReport", input).await;
    }

    /// The director submits the mended report.
    pub async fn resubmit_report(&self, year: i32, number: i64) {
        let input = self.versioned_report(year, number, json!({})).await;
        self.director().did("submitReport", input).await;
    }

    /// One municipality accepts a report.
    pub async fn accept_report(&self, year: i32, number: i64, municipality: &str) {
        self.on(text(&self.case.report(year, number)["accepted"][municipality]));
        let input = json!({ "municipalityId": self.party(municipality) });
        let holder = self.account_holder(municipality);
        let input = self.versioned_report_by(holder, year, number, input).await;
        holder.did("acceptReport", input).await;
    }

    /// The municipalities in the order in which they accept a report.
    pub fn acceptances(&self, year: i32, number: i64) -> Vec<String> {
        let accepted = self.case.report(year, number)["accepted"].as_object().unwrap();
        let mut days: Vec<(&str, &String)> = accepted.iter().map(|(name, day)| (text(day), name)).collect();
        days.sort_unstable();
        days.into_iter().map(|(_, name)| name.clone()).collect()
    }

    /// Every municipality accepts a report; where the case has one return a part, it is mended first.
    pub async fn accept_report_by_all(&self, year: i32, number: i64) {
        let told = self.case.report(year, number);
        let returned = &told["returned"];
        let mut to_return = returned.is_object();
        for municipality in self.acceptances(year, number) {
            if to_return && text(&told["accepted"][&municipality]) > text(&returned["on"]) {
                self.return_report(year, number).await;
                to_return = false;
            }
            if returned["municipality"] == municipality.as_str() {
                self.mend_report(year, number).await;
                self.resubmit_report(year, number).await;
            }
            self.accept_report(year, number, &municipality).await;
        }
    }
}

/// A value with a figure: a count, or the two parts of a ratio or of a mark.
fn figure(mut value: Value, given: &Value, kind: &str) -> Value {
    match (given, kind) {
        (Value::Null, _) => value["notApplicable"] = true.into(),
        (Value::Array(parts), "SCORE") => {
            value["mark"] = decimal(&parts[0]);
            value["respondents"] = decimal(&parts[1]);
        }
        (Value::Array(parts), _) => {
            value["numerator"] = decimal(&parts[0]);
            value["denominator"] = decimal(&parts[1]);
        }
        (number, _) => value["number"] = decimal(number),
    }
    value
}
