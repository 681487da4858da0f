//! The acts of target setting.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::target::{self, Closing, Which, Wording},
    domain::{
        ids::{ContractIndicatorId, OpenPointId, ReviewId, TargetId, TargetSetId},
        target::{Aim, CounterProposal, PreviousResult, Reasoning},
    },
    graphql::{
        context::asking,
        enums::TargetKind,
        errors::bad_input,
        ids::{Global, parse_all, parse_optional},
        once::Repeatable,
        scalars::{Date, Decimal},
        types::target::{OpenPoint, TargetSet},
    },
};

/// A target as written down (streefwaarde): a kind with a value, or why there is none.
#[derive(InputObject)]
pub struct TargetInput {
    /// For which indicator of the contract.
    indicator_id: ID,
    /// Of what kind (soort); with a value.
    kind: Option<TargetKind>,
    /// What is aimed at (streefwaarde).
    value: Option<Decimal>,
    /// Why there is no target (geen streefwaarde, want); instead of a value.
    no_target_because: Option<String>,
    /// The reasoning from the labour market (arbeidsmarkt).
    #[graphql(default)]
    labour_market: String,
    /// The reasoning from the size and nature of the groups (doelgroepen).
    #[graphql(default)]
    target_groups: String,
    /// The reviewed result of the year before (beoordeeld resultaat).
    previous_review_id: Option<ID>,
    /// Why no reviewed result is linked (geen eerder resultaat, want); instead of a review.
    no_previous_result_because: Option<String>,
}

/// Targets to write down (streefwaarden invullen). Those of other indicators stay as they are.
#[derive(InputObject)]
pub struct SetTargetsInput {
    /// The targets of a municipality.
    target_set_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The targets.
    #[graphql(validator(max_items = 60))]
    targets: Vec<TargetInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Targets to propose (voorstellen).
#[derive(InputObject)]
pub struct ProposeTargetsInput {
    /// The targets of a municipality.
    target_set_id: ID,
    /// The version that was read.
    expected_version: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Another aim for a target (tegenvoorstel).
#[derive(InputObject)]
pub struct CounterProposalInput {
    /// Which target.
    target_id: ID,
    /// Of what kind (soort); with a value.
    kind: Option<TargetKind>,
    /// What is aimed at instead (streefwaarde).
    value: Option<Decimal>,
    /// Why there should be no target (geen streefwaarde, want); instead of a value.
    no_target_because: Option<String>,
    /// Why (reden).
    reason: String,
}

/// Targets to counter (tegenvoorstel doen).
#[derive(InputObject)]
pub struct CounterTargetsInput {
    /// The targets of a municipality.
    target_set_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What is put on the table instead.
    #[graphql(validator(max_items = 60))]
    counter_proposals: Vec<CounterProposalInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Targets to agree with (instemmen).
#[derive(InputObject)]
pub struct AgreeTargetsInput {
    /// The targets of a municipality.
    target_set_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// Which of them.
    #[graphql(validator(max_items = 60))]
    target_ids: Vec<ID>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Targets to adopt (vaststellen).
#[derive(InputObject)]
pub struct AdoptTargetsInput {
    /// The targets of a municipality.
    target_set_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The reference of the college's decision (kenmerk van het besluit).
    decision_reference: String,
    /// The day of the decision (datum van het besluit).
    decided_on: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

/// How a point left open by a review is dealt with (openstaand punt afhandelen): by a target, or with a reason.
#[derive(InputObject)]
pub struct CloseOpenPointInput {
    /// The point.
    open_point_id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The target that answers it.
    target_id: Option<ID>,
    /// Why it is closed (reden); instead of a target.
    reason: Option<String>,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(SetTargetsPayload, target_set: TargetSet, "writing down targets (streefwaarden invullen)");
payload!(ProposeTargetsPayload, target_set: TargetSet, "proposing targets (voorstellen)");
payload!(CounterTargetsPayload, target_set: TargetSet, "countering targets (tegenvoorstel doen)");
payload!(AgreeTargetsPayload, target_set: TargetSet, "agreeing with targets (instemmen)");
payload!(AdoptTargetsPayload, target_set: TargetSet, "adopting targets (vaststellen)");
payload!(CloseOpenPointPayload, open_point: OpenPoint, "dealing with an open point (openstaand punt afhandelen)");

fn which(id: &ID, expected_version: i32) -> async_graphql::Result<Which> {
    Ok(Which { id: TargetSetId::parse(id, "targetSetId")?, expected_version: expected_version.into() })
}

fn aim(
    kind: Option<TargetKind>,
    value: Option<Decimal>,
    because: Option<String>,
    field: &str,
) -> async_graphql::Result<Aim> {
    match (kind, value, because) {
        (Some(kind), Some(value), None) => Ok(Aim::Value { kind: kind.into(), value: value.0 }),
        (None, None, Some(because)) => Ok(Aim::NoTarget { because }),
        _ => Err(bad_input(format!("{field}: kind and value together, or noTargetBecause alone"), field)),
    }
}

fn wording((index, it): (usize, TargetInput)) -> async_graphql::Result<Wording> {
    let field = |name: &str| format!("targets.{index}.{name}");
    let review: Option<ReviewId> = parse_optional(it.previous_review_id.as_ref(), &field("previousReviewId"))?;
    let previous = match (review, it.no_previous_result_because) {
        (Some(review), None) => PreviousResult::Reviewed(review),
        (None, because) => PreviousResult::None { because: because.unwrap_or_default() },
        (Some(_), Some(_)) => {
            let message = format!("targets.{index}: a review, or why there is none, not both");
            return Err(bad_input(message, &field("noPreviousResultBecause")));
        }
    };
    Ok(Wording {
        indicator: ContractIndicatorId::parse(&it.indicator_id, &field("indicatorId"))?,
        aim: aim(it.kind, it.value, it.no_target_because, &field("value"))?,
        reasoning: Reasoning { labour_market: it.labour_market, target_groups: it.target_groups, previous },
    })
}

/// Targets.
#[derive(Default)]
pub struct TargetMutation;

#[Object]
impl TargetMutation {
    /// Writes down targets (streefwaarden invullen). The municipality's account holder.
    async fn set_targets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The targets.")] input: SetTargetsInput,
    ) -> async_graphql::Result<Option<SetTargetsPayload>> {
        let which = which(&input.target_set_id, input.expected_version)?;
        let targets = input.targets.into_iter().enumerate().map(wording).collect::<async_graphql::Result<_>>()?;
        Ok(SetTargetsPayload::of(told(ctx, target::set(asking(ctx)?, which, targets).await).await?))
    }

    /// Proposes a complete set of targets to the contractor (voorstellen). The municipality's account holder.
    async fn propose_targets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The targets.")] input: ProposeTargetsInput,
    ) -> async_graphql::Result<Option<ProposeTargetsPayload>> {
        let which = which(&input.target_set_id, input.expected_version)?;
        Ok(ProposeTargetsPayload::of(told(ctx, target::propose(asking(ctx)?, which).await).await?))
    }

    /// Counters targets that are before the viewer's side (tegenvoorstel doen).
    async fn counter_targets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The counter-proposals.")] input: CounterTargetsInput,
    ) -> async_graphql::Result<Option<CounterTargetsPayload>> {
        let which = which(&input.target_set_id, input.expected_version)?;
        let counter = |(index, it): (usize, CounterProposalInput)| {
            let field = |name: &str| format!("counterProposals.{index}.{name}");
            let target = TargetId::parse(&it.target_id, &field("targetId"))?;
            let aim = aim(it.kind, it.value, it.no_target_because, &field("value"))?;
            Ok(CounterProposal { target, aim, reason: it.reason })
        };
        let counters: async_graphql::Result<Vec<_>> =
            input.counter_proposals.into_iter().enumerate().map(counter).collect();
        Ok(CounterTargetsPayload::of(told(ctx, target::counter(asking(ctx)?, which, counters?).await).await?))
    }

    /// Agrees with targets that are before the viewer's side (instemmen).
    async fn agree_targets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The targets.")] input: AgreeTargetsInput,
    ) -> async_graphql::Result<Option<AgreeTargetsPayload>> {
        let which = which(&input.target_set_id, input.expected_version)?;
        let targets = parse_all(&input.target_ids, "targetIds")?;
        Ok(AgreeTargetsPayload::of(told(ctx, target::agree(asking(ctx)?, which, targets).await).await?))
    }

    /// Adopts the agreed targets with the college's decision (vaststellen). With the last client they are fixed.
    async fn adopt_targets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The targets and the decision.")] input: AdoptTargetsInput,
    ) -> async_graphql::Result<Option<AdoptTargetsPayload>> {
        let which = which(&input.target_set_id, input.expected_version)?;
        let done = target::adopt(asking(ctx)?, which, &input.decision_reference, input.decided_on.0).await;
        Ok(AdoptTargetsPayload::of(told(ctx, done).await?))
    }

    /// Deals with a point left open by a review (openstaand punt afhandelen). The municipality's account holder.
    async fn close_open_point(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The point, and how it is dealt with.")] input: CloseOpenPointInput,
    ) -> async_graphql::Result<Option<CloseOpenPointPayload>> {
        let id = OpenPointId::parse(&input.open_point_id, "openPointId")?;
        let target: Option<TargetId> = parse_optional(input.target_id.as_ref(), "targetId")?;
        let closing = match (target, input.reason) {
            (Some(target), None) => Closing::ByTarget(target),
            (None, Some(reason)) => Closing::WithReason(reason),
            _ => return Err(bad_input("targetId: a target, or a reason, not both", "targetId")),
        };
        let done = target::close_point(asking(ctx)?, id, input.expected_version.into(), closing).await;
        Ok(CloseOpenPointPayload::of(told(ctx, done).await?))
    }
}
