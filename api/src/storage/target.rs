//! Targets with every step of their talks.

use entities::{target, target_set, target_step};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    convert::{insert_all, known, number, position, scaled},
    error::{Error, Result},
    party,
    seen::Seen,
};
use crate::{
    clock::IdSource,
    domain::{
        contract::Adoption,
        ids::{ContractIndicatorId, CycleId, PersonId, ReviewId, TargetId, TargetSetId},
        target::{
            Aim, PreviousResult, Reasoning, Side, Step, StepAct, Target, TargetKind, TargetSet, TargetSetStage,
            TargetSetState, TargetState,
        },
    },
};

/// How "no target" is spelled where a kind stands.
const NO_TARGET: &str = "NONE";

/// The set.
pub async fn by_id(connection: &impl ConnectionTrait, it: &Seen<TargetSetId>) -> Result<Option<TargetSet>> {
    let rows = target_set::Entity::find_by_id(it.id().0).all(connection).await?;
    Ok(assemble(connection, rows).await?.into_iter().next())
}

/// The sets of these years.
pub async fn of_cycles(connection: &impl ConnectionTrait, cycles: &[CycleId]) -> Result<Vec<TargetSet>> {
    let rows = target_set::Entity::find()
        .filter(target_set::Column::CycleId.is_in(cycles.iter().map(|id| id.0)))
        .order_by_asc(target_set::Column::Id)
        .all(connection)
        .await?;
    assemble(connection, rows).await
}

async fn assemble(connection: &impl ConnectionTrait, rows: Vec<target_set::Model>) -> Result<Vec<TargetSet>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let targets = target::Entity::find()
        .filter(target::Column::TargetSetId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(target::Column::Position)
        .all(connection)
        .await?;
    let steps = target_step::Entity::find()
        .filter(target_step::Column::TargetId.is_in(targets.iter().map(|row| row.id)))
        .order_by_asc(target_step::Column::Seq)
        .all(connection)
        .await?;
    let names = party::names(connection, rows.iter().map(|row| row.municipality_id)).await?;
    rows.into_iter()
        .map(|row| {
            let own = targets.iter().filter(|target| target.target_set_id == row.id);
            Ok(TargetSet {
                id: TargetSetId(row.id),
                cycle: CycleId(row.cycle_id),
                municipality: names.of(row.municipality_id)?,
                targets: own.map(|target| read_target(target, &steps)).collect::<Result<_>>()?,
                state: state(&row)?,
                version: row.version,
            })
        })
        .collect()
}

fn state(row: &target_set::Model) -> Result<TargetSetState> {
    let no = |place| Error::Inconsistent { place, id: row.id };
    let proposed_at = || row.proposed_at.ok_or_else(|| no("target_set.proposed_at"));
    let agreed_at = || row.agreed_at.ok_or_else(|| no("target_set.agreed_at"));
    Ok(match known(TargetSetStage::named(&row.state), "target_set.state", row.id)? {
        TargetSetStage::Draft => TargetSetState::Draft,
        TargetSetStage::Proposed => TargetSetState::Proposed { at: proposed_at()? },
        TargetSetStage::Agreed => TargetSetState::Agreed { proposed_at: proposed_at()?, at: agreed_at()? },
        TargetSetStage::Adopted => {
            let decision = (row.decision_reference.clone(), row.decided_on, row.adopted_at, row.adopted_by);
            let (Some(decision_reference), Some(decided_on), Some(at), Some(by)) = decision else {
                return Err(no("target_set.decision_reference"));
            };
            let adoption = Adoption { decision_reference, decided_on, at, by: PersonId(by) };
            TargetSetState::Adopted { proposed_at: proposed_at()?, agreed_at: agreed_at()?, adoption }
        }
    })
}

fn read_target(row: &target::Model, steps: &[target_step::Model]) -> Result<Target> {
    let own = steps.iter().filter(|step| step.target_id == row.id);
    let previous = match row.previous_review_id {
        Some(review) => PreviousResult::Reviewed(ReviewId(review)),
        None => PreviousResult::None { because: row.previous_result.clone().unwrap_or_default() },
    };
    Ok(Target {
        id: TargetId(row.id),
        indicator: ContractIndicatorId(row.contract_indicator_id),
        aim: aim(&row.kind, row.value, row.no_target_reason.as_ref(), row.id)?,
        reasoning: Reasoning {
            labour_market: row.labour_market.clone(),
            target_groups: row.target_groups.clone(),
            previous,
        },
        state: known(TargetState::named(&row.state), "target.state", row.id)?,
        steps: own.map(read_step).collect::<Result<_>>()?,
    })
}

fn read_step(row: &target_step::Model) -> Result<Step> {
    Ok(Step {
        act: known(StepAct::named(&row.act), "target_step.act", row.id)?,
        side: known(Side::named(&row.side), "target_step.side", row.id)?,
        aim: aim(&row.kind, row.value, row.no_target_reason.as_ref(), row.id)?,
        reason: row.reason.clone(),
        by: PersonId(row.by_id),
        at: row.at,
    })
}

fn aim(kind: &str, value: Option<i64>, because: Option<&String>, id: Uuid) -> Result<Aim> {
    if kind == NO_TARGET {
        return Ok(Aim::NoTarget { because: because.cloned().unwrap_or_default() });
    }
    let kind = known(TargetKind::named(kind), "target.kind", id)?;
    Ok(Aim::Value { kind, value: known(value.map(number), "target.value", id)? })
}

fn stored(aim: &Aim) -> (String, Option<i64>, Option<String>) {
    match aim {
        Aim::Value { kind, value } => (kind.name().to_owned(), Some(scaled(*value)), None),
        Aim::NoTarget { because } => (NO_TARGET.to_owned(), None, Some(because.clone())),
    }
}

/// Keeps new, empty sets.
pub async fn insert(connection: &impl ConnectionTrait, sets: &[TargetSet]) -> Result<()> {
    insert_all::<target_set::Entity, _>(connection, sets.iter().map(row).collect()).await
}

/// Keeps a set that was at version `was`, with its targets and new steps; false when it has moved on since.
pub async fn update(connection: &impl ConnectionTrait, ids: &IdSource, it: &TargetSet, was: i64) -> Result<bool> {
    let done = target_set::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(target_set::Column::Id.eq(it.id.0))
        .filter(target_set::Column::Version.eq(was))
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    if matches!(it.state, TargetSetState::Adopted { .. }) {
        return Ok(true);
    }
    let kept: Vec<Uuid> = target::Entity::find()
        .filter(target::Column::TargetSetId.eq(it.id.0))
        .all(connection)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let rows = it.targets.iter().enumerate().map(|(index, target)| target_row(it, index, target));
    let (old, new): (Vec<_>, Vec<_>) = rows.partition(|row| kept.contains(&row.id));
    insert_all::<target::Entity, _>(connection, new).await?;
    if !old.is_empty() {
        upsert(connection, old).await?;
    }
    insert_new_steps(connection, ids, it).await?;
    Ok(true)
}

/// Rewrites targets in one statement, keeping their identity: steps and open points refer to it.
async fn upsert(connection: &impl ConnectionTrait, rows: Vec<target::Model>) -> Result<()> {
    use target::Column as C;
    let columns = [
        C::State,
        C::Kind,
        C::Value,
        C::NoTargetReason,
        C::LabourMarket,
        C::TargetGroups,
        C::PreviousResult,
        C::PreviousReviewId,
        C::Position,
    ];
    let conflict = sea_orm::sea_query::OnConflict::column(C::Id).update_columns(columns).to_owned();
    target::Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(conflict)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Steps are only ever added: those already kept are recognised by their number.
async fn insert_new_steps(connection: &impl ConnectionTrait, ids: &IdSource, it: &TargetSet) -> Result<()> {
    let kept = target_step::Entity::find()
        .filter(target_step::Column::TargetId.is_in(it.targets.iter().map(|target| target.id.0)))
        .all(connection)
        .await?;
    let mut rows = Vec::new();
    for target in &it.targets {
        let before = kept.iter().filter(|row| row.target_id == target.id.0).count();
        for (index, step) in target.steps.iter().enumerate().skip(before) {
            let (kind, value, no_target_reason) = stored(&step.aim);
            rows.push(target_step::Model {
                id: ids.next(),
                target_id: target.id.0,
                seq: position(index),
                act: step.act.name().to_owned(),
                side: step.side.name().to_owned(),
                kind,
                value,
                no_target_reason,
                reason: step.reason.clone(),
                by_id: step.by.0,
                at: step.at,
            });
        }
    }
    insert_all::<target_step::Entity, _>(connection, rows).await
}

fn row(it: &TargetSet) -> target_set::Model {
    let (proposed_at, agreed_at, adoption) = match &it.state {
        TargetSetState::Draft => (None, None, None),
        TargetSetState::Proposed { at } => (Some(*at), None, None),
        TargetSetState::Agreed { proposed_at, at } => (Some(*proposed_at), Some(*at), None),
        TargetSetState::Adopted { proposed_at, agreed_at, adoption } => {
            (Some(*proposed_at), Some(*agreed_at), Some(adoption))
        }
    };
    target_set::Model {
        id: it.id.0,
        cycle_id: it.cycle.0,
        municipality_id: it.municipality.id.0,
        state: it.state.stage().name().to_owned(),
        proposed_at,
        agreed_at,
        decision_reference: adoption.map(|it| it.decision_reference.clone()),
        decided_on: adoption.map(|it| it.decided_on),
        adopted_at: adoption.map(|it| it.at),
        adopted_by: adoption.map(|it| it.by.0),
        version: it.version,
    }
}

fn target_row(set: &TargetSet, index: usize, it: &Target) -> target::Model {
    let (kind, value, no_target_reason) = stored(&it.aim);
    let (previous_result, previous_review_id) = match &it.reasoning.previous {
        PreviousResult::Reviewed(review) => (None, Some(review.0)),
        PreviousResult::None { because } => (Some(because.clone()), None),
    };
    target::Model {
        id: it.id.0,
        target_set_id: set.id.0,
        contract_indicator_id: it.indicator.0,
        state: it.state.name().to_owned(),
        kind,
        value,
        no_target_reason,
        labour_market: it.reasoning.labour_market.clone(),
        target_groups: it.reasoning.target_groups.clone(),
        previous_result,
        previous_review_id,
        position: position(index),
    }
}
