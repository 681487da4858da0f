//! Every act that the service offers, ready to be asked for.

use serde_json::{Value, json};

use crate::actors::Actor;
use crate::client::{Answer, Client};

/// Mutation, the type of its input, and what to ask of its result.
pub const ACTS: &[(&str, &str, &str)] = &[
    ("acceptReport", "AcceptReportInput", "report { id version state }"),
    ("addParticipant", "AddParticipantInput", "organisation { id name }"),
    ("adoptContract", "AdoptContractInput", "contract { id version state }"),
    ("adoptTargets", "AdoptTargetsInput", "targetSet { id version state }"),
    ("agreeContract", "AgreeContractInput", "contract { id version state }"),
    ("agreeTargets", "AgreeTargetsInput", "targetSet { id version state }"),
    ("chooseIndicators", "ChooseIndicatorsInput", "contract { id version state }"),
    ("choosePassword", "ChoosePasswordInput", "person { id name }"),
    ("closeOpenPoint", "CloseOpenPointInput", "openPoint { id answered }"),
    ("counterTargets", "CounterTargetsInput", "targetSet { id version state }"),
    ("createFramework", "CreatePolicyFrameworkInput", "framework { id goals { id code } }"),
    ("defineDimension", "DefineDimensionInput", "dimension { id code }"),
    ("defineIndicator", "DefineIndicatorInput", "indicator { id code }"),
    ("defineTask", "DefineTaskInput", "task { id name }"),
    ("draftContract", "DraftContractInput", "contract { id version state }"),
    ("endRole", "EndRoleInput", "person { id name }"),
    ("fillMatrix", "FillMatrixInput", "contract { id version state }"),
    ("fillReport", "FillReportInput", "report { id version state }"),
    ("finaliseReview", "FinaliseReviewInput", "review { id version state }"),
    ("invitePerson", "InvitePersonInput", "person { id name }"),
    ("offerContract", "OfferContractInput", "contract { id version state }"),
    ("openCycle", "OpenCycleInput", "cycle { id version phase }"),
    ("openReview", "OpenReviewInput", "cycle { id version phase }"),
    ("proposeTargets", "ProposeTargetsInput", "targetSet { id version state }"),
    ("registerMunicipality", "RegisterMunicipalityInput", "municipality { id name }"),
    ("registerOrganisation", "RegisterOrganisationInput", "organisation { id name }"),
    ("replyToReview", "ReplyToReviewInput", "review { id version state }"),
    ("requestPasswordReset", "RequestPasswordResetInput", "requested"),
    ("returnReport", "ReturnReportInput", "report { id version state }"),
    ("reviseContract", "ReviseContractInput", "contract { id version state }"),
    ("sendBackContract", "SendBackContractInput", "contract { id version state }"),
    ("sendReviewForReply", "SendReviewForReplyInput", "review { id version state }"),
    ("setTargets", "SetTargetsInput", "targetSet { id version state }"),
    ("submitReport", "SubmitReportInput", "report { id version state }"),
    ("withdrawContract", "WithdrawContractInput", "contract { id version state }"),
    ("writeReview", "WriteReviewInput", "review { id version state }"),
];

/// The document of a mutation: its errors, and enough of its result to go on with.
pub fn document(field: &str) -> String {
    let (_, input, result) =
        ACTS.iter().find(|(name, ..)| *name == field).unwrap_or_else(|| panic!("{field} is no act of ACTS"));
    format!("mutation($input: {input}!) {{ {field}(input: $input) {{ errors {{ code path message }} {result} }} }}")
}

impl Client {
    /// Asks for an act.
    pub async fn act(&self, field: &str, input: Value) -> Answer {
        self.run(&document(field), json!({ "input": input })).await
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
