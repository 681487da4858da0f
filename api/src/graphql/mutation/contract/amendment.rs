//! What happens to a contract after it was offered: hearing, amending, extending and ending it.

use async_graphql::{Context, ID, InputObject, Object};

use super::{Contract, payload, which};
use crate::{
    commands::contract::{self, Decided},
    domain::{contract::Plan, ids::PartyId},
    graphql::{
        context::asking,
        enums::{ExtensionAnswer, TerminationGround},
        ids::{Global, parse_all},
        mutation::given::told,
        once::Repeatable,
        scalars::Date,
    },
};

payload!(LeaveRemarksPayload, contract: Contract, "being heard on a unilateral decision (opmerkingen geven)");
payload!(AmendContractPayload, amendment: Contract, "drafting an amendment (wijziging opstellen)");
payload!(DecideExtensionPayload, contract: Contract, "deciding on extension (over verlenging besluiten)");
payload!(TerminateContractPayload, contract: Contract, "ending a contract (beëindigen)");

/// Remarks of the contractor of a unilateral decision (opmerkingen, zienswijze).
#[derive(InputObject)]
pub struct LeaveRemarksInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The remarks (opmerkingen).
    pub remarks: String,
    #[graphql(flatten)]
    once: Repeatable,
}

/// An amendment to draft (wijziging opstellen).
#[derive(InputObject)]
pub struct AmendContractInput {
    /// The contract to amend.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The title of the amendment (titel), by which mail calls it.
    pub title: String,
    /// Why it is made (reden).
    pub reason: String,
    /// The first day on which its text is to hold (van kracht per).
    pub effective_from: Date,
    /// All clients from that day (opdrachtgevers), where they change; those left out leave.
    #[graphql(validator(max_items = 50))]
    pub client_ids: Option<Vec<ID>>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// What a client's college decided on going on (besluit over verlenging).
#[derive(InputObject)]
pub struct DecideExtensionInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// For which client (gemeente).
    pub municipality_id: ID,
    /// What was decided (besluit).
    pub answer: ExtensionAnswer,
    /// The new last day (nieuwe einddatum), when it goes on; the same for every client.
    pub until: Option<Date>,
    /// On which conditions (voorwaarden), with `EXTEND_ON_CONDITIONS`.
    pub conditions: Option<String>,
    /// The reference of the college's decision (kenmerk van het besluit).
    pub decision_reference: String,
    /// The day of the decision (datum van het besluit).
    pub decided_on: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

/// How a client ends a contract before its time (beëindigen).
#[derive(InputObject)]
pub struct TerminateContractInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// For which client (gemeente).
    pub municipality_id: ID,
    /// The last day on which it holds for the client (laatste dag).
    pub last_day: Date,
    /// The ground (grond).
    pub ground: TerminationGround,
    /// Why (toelichting).
    pub explanation: String,
    /// The reference of the college's decision (kenmerk van het besluit).
    pub decision_reference: String,
    /// The day of the decision (datum van het besluit).
    pub decided_on: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

/// What happens to a contract after it was offered.
#[derive(Default)]
pub struct AmendmentMutation;

#[Object]
impl AmendmentMutation {
    /// Leaves remarks on a unilateral decision before it is adopted (opmerkingen geven). The director.
    async fn leave_remarks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and the remarks.")] input: LeaveRemarksInput,
    ) -> async_graphql::Result<Option<LeaveRemarksPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        Ok(LeaveRemarksPayload::of(told(ctx, contract::hear(asking(ctx)?, which, &input.remarks).await).await?))
    }

    /// Drafts an amendment of an adopted contract (wijziging opstellen). It starts as the text that was adopted last,
    /// is revised as a draft is, and is offered, agreed and adopted as a contract is. An account holder of a client.
    async fn amend_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract and the plan of its amendment.")] input: AmendContractInput,
    ) -> async_graphql::Result<Option<AmendContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        let clients = input.client_ids.as_deref().map(|ids| parse_all(ids, "clientIds")).transpose()?;
        let AmendContractInput { title, reason, effective_from, .. } = input;
        let plan = Plan { title, reason, effective_from: effective_from.0, clients: None };
        Ok(AmendContractPayload::of(told(ctx, contract::amend(asking(ctx)?, which, plan, clients).await).await?))
    }

    /// Records what a client's college decided on going on (over verlenging besluiten).
    async fn decide_extension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract, the client and the decision.")] input: DecideExtensionInput,
    ) -> async_graphql::Result<Option<DecideExtensionPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        let decided = Decided {
            municipality: PartyId::parse(&input.municipality_id, "municipalityId")?,
            reference: input.decision_reference,
            on: input.decided_on.0,
        };
        let extension = contract::Extension {
            answer: input.answer.into(),
            until: input.until.map(|day| day.0),
            conditions: input.conditions,
        };
        let done = contract::decide_extension(asking(ctx)?, which, decided, extension).await;
        Ok(DecideExtensionPayload::of(told(ctx, done).await?))
    }

    /// Ends a contract before its time for one client (beëindigen); when every client has, it is terminated.
    async fn terminate_contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract, the client and the decision.")] input: TerminateContractInput,
    ) -> async_graphql::Result<Option<TerminateContractPayload>> {
        let which = which(&input.contract_id, input.expected_version)?;
        let decided = Decided {
            municipality: PartyId::parse(&input.municipality_id, "municipalityId")?,
            reference: input.decision_reference,
            on: input.decided_on.0,
        };
        let ending = contract::Ending {
            last_day: input.last_day.0,
            ground: input.ground.into(),
            explanation: input.explanation,
        };
        let done = contract::terminate(asking(ctx)?, which, decided, ending).await;
        Ok(TerminateContractPayload::of(told(ctx, done).await?))
    }
}
