//! Filling a report: what may be written where, and what a value must look like to be kept at all.

use super::{Basis, CooperationAccount, Part, Report, ReportState, SelfAssessment, Value};
use crate::domain::{
    contract::wrong_state,
    event::{Event, EventKind},
    figure::{self, Figure},
    indicator::{Indicator, IndicatorKind, measure},
    refusal::{Code, Outcome, Refusal, unless_refused},
    responsibility, text,
};

/// What the organisation fills in; what it leaves out stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filling {
    /// Values, each replacing the one in its place.
    pub values: Vec<Value>,
    /// Accounts, each replacing the one of its partner.
    pub accounts: Vec<CooperationAccount>,
    /// Self-assessments, each replacing the one of its goal.
    pub assessments: Vec<SelfAssessment>,
    /// The explanation, if it is to change.
    pub explanation: Option<String>,
}

impl Report {
    /// Why nothing can be filled in now.
    pub fn cannot_fill(&self) -> Vec<Refusal> {
        match self.state {
            ReportState::Expected | ReportState::Draft | ReportState::Returned(_) => Vec::new(),
            ReportState::Submitted(_) | ReportState::Accepted { .. } => vec![wrong_state(self.state.stage().name())],
        }
    }

    /// Fills in values and texts. After a return only what was returned may change.
    pub fn fill(self, filling: Filling, basis: Basis<'_>) -> Outcome<(Self, Event)> {
        let mut no = self.cannot_fill();
        for (index, value) in filling.values.iter().enumerate() {
            let mut inner = check_value(value, basis);
            if !self.open_for(value.municipality, Part::Indicator(value.indicator)) {
                inner.push(Refusal::new(Code::NotReturned));
            }
            let same = |other: &Value| other.place() == value.place();
            if filling.values.iter().take(index).any(same) {
                inner.push(Refusal::new(Code::Duplicate));
            }
            no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("values")));
        }
        self.check_texts(&filling, basis, &mut no);
        unless_refused(no, || {
            self.changed(EventKind::ReportFilled, basis, |report| {
                for value in filling.values {
                    report.values.retain(|other| other.place() != value.place());
                    report.values.push(value);
                }
                for account in filling.accounts {
                    report.accounts.retain(|other| other.partner != account.partner);
                    report.accounts.push(account);
                }
                for assessment in filling.assessments {
                    report.assessments.retain(|other| other.goal != assessment.goal);
                    report.assessments.push(assessment);
                }
                if let Some(explanation) = filling.explanation {
                    report.explanation = explanation;
                }
                if report.state == ReportState::Expected {
                    report.state = ReportState::Draft;
                }
            })
        })
    }

    fn check_texts(&self, filling: &Filling, basis: Basis<'_>, no: &mut Vec<Refusal>) {
        let partners = responsibility::partners(&basis.year.contract.matrix);
        for (index, account) in filling.accounts.iter().enumerate() {
            let mut inner = Vec::new();
            if !partners.contains(&account.partner) {
                inner.push(Refusal::at(Code::NotFound, ["partnerId"]));
            }
            text::prose(&account.text, "text", &mut inner);
            if !self.text_open(Part::Cooperation(account.partner)) {
                inner.push(Refusal::new(Code::NotReturned));
            }
            if filling.accounts.iter().take(index).any(|other| other.partner == account.partner) {
                inner.push(Refusal::new(Code::Duplicate));
            }
            no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("cooperationAccounts")));
        }
        for (index, assessment) in filling.assessments.iter().enumerate() {
            let mut inner = Vec::new();
            if !basis.goals.iter().any(|goal| goal.id == assessment.goal) {
                inner.push(Refusal::at(Code::NotFound, ["goalId"]));
            }
            text::prose(&assessment.reasoning, "reasoning", &mut inner);
            if !self.text_open(Part::SelfAssessment(assessment.goal)) {
                inner.push(Refusal::new(Code::NotReturned));
            }
            if filling.assessments.iter().take(index).any(|other| other.goal == assessment.goal) {
                inner.push(Refusal::new(Code::Duplicate));
            }
            no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("selfAssessments")));
        }
        if let Some(explanation) = &filling.explanation {
            text::checked(explanation, "explanation", text::PROSE, false, no);
            if !self.text_open(Part::Explanation) {
                no.push(Refusal::at(Code::NotReturned, ["explanation"]));
            }
        }
    }

    /// Whether a municipality's part may be changed now.
    pub(super) fn open_for(&self, municipality: crate::domain::ids::PartyId, part: Part) -> bool {
        if !matches!(self.state, ReportState::Returned(_)) {
            return true;
        }
        let returned = self.returned_parts();
        [Part::Whole, Part::Municipality, part].into_iter().any(|part| returned.contains(&(municipality, part)))
    }

    /// Whether a text, which all municipalities share, may be changed now.
    pub(super) fn text_open(&self, part: Part) -> bool {
        if !matches!(self.state, ReportState::Returned(_)) {
            return true;
        }
        self.returned_parts().into_iter().any(|(_, returned)| returned == Part::Whole || returned == part)
    }
}

impl Value {
    /// Where in the report the value stands.
    pub fn place(&self) -> (crate::domain::ids::ContractIndicatorId, crate::domain::ids::PartyId, Option<&str>) {
        (self.indicator, self.municipality, self.cell.as_deref())
    }
}

/// What keeps a value from being kept at all: an unknown place, another kind, too many decimals.
fn check_value(value: &Value, basis: Basis<'_>) -> Vec<Refusal> {
    let mut no = Vec::new();
    if basis.year.contract.client(value.municipality).is_none() {
        no.push(Refusal::at(Code::NotAClient, ["municipalityId"]));
    }
    let Some(measure) = measure(basis.year.measures, value.indicator) else {
        no.push(Refusal::at(Code::NotFound, ["indicatorId"]));
        return no;
    };
    let definition = &measure.definition;
    if let Some(cell) = &value.cell {
        let known =
            definition.dimension.as_ref().is_some_and(|dimension| dimension.cells.iter().any(|it| it.code == *cell));
        if !known {
            no.push(Refusal::at(Code::NotFound, ["cell"]));
        }
    }
    text::optional(value.explanation.as_deref(), "explanation", &mut no);
    check_figure(&value.figure, definition, &mut no);
    no
}

fn check_figure(figure: &Figure, definition: &Indicator, no: &mut Vec<Refusal>) {
    match (figure, definition.kind) {
        (Figure::Number(number), IndicatorKind::Flow | IndicatorKind::Stock) => {
            figure::check_number(*number, definition.decimals, &["number"], no);
        }
        (Figure::Ratio { numerator, denominator }, IndicatorKind::Ratio) => {
            figure::check_number(*numerator, definition.decimals, &["numerator"], no);
            figure::check_number(*denominator, definition.decimals, &["denominator"], no);
        }
        (Figure::Score { mark, respondents }, IndicatorKind::Score) => {
            figure::check_number(*mark, definition.decimals, &["mark"], no);
            figure::check_number(*respondents, 0, &["respondents"], no);
        }
        (Figure::Missing { reason }, _) => {
            text::prose(reason, "missingBecause", no);
        }
        (Figure::NotApplicable, _) => {}
        _ => no.push(Refusal::new(Code::ValueDoesNotFit).with("kind", definition.kind)),
    }
}
