//! Years: their dates, what they started from, and the points they must answer.

use chrono::NaiveDate;
use entities::{annual_cycle, consequence, context_line, known_value, open_point};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    convert::{insert_all, known, number, scaled},
    error::{Error, Result},
    party,
    seen::Seen,
};
use crate::{
    clock::IdSource,
    domain::{
        context::{ContextLine, EarlierValue, Suggestion},
        cycle::{Calendar, Cycle, CycleState, Phase},
        ids::{
            ConsequenceId, ContractId, ContractIndicatorId, CycleId, OpenPointId, PartyId, PersonId, ReviewId, TargetId,
        },
        indicator::KnownValue,
        review::Judgement,
        standing::Standing,
        target::{OpenPoint, PointAnswer},
    },
};

/// The years with these ids.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[CycleId]) -> Result<Vec<Cycle>> {
    let keys = ids.iter().map(|id| id.0);
    let rows = annual_cycle::Entity::find().filter(annual_cycle::Column::Id.is_in(keys)).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// The years of these contracts, newest first.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Cycle>> {
    let rows = annual_cycle::Entity::find()
        .filter(annual_cycle::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_desc(annual_cycle::Column::Year)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: annual_cycle::Model) -> Result<Cycle> {
    let no = || Error::Inconsistent { place: "annual_cycle.phase", id: row.id };
    let execution = || row.execution_at.ok_or_else(no);
    let state = match known(Phase::named(&row.phase), "annual_cycle.phase", row.id)? {
        Phase::TargetSetting => CycleState::TargetSetting,
        Phase::Execution => CycleState::Execution { since: execution()? },
        Phase::Review => CycleState::Review { executed_since: execution()?, since: row.review_at.ok_or_else(no)? },
        Phase::Closed => CycleState::Closed {
            executed_since: execution()?,
            reviewed_since: row.review_at.ok_or_else(no)?,
            at: row.closed_at.ok_or_else(no)?,
        },
    };
    Ok(Cycle {
        id: CycleId(row.id),
        contract: ContractId(row.contract_id),
        year: row.year,
        state,
        calendar: Calendar {
            opens_on: row.opens_on,
            proposal_due_on: row.proposal_due_on,
            agreement_due_on: row.agreement_due_on,
            adoption_due_on: row.adoption_due_on,
            annual_report_due_on: row.annual_report_due_on,
            review_due_on: row.review_due_on,
        },
        opened_at: row.opened_at,
        opened_by: PersonId(row.opened_by),
        version: row.version,
    })
}

fn row(it: &Cycle) -> annual_cycle::Model {
    let (execution_at, review_at, closed_at) = match it.state {
        CycleState::TargetSetting => (None, None, None),
        CycleState::Execution { since } => (Some(since), None, None),
        CycleState::Review { executed_since, since } => (Some(executed_since), Some(since), None),
        CycleState::Closed { executed_since, reviewed_since, at } => {
            (Some(executed_since), Some(reviewed_since), Some(at))
        }
    };
    annual_cycle::Model {
        id: it.id.0,
        contract_id: it.contract.0,
        year: it.year,
        phase: it.phase().name().to_owned(),
        opens_on: it.calendar.opens_on,
        proposal_due_on: it.calendar.proposal_due_on,
        agreement_due_on: it.calendar.agreement_due_on,
        adoption_due_on: it.calendar.adoption_due_on,
        annual_report_due_on: it.calendar.annual_report_due_on,
        review_due_on: it.calendar.review_due_on,
        opened_at: it.opened_at,
        opened_by: it.opened_by.0,
        execution_at,
        review_at,
        closed_at,
        version: it.version,
    }
}

/// Keeps a new year.
pub async fn insert(connection: &impl ConnectionTrait, it: &Cycle) -> Result<()> {
    annual_cycle::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps a year that was at version `was`; false when it has moved on since.
pub async fn update(connection: &impl ConnectionTrait, it: &Cycle, was: i64) -> Result<bool> {
    let done = annual_cycle::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(annual_cycle::Column::Id.eq(it.id.0))
        .filter(annual_cycle::Column::Version.eq(was))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

#[derive(Serialize, Deserialize)]
struct StoredEarlier {
    until: NaiveDate,
    value: i64,
    annual: bool,
}

/// Keeps what a year started from.
pub async fn insert_context(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    cycle: CycleId,
    lines: &[ContextLine],
) -> Result<()> {
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        let earlier =
            line.earlier.iter().map(|it| StoredEarlier { until: it.until, value: scaled(it.value), annual: it.annual });
        rows.push(context_line::Model {
            id: ids.next(),
            cycle_id: cycle.0,
            contract_indicator_id: line.indicator.0,
            municipality_id: line.municipality.0,
            earlier: serde_json::to_string(&earlier.collect::<Vec<_>>())?,
            standing: line.standing.map(|(standing, _)| standing.name().to_owned()),
            standing_as_of: line.standing.map(|(_, day)| day),
            judgement: line.reviewed.map(|(_, judgement)| judgement.name().to_owned()),
            review_id: line.reviewed.map(|(review, _)| review.0),
            reference_value: line.reference.map(scaled),
            suggested_value: line.suggested.map(scaled),
            suggestion: line.suggestion.name().to_owned(),
        });
    }
    insert_all::<context_line::Entity, _>(connection, rows).await
}

/// What these years started from.
pub async fn context(connection: &impl ConnectionTrait, cycles: &[CycleId]) -> Result<Vec<(CycleId, ContextLine)>> {
    let rows = context_line::Entity::find()
        .filter(context_line::Column::CycleId.is_in(cycles.iter().map(|id| id.0)))
        .order_by_asc(context_line::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(|row| Ok((CycleId(row.cycle_id), read_context(row)?))).collect()
}

fn read_context(row: context_line::Model) -> Result<ContextLine> {
    let earlier: Vec<StoredEarlier> = serde_json::from_str(&row.earlier)?;
    let earlier = earlier.into_iter();
    let standing = row.standing.as_deref().map(|text| known(Standing::named(text), "context_line.standing", row.id));
    let judgement =
        row.judgement.as_deref().map(|text| known(Judgement::named(text), "context_line.judgement", row.id));
    Ok(ContextLine {
        indicator: ContractIndicatorId(row.contract_indicator_id),
        municipality: PartyId(row.municipality_id),
        earlier: earlier
            .map(|it| EarlierValue { until: it.until, value: number(it.value), annual: it.annual })
            .collect(),
        standing: standing.transpose()?.zip(row.standing_as_of),
        reviewed: row.review_id.map(ReviewId).zip(judgement.transpose()?),
        reference: row.reference_value.map(number),
        suggested: row.suggested_value.map(number),
        suggestion: known(Suggestion::named(&row.suggestion), "context_line.suggestion", row.id)?,
    })
}

/// Keeps the points a year must answer.
pub async fn insert_points(connection: &impl ConnectionTrait, points: &[OpenPoint]) -> Result<()> {
    let rows = points.iter().map(|point| open_point::Model {
        id: point.id.0,
        cycle_id: point.cycle.0,
        municipality_id: point.municipality.id.0,
        consequence_id: point.consequence.0,
        target_id: None,
        closed_reason: None,
        closed_at: None,
        closed_by: None,
        version: point.version,
    });
    insert_all::<open_point::Entity, _>(connection, rows.collect()).await
}

/// The points these years must answer.
pub async fn points(connection: &impl ConnectionTrait, cycles: &[CycleId]) -> Result<Vec<OpenPoint>> {
    let select = open_point::Entity::find()
        .filter(open_point::Column::CycleId.is_in(cycles.iter().map(|id| id.0)))
        .order_by_asc(open_point::Column::Id);
    read_points(connection, select).await
}

/// The point.
pub async fn point(connection: &impl ConnectionTrait, it: &Seen<OpenPointId>) -> Result<Option<OpenPoint>> {
    Ok(read_points(connection, open_point::Entity::find_by_id(it.id().0)).await?.into_iter().next())
}

async fn read_points(
    connection: &impl ConnectionTrait,
    select: sea_orm::Select<open_point::Entity>,
) -> Result<Vec<OpenPoint>> {
    let rows = select.find_also_related(consequence::Entity).all(connection).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = party::names(connection, rows.iter().map(|(row, _)| row.municipality_id)).await?;
    rows.into_iter()
        .map(|(row, consequence)| {
            let answer = match (row.target_id, row.closed_reason, row.closed_by, row.closed_at) {
                (Some(target), ..) => Some(PointAnswer::Target(TargetId(target))),
                (None, Some(reason), Some(by), Some(at)) => Some(PointAnswer::Closed { reason, by: PersonId(by), at }),
                _ => None,
            };
            Ok(OpenPoint {
                id: OpenPointId(row.id),
                cycle: CycleId(row.cycle_id),
                municipality: names.of(row.municipality_id)?,
                consequence: ConsequenceId(row.consequence_id),
                description: consequence.map(|it| it.description).unwrap_or_default(),
                answer,
                version: row.version,
            })
        })
        .collect()
}

/// Keeps how a point was dealt with that was at version `was`; false when it has moved on since.
pub async fn save_answer(connection: &impl ConnectionTrait, point: &OpenPoint, was: i64) -> Result<bool> {
    let (target, reason, by, at) = match &point.answer {
        None => (None, None, None, None),
        Some(PointAnswer::Target(target)) => (Some(target.0), None, None, None),
        Some(PointAnswer::Closed { reason, by, at }) => (None, Some(reason.clone()), Some(by.0), Some(*at)),
    };
    let done = open_point::Entity::update_many()
        .set(open_point::ActiveModel {
            target_id: Set(target),
            closed_reason: Set(reason),
            closed_by: Set(by),
            closed_at: Set(at),
            version: Set(point.version),
            ..Default::default()
        })
        .filter(open_point::Column::Id.eq(point.id.0))
        .filter(open_point::Column::Version.eq(was))
        .exec(connection)
        .await?;
    Ok(done.rows_affected > 0)
}

/// The figures known from before the service, of these indicators, oldest first.
pub async fn known_values(
    connection: &impl ConnectionTrait,
    indicators: &[ContractIndicatorId],
) -> Result<Vec<KnownValue>> {
    let keys: Vec<Uuid> = indicators.iter().map(|id| id.0).collect();
    let rows = known_value::Entity::find()
        .filter(known_value::Column::ContractIndicatorId.is_in(keys))
        .order_by_asc(known_value::Column::Year)
        .all(connection)
        .await?;
    let read = |row: known_value::Model| KnownValue {
        indicator: ContractIndicatorId(row.contract_indicator_id),
        year: row.year,
        value: number(row.value),
        source: row.source,
    };
    Ok(rows.into_iter().map(read).collect())
}
