//! What is sent with the acts of reporting.

use async_graphql::{ID, InputObject};

use crate::{
    commands::report::Which,
    domain::{
        self,
        figure::Figure,
        ids::{ContractIndicatorId, GoalId, PartyId, ReportId},
        report::{Filling, Part},
    },
    graphql::{
        enums::{CooperationJudgement, Judgement},
        errors::bad_input,
        ids::{Global, parse_optional},
        once::Repeatable,
        scalars::Decimal,
        types::report::ReportPart,
    },
};

/// A value as filled in (waarde): one of number, numerator and denominator, mark and respondents, why it is missing,
/// or that it does not apply.
#[derive(InputObject)]
pub struct ReportedValueInput {
    /// Which indicator of the contract.
    pub indicator_id: ID,
    /// For which municipality (gemeente).
    pub municipality_id: ID,
    /// Which cell of the breakdown (categorie); left out for the total.
    cell: Option<String>,
    /// A count or state (getal), for FLOW and STOCK.
    number: Option<Decimal>,
    /// The part (teller), for RATIO.
    numerator: Option<Decimal>,
    /// The whole (noemer), for RATIO.
    denominator: Option<Decimal>,
    /// The mark (cijfer), for SCORE.
    mark: Option<Decimal>,
    /// How many people gave the mark (respondenten), for SCORE.
    respondents: Option<Decimal>,
    /// Why the value is missing (ontbreekt, want).
    missing_because: Option<String>,
    /// That it does not apply (niet van toepassing).
    #[graphql(default = false)]
    not_applicable: bool,
    /// The explanation (toelichting).
    explanation: Option<String>,
    /// Whether it may still change (voorlopig).
    #[graphql(default = false)]
    provisional: bool,
    /// Whether an unlikely value is right all the same (bevestigd).
    #[graphql(default = false)]
    confirmed: bool,
}

/// An account of the cooperation with one partner (verantwoording samenwerking).
#[derive(InputObject)]
pub struct CooperationAccountInput {
    /// With whom (samenwerkingspartner).
    pub partner_id: ID,
    /// How it went (oordeel).
    judgement: CooperationJudgement,
    /// In words.
    text: String,
}

/// The organisation's own judgement of a goal (eigen beoordeling).
#[derive(InputObject)]
pub struct SelfAssessmentInput {
    /// Of which goal (doel).
    pub goal_id: ID,
    /// Was it met? (oordeel)
    judgement: Judgement,
    /// Why (onderbouwing).
    reasoning: String,
}

/// What is filled in (rapportage invullen); what is left out stays as it was.
#[derive(InputObject)]
pub struct FillReportInput {
    /// The report.
    pub report_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Values, each replacing the one in its place.
    #[graphql(default, validator(max_items = 5000))]
    values: Vec<ReportedValueInput>,
    /// Accounts of the cooperation, each replacing the one of its partner.
    #[graphql(default, validator(max_items = 100))]
    cooperation_accounts: Vec<CooperationAccountInput>,
    /// Self-assessments, each replacing the one of its goal.
    #[graphql(default, validator(max_items = 100))]
    self_assessments: Vec<SelfAssessmentInput>,
    /// The explanation as a whole (toelichting).
    explanation: Option<String>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A report to submit (indienen).
#[derive(InputObject)]
pub struct SubmitReportInput {
    /// The report.
    pub report_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A part to return, with the reason (onderdeel terugsturen).
#[derive(InputObject)]
pub struct ReturnedPartInput {
    /// Which part (onderdeel).
    part: ReportPart,
    /// Which indicator, partner or goal, if the part is one.
    subject_id: Option<ID>,
    /// Why (reden).
    reason: String,
}

/// A report to return (terugsturen).
#[derive(InputObject)]
pub struct ReturnReportInput {
    /// The report.
    pub report_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// For which client (gemeente).
    pub municipality_id: ID,
    /// Which parts, each with its reason.
    #[graphql(validator(max_items = 100))]
    pub parts: Vec<ReturnedPartInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A report to accept (akkoord geven).
#[derive(InputObject)]
pub struct AcceptReportInput {
    /// The report.
    pub report_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// For which client (gemeente).
    pub municipality_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
}

/// The report that is meant, in the version the viewer had read.
pub fn which(id: &ID, expected_version: i32) -> async_graphql::Result<Which> {
    Ok(Which { id: ReportId::parse(id, "reportId")?, expected_version: expected_version.into() })
}

fn value((index, it): (usize, ReportedValueInput)) -> async_graphql::Result<domain::report::Value> {
    let field = |name: &str| format!("values.{index}.{name}");
    let figure = match (
        it.number,
        it.numerator,
        it.denominator,
        it.mark,
        it.respondents,
        it.missing_because,
        it.not_applicable,
    ) {
        (Some(number), None, None, None, None, None, false) => Figure::Number(number.0),
        (None, Some(part), Some(whole), None, None, None, false) => {
            Figure::Ratio { numerator: part.0, denominator: whole.0 }
        }
        (None, None, None, Some(mark), Some(people), None, false) => {
            Figure::Score { mark: mark.0, respondents: people.0 }
        }
        (None, None, None, None, None, Some(reason), false) => Figure::Missing { reason },
        (None, None, None, None, None, None, true) => Figure::NotApplicable,
        _ => {
            let message = format!(
                "values.{index}: exactly one of number, numerator and denominator, mark and respondents, missingBecause, notApplicable"
            );
            return Err(bad_input(message, &field("number")));
        }
    };
    Ok(domain::report::Value {
        indicator: ContractIndicatorId::parse(&it.indicator_id, &field("indicatorId"))?,
        municipality: PartyId::parse(&it.municipality_id, &field("municipalityId"))?,
        cell: it.cell,
        figure,
        explanation: it.explanation,
        provisional: it.provisional,
        confirmed: it.confirmed,
    })
}

/// What is filled in, as the act takes it.
pub fn filling(input: FillReportInput) -> async_graphql::Result<Filling> {
    let account = |(index, it): (usize, CooperationAccountInput)| {
        let partner = PartyId::parse(&it.partner_id, &format!("cooperationAccounts.{index}.partnerId"))?;
        Ok(domain::report::CooperationAccount {
            partner,
            judgement: it.judgement.into(),
            text: it.text.trim().to_owned(),
        })
    };
    let assessment = |(index, it): (usize, SelfAssessmentInput)| {
        let goal = GoalId::parse(&it.goal_id, &format!("selfAssessments.{index}.goalId"))?;
        let reasoning = it.reasoning.trim().to_owned();
        Ok(domain::report::SelfAssessment { goal, judgement: it.judgement.into(), reasoning })
    };
    let accounts: async_graphql::Result<_> = input.cooperation_accounts.into_iter().enumerate().map(account).collect();
    let assessments: async_graphql::Result<_> =
        input.self_assessments.into_iter().enumerate().map(assessment).collect();
    Ok(Filling {
        values: input.values.into_iter().enumerate().map(value).collect::<async_graphql::Result<_>>()?,
        accounts: accounts?,
        assessments: assessments?,
        explanation: input.explanation,
    })
}

/// A returned part with its reason, as the act takes it.
pub fn part((index, it): (usize, ReturnedPartInput)) -> async_graphql::Result<(Part, String)> {
    let field = format!("parts.{index}.subjectId");
    let subject = || it.subject_id.as_ref().ok_or_else(|| bad_input(format!("{field}: needed for this part"), &field));
    let part = match it.part {
        ReportPart::Indicator => Part::Indicator(ContractIndicatorId::parse(subject()?, &field)?),
        ReportPart::Cooperation => Part::Cooperation(PartyId::parse(subject()?, &field)?),
        ReportPart::SelfAssessment => Part::SelfAssessment(GoalId::parse(subject()?, &field)?),
        ReportPart::Whole | ReportPart::Municipality | ReportPart::Explanation => {
            // Nothing may be named here; an id of any kind is a mistake worth telling.
            if parse_optional::<GoalId>(it.subject_id.as_ref(), &field)?.is_some() {
                return Err(bad_input(format!("{field}: not for this part"), &field));
            }
            match it.part {
                ReportPart::Whole => Part::Whole,
                ReportPart::Municipality => Part::Municipality,
                _ => Part::Explanation,
            }
        }
    };
    Ok((part, it.reason))
}
