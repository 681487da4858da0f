//! What was said and decided about a contract since it was adopted or offered.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::NaiveDate;

use crate::{
    domain::{contract, ids::PartyId},
    graphql::{
        enums::{ExtensionAnswer, ExtensionState, TerminationGround},
        scalars::{Date, DateTime},
        types::party::{Municipality, municipality},
    },
};

/// The extension decision (verlengingsbesluit): whether, and on which conditions, to go on.
#[derive(SimpleObject)]
pub struct Extension {
    /// How it stands (stand): open, overdue, or what the clients decided.
    pub state: ExtensionState,
    /// The last day of the term (uiterlijk besluiten op), never a rest day.
    pub due_on: Date,
    /// What each client decided (besluiten).
    pub decisions: Vec<ExtensionDecision>,
}

impl Extension {
    /// How the decision stands on a day, if the contract asks for one.
    pub fn of(it: &contract::Contract, day: NaiveDate) -> Option<Self> {
        let (state, due_on) = (it.extension_state(day)?, it.extension_due_on()?);
        let decisions = it.extensions.iter().map(ExtensionDecision::of).collect();
        Some(Self { state: state.into(), due_on: Date(due_on), decisions })
    }
}

/// What one client decided on going on (besluit over verlenging).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ExtensionDecision {
    #[graphql(skip)]
    client: PartyId,
    /// What it decided (besluit).
    pub answer: ExtensionAnswer,
    /// The new last day (nieuwe einddatum), when it goes on.
    pub until: Option<Date>,
    /// On which conditions (voorwaarden), if on any.
    pub conditions: Option<String>,
    /// The reference of the college's decision (kenmerk).
    pub decision_reference: String,
    /// The day of the decision (datum van het besluit).
    pub decided_on: Date,
    /// When it was recorded (vastgelegd op).
    pub recorded_at: DateTime,
}

#[ComplexObject]
impl ExtensionDecision {
    /// The client (opdrachtgever).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.client).await
    }
}

impl ExtensionDecision {
    fn of(it: &contract::ExtensionDecision) -> Self {
        Self {
            client: it.municipality,
            answer: it.answer.into(),
            until: it.until.map(Date),
            conditions: it.conditions.clone(),
            decision_reference: it.decision_reference.clone(),
            decided_on: Date(it.decided_on),
            recorded_at: DateTime(it.at),
        }
    }
}

/// One client's ending of a contract before its time (beëindiging).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Termination {
    #[graphql(skip)]
    client: PartyId,
    /// The last day on which it holds for the client (laatste dag).
    pub last_day: Date,
    /// The ground (grond).
    pub ground: TerminationGround,
    /// Why (toelichting).
    pub explanation: String,
    /// The reference of the college's decision (kenmerk).
    pub decision_reference: String,
    /// The day of the decision (datum van het besluit).
    pub decided_on: Date,
}

#[ComplexObject]
impl Termination {
    /// The client (opdrachtgever).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.client).await
    }
}

impl Termination {
    /// As the schema shows it.
    pub fn of(it: &contract::Termination) -> Self {
        Self {
            client: it.municipality,
            last_day: Date(it.last_day),
            ground: it.ground.into(),
            explanation: it.explanation.clone(),
            decision_reference: it.decision_reference.clone(),
            decided_on: Date(it.decided_on),
        }
    }
}

/// What the contractor of a unilateral decision said when it was heard (zienswijze).
#[derive(SimpleObject)]
pub struct Hearing {
    /// The remarks (opmerkingen).
    pub remarks: String,
    /// When they were left (gegeven op).
    pub at: DateTime,
}

impl Hearing {
    /// As the schema shows it.
    pub fn of(it: &contract::Hearing) -> Self {
        Self { remarks: it.remarks.clone(), at: DateTime(it.at) }
    }
}
