//! Reports: filled, submitted, returned, mended and accepted.

use anyhow::Context;

use super::{
    case::{self, Given, Returned, Verdict, Year, find, named},
    teller::{Years, refused},
};
use crate::{
    commands::report::{self, Which},
    domain::{
        figure::Figure,
        ids::ContractIndicatorId,
        indicator::{Indicator, IndicatorKind},
        report::{CooperationAccount, CooperationJudgement, Filling, Part, Reading, Report, SelfAssessment, Value},
        review::Judgement,
    },
    policy::Role,
    storage,
};

/// The report as it was read so.
const fn which(report: &Report, reading: Reading) -> Which {
    Which { id: report.id, expected_version: report.version_read(reading) }
}

/// The report as it stands now, with its working copy.
async fn current(years: &Years<'_>, year: &Year, wanted: &case::Report) -> anyhow::Result<Report> {
    let cycle = years.cycle(year.number).await?;
    let reports = storage::report::of_cycles(&years.teller.services.database, &[cycle.id], Reading::Working).await?;
    let own = reports.into_iter().find(|report| report.number == wanted.number);
    own.with_context(|| format!("{} owes no report {}", year.number, wanted.number))
}

/// The reporter fills in everything.
pub async fn fill(years: &Years<'_>, year: &Year, wanted: &case::Report) -> anyhow::Result<()> {
    let mut values = Vec::new();
    for (definition, indicator) in &years.indicators {
        values.extend(values_of(years, wanted, definition, *indicator)?);
    }
    let filling = Filling {
        values,
        accounts: accounts(years, year, wanted)?,
        assessments: assessments(years, wanted)?,
        explanation: Some(wanted.explanation.clone()),
    };
    hand_in(years, year, wanted, filling).await
}

async fn hand_in(years: &Years<'_>, year: &Year, wanted: &case::Report, filling: Filling) -> anyhow::Result<()> {
    let report = current(years, year, wanted).await?;
    let viewer = years.contractor(Role::Reporter).await?;
    report::fill(years.teller.asking(&viewer), which(&report, Reading::Working), filling).await.map_err(refused)?;
    Ok(())
}

/// The totals of an indicator and, where it is broken down, the cells of each.
fn values_of(
    years: &Years<'_>,
    wanted: &case::Report,
    definition: &Indicator,
    indicator: ContractIndicatorId,
) -> anyhow::Result<Vec<Value>> {
    let code = definition.code.as_str();
    let Some(totals) = wanted.figures.get(code) else { return Ok(Vec::new()) };
    let mut values = Vec::new();
    for (place, municipality) in years.municipalities.iter().enumerate() {
        let municipality = years.teller.party(municipality)?;
        let value = |cell, figure, explanation| Value {
            indicator,
            municipality,
            cell,
            figure,
            explanation,
            provisional: false,
            confirmed: false,
        };
        let given = totals.get(place).with_context(|| format!("{code} has too few figures"))?;
        values.push(value(None, figure(given, definition.kind)?, wanted.notes.get(code).cloned()));
        for cell in definition.dimension.iter().flat_map(|dimension| &dimension.cells) {
            let given = find(&wanted.cells, code)?.get(&cell.code).and_then(|row| row.get(place));
            let part = given.map_or(Ok(Figure::NotApplicable), |given| figure(given, definition.kind))?;
            values.push(value(Some(cell.code.clone()), part, None));
        }
    }
    Ok(values)
}

fn figure(given: &Given, kind: IndicatorKind) -> anyhow::Result<Figure> {
    Ok(match (given, kind) {
        (Given::Count(number), _) => Figure::Number(number.decimal()?),
        (Given::Parts(mark, respondents), IndicatorKind::Score) => {
            Figure::Score { mark: mark.decimal()?, respondents: respondents.decimal()? }
        }
        (Given::Parts(part, whole), _) => Figure::Ratio { numerator: part.decimal()?, denominator: whole.decimal()? },
    })
}

fn accounts(years: &Years<'_>, year: &Year, wanted: &case::Report) -> anyhow::Result<Vec<CooperationAccount>> {
    let partners = year.cooperation.iter().map(|(code, usual)| (code, wanted.cooperation.get(code).unwrap_or(usual)));
    let account = |(code, Verdict { judgement, text }): (&String, &Verdict)| {
        let judgement = named(CooperationJudgement::named, judgement)?;
        Ok(CooperationAccount { partner: years.teller.party(code)?, judgement, text: text.clone() })
    };
    partners.map(account).collect()
}

fn assessments(years: &Years<'_>, wanted: &case::Report) -> anyhow::Result<Vec<SelfAssessment>> {
    let assessment = |(code, Verdict { judgement, text }): (&String, &Verdict)| {
        let judgement = named(Judgement::named, judgement)?;
        Ok(SelfAssessment { goal: *find(years.goals, code)?, judgement, reasoning: text.clone() })
    };
    wanted.assessments.iter().map(assessment).collect()
}

/// The director submits the report.
pub async fn submit(years: &Years<'_>, year: &Year, wanted: &case::Report) -> anyhow::Result<()> {
    let report = current(years, year, wanted).await?;
    let viewer = years.contractor(Role::Director).await?;
    report::submit(years.teller.asking(&viewer), which(&report, Reading::Working)).await.map_err(refused)?;
    Ok(())
}

/// One municipality returns one indicator with a reason.
pub async fn send_back(
    years: &Years<'_>,
    year: &Year,
    (wanted, returned): (&case::Report, &Returned),
) -> anyhow::Result<()> {
    let report = current(years, year, wanted).await?;
    let viewer = years.teller.account_holder(&returned.municipality).await?;
    let municipality = years.teller.party(&returned.municipality)?;
    let (_, indicator) = years.indicator(&returned.indicator)?;
    let parts = vec![(Part::Indicator(indicator), returned.reason.clone())];
    let asking = years.teller.asking(&viewer);
    report::send_back(asking, which(&report, Reading::Submitted), municipality, parts).await.map_err(refused)?;
    Ok(())
}

/// The reporter mends what was returned, and the director submits the report again.
pub async fn mend(
    years: &Years<'_>,
    year: &Year,
    (wanted, returned): (&case::Report, &Returned),
) -> anyhow::Result<()> {
    let (definition, indicator) = years.indicator(&returned.indicator)?;
    let value = Value {
        indicator,
        municipality: years.teller.party(&returned.municipality)?,
        cell: None,
        figure: figure(&returned.figure, definition.kind)?,
        explanation: Some(returned.note.clone()),
        provisional: false,
        confirmed: false,
    };
    hand_in(years, year, wanted, Filling { values: vec![value], ..Filling::default() }).await?;
    submit(years, year, wanted).await
}

/// One municipality accepts.
pub async fn accept(years: &Years<'_>, year: &Year, (wanted, by): (&case::Report, &str)) -> anyhow::Result<()> {
    let report = current(years, year, wanted).await?;
    let viewer = years.teller.account_holder(by).await?;
    let asking = years.teller.asking(&viewer);
    report::accept(asking, which(&report, Reading::Submitted), years.teller.party(by)?).await.map_err(refused)?;
    Ok(())
}
