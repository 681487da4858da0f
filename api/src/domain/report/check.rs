//! What keeps a report from being submitted: all problems at once, each pointing at its field.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{Basis, HandlingState, Part, Report, ReportState, Value};
use crate::domain::{
    contract::wrong_state,
    figure::Figure,
    ids::{ContractIndicatorId, PartyId},
    indicator::{IndicatorKind, Measure},
    refusal::{Code, Refusal},
    responsibility,
    standing::Dated,
};

/// Earlier totals of this contract, oldest first.
pub type Earlier = BTreeMap<(ContractIndicatorId, PartyId), Vec<Dated>>;

impl Report {
    /// Why it cannot be submitted on that day. After a return only what was returned is looked at: the rest was
    /// submitted and stands, and could not be mended now.
    pub fn cannot_submit(&self, basis: Basis<'_>, earlier: &Earlier, today: NaiveDate) -> Vec<Refusal> {
        let mut no = match self.state {
            ReportState::Expected | ReportState::Draft | ReportState::Returned(_) => Vec::new(),
            state => return vec![wrong_state(state.stage().name())],
        };
        if today <= self.period.to {
            no.push(Refusal::new(Code::PeriodRunning).with("day", self.period.to));
        }
        for measure in basis.year.measures {
            for client in &basis.year.contract.clients {
                let place = (measure.usage.id, client.municipality.id);
                if !self.open_for(client.municipality.id, Part::Indicator(measure.usage.id)) {
                    continue;
                }
                let values: Vec<&Value> =
                    self.values.iter().filter(|it| (it.indicator, it.municipality) == place).collect();
                let wrong = check_series(&values, measure, self, earlier.get(&place).map_or(&[], Vec::as_slice));
                no.extend(wrong.into_iter().map(|refusal| {
                    refusal
                        .under(&client.municipality.name)
                        .under(&measure.definition.code)
                        .under("values")
                        .with("indicator", &measure.definition.code)
                        .with("municipality", &client.municipality.name)
                }));
            }
        }
        for partner in responsibility::partners(&basis.year.contract.matrix) {
            let told = self.accounts.iter().any(|account| account.partner == partner);
            if !told && self.text_open(Part::Cooperation(partner)) {
                let name = basis.partners.iter().find(|it| it.id == partner).map_or("", |it| it.name.as_str());
                no.push(Refusal::at(Code::CooperationMissing, ["cooperationAccounts", name]).with("partner", name));
            }
        }
        if self.annual {
            for goal in basis.goals {
                let judged = self.assessments.iter().any(|assessment| assessment.goal == goal.id);
                if !judged && self.text_open(Part::SelfAssessment(goal.id)) {
                    let refusal = Refusal::at(Code::SelfAssessmentMissing, ["selfAssessments", goal.code.as_str()]);
                    no.push(refusal.with("goal", &goal.code));
                }
            }
        }
        no
    }

    /// Why this municipality cannot accept or return it now; `None` asks for any of them.
    pub fn cannot_handle(&self, municipality: Option<PartyId>) -> Vec<Refusal> {
        // A return by one municipality leaves the others free to go on.
        if !matches!(self.state, ReportState::Submitted(_) | ReportState::Returned(_)) {
            return vec![wrong_state(self.state.stage().known().name())];
        }
        match municipality.map(|municipality| self.handling(municipality)) {
            Some(None) => vec![Refusal::at(Code::NotAClient, ["municipalityId"])],
            Some(Some(handling)) => match handling.state {
                HandlingState::Pending => Vec::new(),
                HandlingState::Accepted => {
                    vec![Refusal::new(Code::AlreadyAccepted).with("municipality", &handling.municipality.name)]
                }
                HandlingState::Returned => vec![wrong_state(HandlingState::Returned.name())],
            },
            None => Vec::new(),
        }
    }
}

/// Everything wrong with one indicator of one municipality; paths are relative to it.
fn check_series(values: &[&Value], measure: &Measure, report: &Report, earlier: &[Dated]) -> Vec<Refusal> {
    let mut no = Vec::new();
    let Some(total) = values.iter().find(|value| value.cell.is_none()) else {
        if !measure.usage.annual_only || report.annual {
            no.push(Refusal::new(Code::ValueMissing));
        }
        return no;
    };
    check_parts(&total.figure, &mut no);
    for cell in values.iter().filter(|value| value.cell.is_some()) {
        let mut inner = Vec::new();
        check_parts(&cell.figure, &mut inner);
        let code = cell.cell.as_deref().unwrap_or_default();
        no.extend(inner.into_iter().map(|refusal| refusal.under(code).under("cells")));
    }
    check_breakdown(values, &total.figure, measure, &mut no);
    let before: Vec<&Dated> = earlier.iter().filter(|dated| dated.period.to < report.period.to).collect();
    if measure.definition.kind == IndicatorKind::Flow && measure.definition.cumulative {
        // Only periods of the same year count up together.
        let last = before.iter().rev().find(|dated| dated.period.from >= report.year_start());
        if let (Some(last), Some(now)) = (last.and_then(|dated| dated.figure.number()), total.figure.number())
            && now < last
        {
            no.push(Refusal::at(Code::CumulativeFalls, ["number"]).with("previous", last));
        }
    }
    let comparable = |dated: &&&Dated| {
        // A count so far grows with the year: it is held against the same moment of an earlier one.
        let same_moment = dated.period.to.month() == report.period.to.month();
        dated.annual == report.annual && (!measure.definition.cumulative || same_moment)
    };
    let likeliest = before.iter().rev().find(comparable).and_then(|it| it.figure.number());
    if let (Some(last), Some(now)) = (likeliest, total.figure.number())
        && unlikely(now, last)
        && !total.confirmed
    {
        no.push(Refusal::at(Code::UnlikelyUnconfirmed, ["number"]).with("previous", last));
    }
    no
}

impl Report {
    fn year_start(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.period.to.year(), 1, 1).unwrap_or(self.period.from)
    }
}

/// A value is unlikely when it is off by more than half of the one before and by more than ten.
fn unlikely(now: Decimal, before: Decimal) -> bool {
    let difference = (now - before).abs();
    difference > Decimal::TEN && difference > before.abs() / Decimal::TWO
}

fn check_parts(figure: &Figure, no: &mut Vec<Refusal>) {
    let mut negative = |number: Decimal, field: &str| {
        if number < Decimal::ZERO {
            no.push(Refusal::at(Code::Negative, [field]));
        }
    };
    match figure {
        Figure::Number(number) => negative(*number, "number"),
        Figure::Score { mark, respondents } => {
            negative(*mark, "mark");
            negative(*respondents, "respondents");
        }
        Figure::Ratio { numerator, denominator } => {
            negative(*numerator, "numerator");
            negative(*denominator, "denominator");
            if denominator.is_zero() {
                no.push(Refusal::at(Code::DenominatorZero, ["denominator"]));
            } else if numerator > denominator {
                no.push(Refusal::at(Code::NumeratorOverDenominator, ["numerator"]));
            }
        }
        Figure::Missing { .. } | Figure::NotApplicable => {}
    }
}

/// The cells of a breakdown add up to the total. A missing cell makes the sum unknown, which is said, not guessed.
fn check_breakdown(values: &[&Value], total: &Figure, measure: &Measure, no: &mut Vec<Refusal>) {
    let Some(dimension) = &measure.definition.dimension else { return };
    let Figure::Number(total) = total else { return };
    let mut sum = Some(Decimal::ZERO);
    for cell in &dimension.cells {
        match values.iter().find(|value| value.cell.as_deref() == Some(cell.code.as_str())).map(|value| &value.figure) {
            Some(Figure::Number(number)) => sum = sum.map(|sum| sum + *number),
            Some(Figure::NotApplicable) => {}
            Some(_) => sum = None,
            None => {
                no.push(Refusal::at(Code::ValueMissing, ["cells", cell.code.as_str()]));
                sum = None;
            }
        }
    }
    if let Some(sum) = sum
        && sum != *total
    {
        let refusal = Refusal::at(Code::BreakdownDoesNotAddUp, ["cells"]);
        no.push(refusal.with("sum", sum).with("total", total));
    }
}
