//! Steps in the talks about a target.

use async_graphql::{ComplexObject, Context, SimpleObject};

use crate::{
    domain::{self, target::Aim},
    graphql::{
        enums::{Side, StepAct},
        scalars::{DateTime, Decimal},
        types::person::{Person, person},
    },
};

/// One step in the talks about a target (stap in het overleg).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct TargetStep {
    /// What was done.
    pub act: StepAct,
    /// By which side (kant).
    pub side: Side,
    /// What then stood on the table (streefwaarde).
    pub value: Option<Decimal>,
    /// Why there was no target (geen streefwaarde, want).
    pub no_target_because: Option<String>,
    /// Why, for a counter-proposal (reden).
    pub reason: Option<String>,
    /// When.
    pub at: DateTime,
    #[graphql(skip)]
    by_id: domain::ids::PersonId,
}

impl TargetStep {
    /// A step as the schema shows it.
    pub fn of(it: &domain::target::Step) -> Self {
        Self {
            act: it.act.into(),
            side: it.side.into(),
            value: value(&it.aim),
            no_target_because: because(&it.aim).cloned(),
            reason: it.reason.clone(),
            at: DateTime(it.at),
            by_id: it.by,
        }
    }
}

#[ComplexObject]
impl TargetStep {
    /// By whom.
    async fn by(&self, ctx: &Context<'_>) -> async_graphql::Result<Person> {
        person(ctx, self.by_id).await
    }
}

/// What is aimed at.
pub fn value(aim: &Aim) -> Option<Decimal> {
    match aim {
        Aim::Value { value, .. } => Some(Decimal(*value)),
        Aim::NoTarget { .. } => None,
    }
}

/// Why nothing is aimed at.
pub fn because(aim: &Aim) -> Option<&String> {
    match aim {
        Aim::Value { .. } => None,
        Aim::NoTarget { because } => Some(because),
    }
}
