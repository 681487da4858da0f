//! Reviews: written, sent for reply, replied to and made final.

use serde_json::{Value, json};

use super::Stage;
use super::case::{list, text};

impl Stage<'_> {
    /// The municipalities that review a year, in the order of the case.
    pub fn reviewers(&self, year: i32) -> Vec<String> {
        list(&self.case.year(year)["reviews"]).iter().map(|it| text(&it["municipality"]).to_owned()).collect()
    }

    /// The review of a municipality as its account holder reads it: id, version, state.
    pub async fn read_review(&self, year: i32, municipality: &str) -> Value {
        let document = "query($id: ID!) { annualCycle(id: $id) {
            reviews { id version state replyDueOn municipality { name } } } }";
        let answer = self.account_holder(municipality).run(document, json!({ "id": self.cycle_id(year).await })).await;
        let reviews = list(answer.at("/annualCycle/reviews"));
        let found = reviews.iter().find(|it| it["municipality"]["name"] == municipality);
        found.unwrap_or_else(|| panic!("{municipality} does not review {year}: {reviews:?}")).clone()
    }

    /// An input for an act on a review as it stands now.
    pub async fn versioned_review(&self, year: i32, municipality: &str, mut input: Value) -> Value {
        let review = self.read_review(year, municipality).await;
        input["reviewId"] = review["id"].clone();
        input["expectedVersion"] = review["version"].clone();
        input
    }

    /// Everything that the case tells in a review, as `writeReview` wants it, but for review and version.
    pub async fn review_wording(&self, year: i32, municipality: &str) -> Value {
        let (wanted, usual) = (self.case.review(year, municipality), &self.case.year(year)["judged"]);
        let indicators = self.indicators().await;
        let ids = self.indicator_ids().await;
        let subjects = indicators.iter().map(|(code, _, id)| (code.as_str(), "INDICATOR", id.as_str()));
        let goals = self.goals.iter().map(|(code, id)| (code.as_str(), "GOAL", id.as_str()));
        let judgement = |(code, subject, id): (&str, &str, &str)| {
            let it = wanted["judged"].get(code).unwrap_or(&usual[code]);
            json!({ "subject": subject, "subjectId": id, "judgement": it["judgement"], "reasoning": it["text"] })
        };
        let judgements: Vec<Value> = subjects.chain(goals).map(judgement).collect();
        let consequence = |it: &Value| {
            json!({ "kind": it["kind"], "description": it["text"], "owner": it["owner"], "dueOn": it["due_on"],
                "indicatorId": it["indicator"].as_str().map(|code| &ids[code]) })
        };
        let consequences: Vec<Value> = list(&wanted["consequences"]).iter().map(consequence).collect();
        json!({ "judgements": judgements, "consequences": consequences, "cooperation": wanted["cooperation"],
            "conclusion": wanted["conclusion"] })
    }

    /// The account holder writes the review.
    pub async fn write_review(&self, year: i32, municipality: &str) {
        self.on(text(&self.case.review(year, municipality)["written_on"]));
        let wording = self.review_wording(year, municipality).await;
        let input = self.versioned_review(year, municipality, wording).await;
        self.account_holder(municipality).did("writeReview", input).await;
    }

    /// The account holder sends the concept to the director.
    pub async fn send_review(&self, year: i32, municipality: &str) {
        self.on(text(&self.case.review(year, municipality)["sent_on"]));
        let input = self.versioned_review(year, municipality, json!({})).await;
        self.account_holder(municipality).did("sendReviewForReply", input).await;
    }

    /// The director replies as the case tells.
    pub async fn reply_to_review(&self, year: i32, municipality: &str) {
        let wanted = self.case.review(year, municipality);
        self.on(text(&wanted["replied_on"]));
        let reply = json!({ "agrees": wanted["agrees"], "text": wanted["reply"] });
        let input = self.versioned_review(year, municipality, reply).await;
        self.director().did("replyToReview", input).await;
    }

    /// The review becomes final, by whom the case says.
    pub async fn finalise_review(&self, year: i32, municipality: &str) {
        let wanted = self.case.review(year, municipality);
        let decision = &wanted["decision"];
        self.on(text(&decision["on"]));
        let decided = json!({ "decidedOn": decision["on"], "decisionReference": decision["reference"] });
        let input = self.versioned_review(year, municipality, decided).await;
        self.actor(municipality, text(&wanted["finalised_by"])).did("finaliseReview", input).await;
    }
}
