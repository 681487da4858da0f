//! The acts of governance: arrangements and core values.

mod choice;

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::governance::{self, ExecutionWording, Wording},
    domain::ids::{ArrangementId, ContractId, PartyId},
    graphql::{
        context::asking,
        enums::{ChainElement, ExecutionScale, ExecutionSector, MunicipalRole},
        ids::{Global, parse_optional},
        once::Repeatable,
        scalars::Date,
        types::governance::{Arrangement, CoreValues},
    },
};

pub use choice::ScenarioMutation;

/// One of those who execute an element (uitvoerder): as much as is known, and at least something.
#[derive(InputObject)]
pub struct ExecutionInput {
    /// The party that executes (uitvoerder).
    executor_id: Option<ID>,
    /// The contract (overeenkomst) under which it is executed; the municipality is one of its clients.
    contract_id: Option<ID>,
    /// Who executes, in words (in woorden).
    in_words: Option<String>,
    /// In which sector (publiek, privaat).
    sector: Option<ExecutionSector>,
    /// At which scale (schaal).
    scale: Option<ExecutionScale>,
}

impl ExecutionInput {
    fn wording(self, place: &str) -> async_graphql::Result<ExecutionWording> {
        Ok(ExecutionWording {
            executor: parse_optional::<PartyId>(self.executor_id.as_ref(), &format!("{place}.executorId"))?,
            contract: parse_optional::<ContractId>(self.contract_id.as_ref(), &format!("{place}.contractId"))?,
            in_words: self.in_words,
            sector: self.sector.map(Into::into),
            scale: self.scale.map(Into::into),
        })
    }
}

/// The executions of a list, each named when it names something that is no identity.
fn wordings(given: Vec<ExecutionInput>, place: &str) -> async_graphql::Result<Vec<ExecutionWording>> {
    given.into_iter().enumerate().map(|(index, it)| it.wording(&format!("{place}.{index}"))).collect()
}

/// How an element is arranged from a day (inrichten). What runs ends the day before.
#[derive(InputObject)]
pub struct SetArrangementInput {
    /// The municipality (gemeente).
    municipality_id: ID,
    /// The element of the chain (onderdeel van de keten).
    element: ChainElement,
    /// What the municipality keeps to itself (rol van de gemeente).
    role: MunicipalRole,
    /// Who executes (uitvoering), from one to ten.
    #[graphql(validator(max_items = 50))]
    executions: Vec<ExecutionInput>,
    /// From which day (vanaf).
    from: Date,
    /// The reference of the decision (kenmerk van het besluit), where there is one.
    decision_reference: Option<String>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// The end of an arrangement, with nothing in its place (inrichting beëindigen).
#[derive(InputObject)]
pub struct EndArrangementInput {
    /// The arrangement (inrichting).
    arrangement_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// Its last day (tot en met).
    last_day: Date,
    /// The reference of the decision (kenmerk van het besluit), where there is one.
    decision_reference: Option<String>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// The core values of a municipality (kernwaarden), in place of those it had.
#[derive(InputObject)]
pub struct DefineCoreValuesInput {
    /// The municipality (gemeente).
    municipality_id: ID,
    /// The values in words, in order, each once; at most thirty.
    #[graphql(validator(max_items = 100))]
    values: Vec<String>,
    /// The version that was read; zero while they are not defined.
    expected_version: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(SetArrangementPayload, arrangement: Arrangement, "arranging an element (inrichten)");
payload!(EndArrangementPayload, arrangement: Arrangement, "ending an arrangement (inrichting beëindigen)");
payload!(DefineCoreValuesPayload, core_values: CoreValues, "defining core values (kernwaarden bepalen)");

/// Arrangements and core values.
#[derive(Default)]
pub struct GovernanceMutation;

#[Object]
impl GovernanceMutation {
    /// Arranges an element of the chain from a day (inrichten); what runs ends the day before.
    async fn set_arrangement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which element, how, and from when.")] input: SetArrangementInput,
    ) -> async_graphql::Result<Option<SetArrangementPayload>> {
        let wording = Wording {
            municipality: PartyId::parse(&input.municipality_id, "municipalityId")?,
            element: input.element.into(),
            role: input.role.into(),
            executions: wordings(input.executions, "executions")?,
            from: input.from.0,
            decision_reference: input.decision_reference,
        };
        let done = governance::set_arrangement(asking(ctx)?, wording).await;
        Ok(SetArrangementPayload::of(told(ctx, done).await?))
    }

    /// Ends an arrangement, with nothing in its place (inrichting beëindigen).
    async fn end_arrangement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and its last day.")] input: EndArrangementInput,
    ) -> async_graphql::Result<Option<EndArrangementPayload>> {
        let id = ArrangementId::parse(&input.arrangement_id, "arrangementId")?;
        let (version, last_day) = (input.expected_version.into(), input.last_day.0);
        let reference = input.decision_reference.as_deref();
        let done = governance::end_arrangement(asking(ctx)?, id, version, last_day, reference).await;
        Ok(EndArrangementPayload::of(told(ctx, done).await?))
    }

    /// Defines the core values of a municipality, in place of those it had (kernwaarden bepalen).
    async fn define_core_values(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and which.")] input: DefineCoreValuesInput,
    ) -> async_graphql::Result<Option<DefineCoreValuesPayload>> {
        let municipality = PartyId::parse(&input.municipality_id, "municipalityId")?;
        let version = input.expected_version.into();
        let done = governance::define_core_values(asking(ctx)?, municipality, &input.values, version).await;
        Ok(DefineCoreValuesPayload::of(told(ctx, done).await?))
    }
}
