//! Every act that the service offers, ready to be asked for.

use serde_json::{Value, json};

use crate::actors::Actor;
use crate::client::{Answer, Client};

/// Mutation, the type of its input, and what to ask of its result.
pub const ACTS: &[(&str, &str, &str)] = &[
    ("acceptInvitation", "AcceptInvitationInput", "invitation { id state }"),
    ("acceptReport", "AcceptReportInput", "report { id version state }"),
    ("addCategoryMember", "AddCategoryMemberInput", "category { id name }"),
    ("addParticipant", "AddParticipantInput", "organisation { id name }"),
    ("adoptContract", "AdoptContractInput", "contract { id version state }"),
    ("adoptTargets", "AdoptTargetsInput", "targetSet { id version state }"),
    ("agreeContract", "AgreeContractInput", "contract { id version state }"),
    ("agreeTargets", "AgreeTargetsInput", "targetSet { id version state }"),
    ("amendContract", "AmendContractInput", "amendment { id version code state }"),
    ("cancelReorganisation", "CancelReorganisationInput", "reorganisation { id version state }"),
    ("chooseIndicators", "ChooseIndicatorsInput", "contract { id version state }"),
    ("choosePassword", "ChoosePasswordInput", "person { id name }"),
    ("chooseScenario", "ChooseScenarioInput", "scenario { id version chosen }"),
    ("closeOpenPoint", "CloseOpenPointInput", "openPoint { id version answered }"),
    ("counterTargets", "CounterTargetsInput", "targetSet { id version state }"),
    ("createFramework", "CreatePolicyFrameworkInput", "framework { id goals { id code } }"),
    ("decideExtension", "DecideExtensionInput", "contract { id version state }"),
    ("declineInvitation", "DeclineInvitationInput", "invitation { id state }"),
    ("defineCoreValues", "DefineCoreValuesInput", "coreValues { values version }"),
    ("defineDimension", "DefineDimensionInput", "dimension { id code }"),
    ("defineIndicator", "DefineIndicatorInput", "indicator { id code }"),
    ("defineTask", "DefineTaskInput", "task { id name }"),
    ("dismissFinding", "DismissFindingInput", "dismissal { code reopenedBecause }"),
    ("draftContract", "DraftContractInput", "contract { id version state }"),
    ("draftScenario", "DraftScenarioInput", "scenario { id version code }"),
    ("endArrangement", "EndArrangementInput", "arrangement { id version to }"),
    ("endCategoryMembership", "EndCategoryMembershipInput", "category { id name }"),
    ("endDismissal", "EndDismissalInput", "dismissal { code reopenedBecause }"),
    ("endParticipation", "EndParticipationInput", "organisation { id name }"),
    ("endRole", "EndRoleInput", "person { id name }"),
    ("executeReorganisation", "ExecuteReorganisationInput", "reorganisation { id version state }"),
    ("fillMatrix", "FillMatrixInput", "contract { id version state }"),
    ("fillReport", "FillReportInput", "report { id version state }"),
    ("finaliseReview", "FinaliseReviewInput", "review { id version state }"),
    ("identifyParty", "IdentifyPartyInput", "party { id version }"),
    ("invitePerson", "InvitePersonInput", "invitation { id state }"),
    ("leaveRemarks", "LeaveRemarksInput", "contract { id version state }"),
    ("linkTask", "LinkTaskInput", "task { id goals { id } }"),
    ("offerContract", "OfferContractInput", "contract { id version state }"),
    ("openCycle", "OpenCycleInput", "cycle { id version phase }"),
    ("openGovernanceChoice", "OpenGovernanceChoiceInput", "choice { id code }"),
    ("openReview", "OpenReviewInput", "cycle { id version phase }"),
    ("planReorganisation", "PlanReorganisationInput", "reorganisation { id version state }"),
    ("proposeTargets", "ProposeTargetsInput", "targetSet { id version state }"),
    ("registerMunicipality", "RegisterMunicipalityInput", "municipality { id name }"),
    ("registerOrganisation", "RegisterOrganisationInput", "organisation { id name }"),
    ("removeAttachment", "RemoveAttachmentInput", "contract { id version state }"),
    ("replyToReview", "ReplyToReviewInput", "review { id version state }"),
    ("requestPasswordReset", "RequestPasswordResetInput", "requested"),
    ("resendMail", "ResendMailInput", "mail { id state }"),
    ("returnReport", "ReturnReportInput", "report { id version state }"),
    ("reviseContract", "ReviseContractInput", "contract { id version state }"),
    ("reviseScenario", "ReviseScenarioInput", "scenario { id version title }"),
    ("scoreScenario", "ScoreScenarioInput", "scenario { id version total { sum scored unscored complete } }"),
    ("sendBackContract", "SendBackContractInput", "contract { id version state }"),
    ("sendReviewForReply", "SendReviewForReplyInput", "review { id version state }"),
    ("setArrangement", "SetArrangementInput", "arrangement { id version from to }"),
    ("setTargets", "SetTargetsInput", "targetSet { id version state }"),
    ("submitReport", "SubmitReportInput", "report { id version state }"),
    ("terminateContract", "TerminateContractInput", "contract { id version state }"),
    ("withdrawContract", "WithdrawContractInput", "contract { id version state }"),
    ("withdrawInvitation", "WithdrawInvitationInput", "invitation { id state }"),
    ("writeReview", "WriteReviewInput", "review { id version state }"),
];

/// Those that take no key: nobody is signed in.
const KEYLESS: [&str; 2] = ["choosePassword", "requestPasswordReset"];

/// The document of a mutation: its errors, and enough of its result to go on with.
pub fn document(field: &str) -> String {
    let (_, input, result) =
        ACTS.iter().find(|(name, ..)| *name == field).unwrap_or_else(|| panic!("{field} is no act of ACTS"));
    format!("mutation($input: {input}!) {{ {field}(input: $input) {{ errors {{ code path message }} {result} }} }}")
}

impl Client {
    /// Asks for an act; one who sends everything twice is to get the same answer twice.
    pub async fn act(&self, field: &str, mut input: Value) -> Answer {
        match self.next_key() {
            Some(key) if !KEYLESS.contains(&field) => input["idempotencyKey"] = key.into(),
            _ => return self.run(&document(field), json!({ "input": input })).await,
        }
        let first = self.run(&document(field), json!({ "input": input })).await;
        let second = self.run(&document(field), json!({ "input": input })).await;
        assert_eq!(first.body, second.body, "{field} when it is sent once more: {input}");
        first
    }
}

impl Actor {
    /// Asks for an act.
    pub async fn act(&self, field: &str, input: Value) -> Answer {
        self.client().act(field, input).await
    }

    /// Asks for an act that must succeed; gives its payload.
    pub async fn did(&self, field: &str, input: Value) -> Value {
        self.act(field, input).await.payload(field).clone()
    }
}
