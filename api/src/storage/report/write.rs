//! Writing reports.

use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, QuerySelect};
use serde_json::{Value as Json, json};

use super::content::next;
use super::{
    ColumnTrait, ConnectionTrait, EntityTrait, Figure, FigureStatus, IdSource, IntoActiveModel, Occasion, Part,
    PartKind, QueryFilter, Report, ReportState, Result, Value, cooperation_account, insert_all, report,
    report_handling, report_return, report_value, report_version, scaled, self_assessment,
};
use crate::domain::{contract::By, contract::Contract, target::TargetSet};

/// Keeps new, expected reports.
pub async fn insert(connection: &impl ConnectionTrait, ids: &IdSource, reports: &[Report]) -> Result<()> {
    insert_all::<report::Entity, _>(connection, reports.iter().map(row).collect()).await?;
    let handlings = reports.iter().flat_map(|it| handling_rows(ids, it)).collect();
    insert_all::<report_handling::Entity, _>(connection, handlings).await
}

/// Keeps a report, with its working copy, that was at version `was`; false when it has moved on since. What was
/// submitted before stays as it was.
pub async fn update(connection: &impl ConnectionTrait, ids: &IdSource, it: &Report, was: i64) -> Result<bool> {
    let mut row = row(it).into_active_model().reset_all();
    if it.state.stage().is_draft() {
        row.explanation = NotSet;
    }
    let done = report::Entity::update_many()
        .set(row)
        .filter(report::Column::Id.eq(it.id.0))
        .filter(report::Column::Version.eq(was))
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    if it.state.stage().is_draft() {
        save_content(connection, ids, it).await?;
    }
    report_handling::Entity::delete_many()
        .filter(report_handling::Column::ReportId.eq(it.id.0))
        .exec(connection)
        .await?;
    insert_all::<report_handling::Entity, _>(connection, handling_rows(ids, it)).await?;
    let kept: u64 = sea_orm::PaginatorTrait::count(
        report_return::Entity::find().filter(report_return::Column::ReportId.eq(it.id.0)),
        connection,
    )
    .await?;
    let new = it.returns.iter().skip(usize::try_from(kept).unwrap_or(usize::MAX));
    insert_all::<report_return::Entity, _>(connection, new.map(|new| return_row(ids, it, new)).collect()).await?;
    Ok(true)
}

async fn save_content(connection: &impl ConnectionTrait, ids: &IdSource, it: &Report) -> Result<()> {
    report_value::Entity::delete_many()
        .filter(report_value::Column::ReportId.eq(it.id.0))
        .filter(report_value::Column::Submission.eq(next(it)))
        .exec(connection)
        .await?;
    insert_all::<report_value::Entity, _>(
        connection,
        it.values.iter().map(|value| value_row(ids, it, value)).collect(),
    )
    .await?;
    cooperation_account::Entity::delete_many()
        .filter(cooperation_account::Column::ReportId.eq(it.id.0))
        .filter(cooperation_account::Column::Submission.eq(next(it)))
        .exec(connection)
        .await?;
    let accounts = it.accounts.iter().map(|account| cooperation_account::Model {
        id: ids.next(),
        report_id: it.id.0,
        submission: next(it),
        partner_id: account.partner.0,
        judgement: account.judgement.name().to_owned(),
        text: account.text.clone(),
    });
    insert_all::<cooperation_account::Entity, _>(connection, accounts.collect()).await?;
    self_assessment::Entity::delete_many()
        .filter(self_assessment::Column::ReportId.eq(it.id.0))
        .filter(self_assessment::Column::Submission.eq(next(it)))
        .exec(connection)
        .await?;
    let assessments = it.assessments.iter().map(|assessment| self_assessment::Model {
        id: ids.next(),
        report_id: it.id.0,
        submission: next(it),
        goal_id: assessment.goal.0,
        judgement: assessment.judgement.name().to_owned(),
        reasoning: assessment.reasoning.clone(),
    });
    insert_all::<self_assessment::Entity, _>(connection, assessments.collect()).await
}

/// Freezes the report as it is, with the matrix, definitions and targets it was made under.
pub async fn freeze(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Report,
    under: (&Contract, &[TargetSet]),
    occasion: Occasion,
    by: By,
) -> Result<()> {
    let versions = report_version::Entity::find()
        .select_only()
        .column_as(report_version::Column::Number.max(), "number")
        .filter(report_version::Column::ReportId.eq(it.id.0));
    let last: Option<Option<i32>> = versions.into_tuple().one(connection).await?;
    let facts = |facts: crate::domain::event::Facts| Json::from_iter(facts);
    let (contract, targets) = under;
    let targets: Vec<Json> = targets.iter().map(|set| facts(set.facts())).collect();
    let content = json!({ "report": facts(it.facts()), "contract": facts(contract.facts()), "targets": targets });
    let row = report_version::Model {
        id: ids.next(),
        report_id: it.id.0,
        number: last.flatten().unwrap_or_default() + 1,
        occasion: occasion.name().to_owned(),
        content: content.to_string(),
        taken_by: by.person.0,
        taken_at: by.at,
    };
    report_version::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

fn row(it: &Report) -> report::Model {
    let submission = it.state.submission();
    let accepted_at = match it.state {
        ReportState::Accepted { at, .. } => Some(at),
        _ => None,
    };
    report::Model {
        id: it.id.0,
        cycle_id: it.cycle.0,
        number: it.number,
        annual: it.annual,
        period_start: it.period.from,
        period_end: it.period.to,
        due_on: it.due_on,
        closes_on: it.closes_on,
        state: it.state.stage().name().to_owned(),
        explanation: it.explanation.clone(),
        draft_explanation: it.state.stage().is_draft().then(|| it.explanation.clone()),
        submission: it.submissions,
        submitted_at: submission.map(|it| it.at),
        submitted_by: submission.map(|it| it.by.0),
        accepted_at,
        version: it.version,
        shared_version: it.shared_version,
    }
}

fn value_row(ids: &IdSource, report: &Report, it: &Value) -> report_value::Model {
    let (status, number, denominator, reason) = match &it.figure {
        Figure::Number(number) => (FigureStatus::Number, Some(*number), None, None),
        Figure::Ratio { numerator, denominator } => (FigureStatus::Ratio, Some(*numerator), Some(*denominator), None),
        Figure::Score { mark, respondents } => (FigureStatus::Score, Some(*mark), Some(*respondents), None),
        Figure::Missing { reason } => (FigureStatus::Missing, None, None, Some(reason.clone())),
        Figure::NotApplicable => (FigureStatus::NotApplicable, None, None, None),
    };
    report_value::Model {
        id: ids.next(),
        report_id: report.id.0,
        submission: next(report),
        contract_indicator_id: it.indicator.0,
        municipality_id: it.municipality.0,
        cell: it.cell.clone().unwrap_or_default(),
        status: status.name().to_owned(),
        number: number.map(scaled),
        denominator: denominator.map(scaled),
        reason,
        explanation: it.explanation.clone(),
        provisional: it.provisional,
        unlikely_confirmed: it.confirmed,
    }
}

fn handling_rows(ids: &IdSource, report: &Report) -> Vec<report_handling::Model> {
    let row = |it: &super::Handling| report_handling::Model {
        id: ids.next(),
        report_id: report.id.0,
        municipality_id: it.municipality.id.0,
        state: it.state.name().to_owned(),
        by_id: it.by.map(|(by, _)| by.0),
        at: it.by.map(|(_, at)| at),
    };
    report.handlings.iter().map(row).collect()
}

fn return_row(ids: &IdSource, report: &Report, it: &super::Return) -> report_return::Model {
    let (part, subject_id) = match it.part {
        Part::Whole => (PartKind::Whole, None),
        Part::Municipality => (PartKind::Municipality, None),
        Part::Explanation => (PartKind::Explanation, None),
        Part::Indicator(id) => (PartKind::Indicator, Some(id.0)),
        Part::Cooperation(id) => (PartKind::Cooperation, Some(id.0)),
        Part::SelfAssessment(id) => (PartKind::SelfAssessment, Some(id.0)),
    };
    report_return::Model {
        id: ids.next(),
        report_id: report.id.0,
        municipality_id: it.municipality.0,
        submission: it.submission,
        part: part.name().to_owned(),
        subject_id,
        reason: it.reason.clone(),
        by_id: it.by.0,
        at: it.at,
    }
}
