//! Reading reports.

use super::content::content;
use super::{
    ColumnTrait, ConnectionTrait, ContractIndicatorId, CooperationAccount, CooperationJudgement, CycleId, EntityTrait,
    Error, Figure, FigureStatus, GoalId, Handling, HandlingState, Judgement, Names, Part, PartKind, PartyId, Period,
    PersonId, QueryFilter, QueryOrder, Report, ReportId, ReportStage, ReportState, Result, Return, SelfAssessment,
    Submission, Uuid, Value, cooperation_account, known, number, party, report, report_handling, report_return,
    report_value, self_assessment,
};
use crate::{
    domain::{
        report::{Earlier, Reading},
        standing::Dated,
    },
    storage::seen::Seen,
};

/// The report, as it may be read so.
pub async fn by_id(connection: &impl ConnectionTrait, it: &Seen<ReportId>, reading: Reading) -> Result<Option<Report>> {
    let rows = report::Entity::find_by_id(it.id().0).all(connection).await?;
    Ok(assemble(connection, rows, reading).await?.into_iter().next())
}

/// The reports of these years, in order, as they may be read so.
pub async fn of_cycles(connection: &impl ConnectionTrait, cycles: &[CycleId], reading: Reading) -> Result<Vec<Report>> {
    let rows = report::Entity::find()
        .filter(report::Column::CycleId.is_in(cycles.iter().map(|id| id.0)))
        .order_by_asc(report::Column::PeriodEnd)
        .order_by_asc(report::Column::Number)
        .all(connection)
        .await?;
    assemble(connection, rows, reading).await
}

/// What a report says in totals, without its texts and breakdowns: for series and dashboards.
#[derive(Debug, Clone)]
pub struct Figures {
    /// In which year.
    pub cycle: CycleId,
    /// How far the report has come: it decides who may see it.
    pub stage: ReportStage,
    /// What it reports on.
    pub period: Period,
    /// Whether it is the annual report.
    pub annual: bool,
    /// The totals.
    pub totals: Vec<Value>,
}

/// The totals of all reports of these years that were ever submitted, as last submitted, oldest first, in two statements.
pub async fn figures(connection: &impl ConnectionTrait, cycles: &[CycleId]) -> Result<Vec<Figures>> {
    let rows = report::Entity::find()
        .filter(report::Column::CycleId.is_in(cycles.iter().map(|id| id.0)))
        .filter(report::Column::SubmittedAt.is_not_null())
        .order_by_asc(report::Column::PeriodEnd)
        .order_by_asc(report::Column::Number)
        .all(connection)
        .await?;
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let values = content::<report_value::Entity>(Reading::Submitted, &keys)
        .filter(report_value::Column::Cell.eq(""))
        .all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let own = values.iter().filter(|value| value.report_id == row.id);
            Ok(Figures {
                cycle: CycleId(row.cycle_id),
                stage: known(ReportStage::named(&row.state), "report.state", row.id)?,
                period: Period { from: row.period_start, to: row.period_end },
                annual: row.annual,
                totals: own.map(read_value).collect::<Result<_>>()?,
            })
        })
        .collect()
}

/// Totals by indicator and municipality over reports, oldest first; an annual figure comes after the periods.
pub fn series(reports: &[Report]) -> Earlier {
    join(reports.iter().map(|report| (report.period, report.annual, report.values.as_slice())))
}

/// The same over totals alone.
pub fn series_of<'a>(figures: impl IntoIterator<Item = &'a Figures>) -> Earlier {
    join(figures.into_iter().map(|it| (it.period, it.annual, it.totals.as_slice())))
}

fn join<'a>(reports: impl Iterator<Item = (Period, bool, &'a [Value])>) -> Earlier {
    let mut series = Earlier::new();
    for (period, annual, values) in reports {
        for value in values.iter().filter(|value| value.cell.is_none()) {
            let dated = Dated { period, annual, figure: value.figure.clone() };
            series.entry((value.indicator, value.municipality)).or_default().push(dated);
        }
    }
    series
}

struct Under {
    values: Vec<report_value::Model>,
    accounts: Vec<cooperation_account::Model>,
    assessments: Vec<self_assessment::Model>,
    handlings: Vec<report_handling::Model>,
    returns: Vec<report_return::Model>,
    names: Names,
}

async fn assemble(
    connection: &impl ConnectionTrait,
    rows: Vec<report::Model>,
    reading: Reading,
) -> Result<Vec<Report>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let handlings = report_handling::Entity::find().filter(report_handling::Column::ReportId.is_in(keys.clone()));
    let returns = report_return::Entity::find().filter(report_return::Column::ReportId.is_in(keys.clone()));
    let handlings = handlings.order_by_asc(report_handling::Column::Id).all(connection).await?;
    let under = Under {
        values: content::<report_value::Entity>(reading, &keys).all(connection).await?,
        accounts: content::<cooperation_account::Entity>(reading, &keys).all(connection).await?,
        assessments: content::<self_assessment::Entity>(reading, &keys).all(connection).await?,
        returns: returns.order_by_asc(report_return::Column::Id).all(connection).await?,
        names: party::names(connection, handlings.iter().map(|row| row.municipality_id)).await?,
        handlings,
    };
    let reports = rows.into_iter().map(|row| read(row, &under, reading));
    match reading {
        Reading::Working => reports.collect(),
        Reading::Submitted => reports.map(|report| report.map(Report::known)).collect(),
    }
}

fn read(row: report::Model, under: &Under, reading: Reading) -> Result<Report> {
    let values = under.values.iter().filter(|it| it.report_id == row.id);
    let accounts = under.accounts.iter().filter(|it| it.report_id == row.id);
    let assessments = under.assessments.iter().filter(|it| it.report_id == row.id);
    let handlings = under.handlings.iter().filter(|it| it.report_id == row.id);
    let returns = under.returns.iter().filter(|it| it.report_id == row.id);
    Ok(Report {
        id: ReportId(row.id),
        cycle: CycleId(row.cycle_id),
        number: row.number,
        annual: row.annual,
        period: Period { from: row.period_start, to: row.period_end },
        due_on: row.due_on,
        closes_on: row.closes_on,
        values: values.map(read_value).collect::<Result<_>>()?,
        accounts: accounts.map(read_account).collect::<Result<_>>()?,
        assessments: assessments.map(read_assessment).collect::<Result<_>>()?,
        handlings: handlings.map(|it| read_handling(it, &under.names)).collect::<Result<_>>()?,
        returns: returns.map(read_return).collect::<Result<_>>()?,
        submissions: row.submission,
        state: state(&row)?,
        explanation: row.draft_explanation.filter(|_| reading == Reading::Working).unwrap_or(row.explanation),
        version: row.version,
        shared_version: row.shared_version,
    })
}

fn state(row: &report::Model) -> Result<ReportState> {
    let no = || Error::Inconsistent { place: "report.submitted_at", id: row.id };
    let submission = || match (row.submitted_by, row.submitted_at) {
        (Some(by), Some(at)) => Ok(Submission { by: PersonId(by), at }),
        _ => Err(no()),
    };
    Ok(match known(ReportStage::named(&row.state), "report.state", row.id)? {
        ReportStage::Expected => ReportState::Expected,
        ReportStage::Draft => ReportState::Draft,
        ReportStage::Submitted => ReportState::Submitted(submission()?),
        ReportStage::Returned => ReportState::Returned(submission()?),
        ReportStage::Accepted => {
            ReportState::Accepted { submission: submission()?, at: row.accepted_at.ok_or_else(no)? }
        }
    })
}

pub(super) fn read_value(row: &report_value::Model) -> Result<Value> {
    Ok(Value {
        indicator: ContractIndicatorId(row.contract_indicator_id),
        municipality: PartyId(row.municipality_id),
        cell: Some(row.cell.clone()).filter(|cell| !cell.is_empty()),
        figure: figure(row)?,
        explanation: row.explanation.clone(),
        provisional: row.provisional,
        confirmed: row.unlikely_confirmed,
    })
}

fn figure(row: &report_value::Model) -> Result<Figure> {
    let first = || known(row.number.map(number), "report_value.number", row.id);
    let second = || known(row.denominator.map(number), "report_value.denominator", row.id);
    Ok(match known(FigureStatus::named(&row.status), "report_value.status", row.id)? {
        FigureStatus::Number => Figure::Number(first()?),
        FigureStatus::Ratio => Figure::Ratio { numerator: first()?, denominator: second()? },
        FigureStatus::Score => Figure::Score { mark: first()?, respondents: second()? },
        FigureStatus::Missing => Figure::Missing { reason: row.reason.clone().unwrap_or_default() },
        FigureStatus::NotApplicable => Figure::NotApplicable,
    })
}

fn read_account(row: &cooperation_account::Model) -> Result<CooperationAccount> {
    let judgement = CooperationJudgement::named(&row.judgement);
    Ok(CooperationAccount {
        partner: PartyId(row.partner_id),
        judgement: known(judgement, "cooperation_account.judgement", row.id)?,
        text: row.text.clone(),
    })
}

fn read_assessment(row: &self_assessment::Model) -> Result<SelfAssessment> {
    Ok(SelfAssessment {
        goal: GoalId(row.goal_id),
        judgement: known(Judgement::named(&row.judgement), "self_assessment.judgement", row.id)?,
        reasoning: row.reasoning.clone(),
    })
}

fn read_handling(row: &report_handling::Model, names: &Names) -> Result<Handling> {
    Ok(Handling {
        municipality: names.of(row.municipality_id)?,
        state: known(HandlingState::named(&row.state), "report_handling.state", row.id)?,
        by: row.by_id.map(PersonId).zip(row.at),
    })
}

fn read_return(row: &report_return::Model) -> Result<Return> {
    let subject = || row.subject_id.ok_or(Error::Inconsistent { place: "report_return.subject_id", id: row.id });
    let part = match known(PartKind::named(&row.part), "report_return.part", row.id)? {
        PartKind::Whole => Part::Whole,
        PartKind::Municipality => Part::Municipality,
        PartKind::Explanation => Part::Explanation,
        PartKind::Indicator => Part::Indicator(ContractIndicatorId(subject()?)),
        PartKind::Cooperation => Part::Cooperation(PartyId(subject()?)),
        PartKind::SelfAssessment => Part::SelfAssessment(GoalId(subject()?)),
    };
    Ok(Return {
        municipality: PartyId(row.municipality_id),
        submission: row.submission,
        part,
        reason: row.reason.clone(),
        by: PersonId(row.by_id),
        at: row.at,
    })
}
