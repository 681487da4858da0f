//! The clients of a contract.

use async_graphql::{ComplexObject, Context, SimpleObject};

use crate::{
    domain::{self, contract},
    graphql::{
        scalars::{Date, DateTime},
        types::party::{Municipality, municipality},
    },
};

/// One client (opdrachtgever) of a contract, with its adoption.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ContractClient {
    #[graphql(skip)]
    id: domain::ids::PartyId,
    /// The reference of the college's decision (kenmerk van het besluit), once it has adopted.
    pub decision_reference: Option<String>,
    /// The day of the decision (datum van het besluit).
    pub decided_on: Option<Date>,
    /// When the adoption was recorded (vastgesteld op).
    pub adopted_at: Option<DateTime>,
    /// From which day it takes part (neemt deel vanaf), where that is later than the contract's first day.
    pub since: Option<Date>,
    /// The last day on which it takes part (neemt deel tot en met), where that is before the contract's last day.
    pub until: Option<Date>,
}

#[ComplexObject]
impl ContractClient {
    /// The municipality (gemeente).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Municipality> {
        municipality(ctx, self.id).await
    }
}

impl ContractClient {
    /// The client with its adoption.
    pub fn of(it: &contract::Client) -> Self {
        let adoption = it.adoption.as_ref();
        Self {
            id: it.municipality.id,
            decision_reference: adoption.map(|adoption| adoption.decision_reference.clone()),
            decided_on: adoption.map(|adoption| Date(adoption.decided_on)),
            adopted_at: adoption.map(|adoption| DateTime(adoption.at)),
            since: it.since.map(Date),
            until: it.until.map(Date),
        }
    }
}
