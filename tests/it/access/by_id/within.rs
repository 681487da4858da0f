//! What one writes down of one's own, and in it the identity of what is somebody else's.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{Actor, Stage};

use super::{World, identities, without};
use crate::access::attempts::attempts;
use crate::access::people::id;
use crate::introspection::{innermost, list, name};

/// Identities in acts that are looked for among the parts of the thing that the act is on, which is read already, or
/// among what is open to everybody: nothing that is hidden is read for them. What stands neither here nor in an attempt
/// of `attempts` or of [`World::naming`] is refused, so that the next one is thought about.
const LOOKED_FOR_WITHIN: [&str; 20] = [
    "AgreeTargetsInput.targetIds",
    "AmendContractInput.clientIds",
    "ConsequenceInput.indicatorId",
    "CooperationAccountInput.partnerId",
    "CounterProposalInput.targetId",
    "CreatePolicyFrameworkInput.predecessorId",
    "DefineIndicatorInput.dimensionId",
    "DefineTaskInput.goalIds",
    "ExecutionInput.executorId",
    "GoalFateInput.goalId",
    "JudgementInput.subjectId",
    "MatrixEntryInput.municipalityId",
    "PlanReorganisationInput.predecessorIds",
    "RegisterOrganisationInput.partOfId",
    "ReportedValueInput.indicatorId",
    "ReportedValueInput.municipalityId",
    "ReturnedPartInput.subjectId",
    "SelfAssessmentInput.goalId",
    "TargetInput.indicatorId",
    "TargetInput.previousReviewId",
];

/// What a stranger has of their own: a draft, and a choice between scenarios.
pub struct Own {
    contract: String,
    choice: String,
}

impl Own {
    pub async fn prepared(stage: &Stage<'_>) -> Self {
        let (stranger, emmen) = (stage.stranger(), stage.party(tests::stage::ELSEWHERE.0));
        let input = json!({ "terms": stage.terms("INK-DAGB"), "clientIds": [emmen],
            "contractorId": stage.party("DAGB") });
        let contract = id(&stranger.did("draftContract", input).await, "/contract/id");
        let input = json!({ "municipalityId": emmen, "code": "2020", "title": "Inrichting" });
        let choice = id(&stranger.did("openGovernanceChoice", input).await, "/choice/id");
        Self { contract, choice }
    }
}

/// An act on one's own; by whom, and the input with what is somebody else's named in it.
type Naming<'a> = (&'a Actor, &'static str, Value);

impl World<'_> {
    /// Names what is hidden, and what is not there, in acts on what is one's own: in every field that takes the
    /// identity of something that is hidden from some.
    pub(super) async fn acts_on_ones_own_answer_alike(&self, own: &Own) {
        let (mut named, mut taken) = (BTreeSet::new(), BTreeSet::new());
        let hidden = self.hidden().await;
        for (actor, act, input) in self.naming(own).await {
            self.take(act, &input, &mut taken);
            let mut ids = BTreeSet::new();
            identities(&input, &mut ids);
            for hidden in hidden.intersection(&ids) {
                let document = tests::stage::document(act);
                let other = json!({ "input": without(&input, &[hidden]) });
                self.alike((&actor.email, actor.client()), &document, [&json!({ "input": input }), &other]).await;
                let answer = actor.act(act, input.clone()).await;
                assert!(answer.refusal_codes(act).contains(&"NOT_FOUND".to_owned()), "{act}: {}", answer.body);
                named.insert(act);
            }
        }
        assert_eq!(named.len(), 5, "acts in which something hidden was named: {named:?}");
        for (act, attempt) in attempts(self.stage, &self.things, "no-such-token") {
            self.take(act, &attempt.input, &mut taken);
        }
        let within: BTreeSet<String> = self.every_identity().difference(&taken).cloned().collect();
        assert_eq!(within, LOOKED_FOR_WITHIN.map(str::to_owned).into(), "identities that no attempt gives");
    }

    /// What is one's own, with what is somebody else's named in it.
    async fn naming(&self, own: &Own) -> Vec<Naming<'_>> {
        let (stage, stranger) = (self.stage, self.stage.stranger());
        let emmen = stage.party(tests::stage::ELSEWHERE.0);
        let elements = ["INTAKE", "INCOME_PROVISION", "EMPLOYER_SERVICES", "WORK_DEVELOPMENT", "PARTICIPATION"];
        let mut all = Vec::new();
        for contract in [self.things.contract.clone(), stage.contract_id("INK-DAGB").await] {
            let mut terms = stage.terms("INK-DAGB");
            terms["code"] = "NIEUW".into();
            terms["predecessorId"] = contract.clone().into();
            let draft = json!({ "terms": terms, "clientIds": [emmen], "contractorId": stage.party("DAGB") });
            let revise = json!({ "contractId": own.contract, "expectedVersion": 1, "terms": terms });
            let executed = json!([{ "inWords": "x", "contractId": contract }]);
            let arranged = json!({ "municipalityId": emmen, "element": "INTAKE", "role": "POLICY_DIRECTION",
                "executions": executed, "from": "2021-01-01" });
            let elements = elements.map(|element| json!({ "element": element, "executions": executed }));
            let scenario = json!({ "choiceId": own.choice, "code": "S1", "title": "x", "elements": elements });
            all.extend([
                (stranger, "draftContract", draft),
                (stranger, "reviseContract", revise),
                (stranger, "setArrangement", arranged),
                (stranger, "draftScenario", scenario),
            ]);
        }
        let target = self.draft_target().await;
        let closing = json!({ "openPointId": self.things.open_point, "expectedVersion": 1, "targetId": target });
        all.push((stage.account_holder("Assen"), "closeOpenPoint", closing));
        all
    }

    /// A target that Aa en Hunze has written down and not yet proposed.
    async fn draft_target(&self) -> String {
        let theirs = self.stage.account_holder("Aa en Hunze");
        let document =
            "query($id: ID!) { annualCycle(id: $id) { targetSets { municipality { name } targets { id } } } }";
        let sets = theirs.run(document, json!({ "id": self.stage.cycle_id(2021).await })).await;
        let sets = sets.at("/annualCycle/targetSets").as_array().unwrap().clone();
        let own = sets.iter().find(|set| set["municipality"]["name"] == "Aa en Hunze");
        id(own.expect("the targets of Aa en Hunze"), "/targets/0/id")
    }

    /// What is hidden from the account holder of Emmen, and from that of Assen.
    async fn hidden(&self) -> BTreeSet<String> {
        let draft = self.stage.contract_id("INK-DAGB").await;
        BTreeSet::from([self.things.contract.clone(), draft, self.draft_target().await])
    }

    /// Notes which fields of the input of an act hold an identity.
    fn take(&self, act: &str, input: &Value, taken: &mut BTreeSet<String>) {
        let mutations = self.schema.mutations();
        let mutation = mutations.iter().find(|it| name(it) == act).unwrap_or_else(|| panic!("no act {act}"));
        self.take_from(self.schema.input_of(mutation), input, taken);
    }

    fn take_from(&self, of: &Value, input: &Value, taken: &mut BTreeSet<String>) {
        for item in input.as_array().into_iter().flatten() {
            self.take_from(of, item, taken);
        }
        for field in list(&of["inputFields"]) {
            let (value, kind) = (&input[name(&field)], innermost(&field["type"]));
            let is_given = !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty());
            if kind == "ID" && is_given {
                taken.insert(format!("{}.{}", name(of), name(&field)));
            } else if is_given && self.schema.named(&kind)["kind"] == "INPUT_OBJECT" {
                self.take_from(self.schema.named(&kind), value, taken);
            }
        }
    }

    /// Every identity that acts take, by input and field.
    fn every_identity(&self) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let mut inputs: Vec<&Value> = self.schema.mutations().iter().map(|it| self.schema.input_of(it)).collect();
        while let Some(input) = inputs.pop() {
            for field in list(&input["inputFields"]) {
                let kind = innermost(&field["type"]);
                if kind == "ID" {
                    all.insert(format!("{}.{}", name(input), name(&field)));
                } else if self.schema.named(&kind)["kind"] == "INPUT_OBJECT" {
                    inputs.push(self.schema.named(&kind));
                }
            }
        }
        all
    }
}
