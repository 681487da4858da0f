//! What is sent with the acts of contracting.

use async_graphql::{ID, InputObject};

use crate::{
    commands::contract::{Choice, Wording},
    domain::{
        ids::{GoalId, IndicatorId, PartyId, TaskId},
        period::Period,
        responsibility::{Deviation, MatrixEntry, Subject},
    },
    graphql::{
        enums::{ContractKind, LifeDomain, MatrixRole, ReportingFrequency},
        ids::{Global, parse_optional},
        once::Repeatable,
        scalars::{Date, Decimal},
    },
};

/// The terms of a contract as written down (bepalingen).
#[derive(InputObject)]
pub struct ContractTermsInput {
    /// A short code, unique among the contracts of the client that it is of (eigenaar); only that client changes it.
    code: String,
    /// The title (titel).
    title: String,
    /// The kind (soort).
    kind: ContractKind,
    /// The first day (ingangsdatum).
    starts_on: Date,
    /// The last day (einddatum), included.
    ends_on: Date,
    /// How often the contractor reports (rapportagefrequentie).
    reporting_frequency: ReportingFrequency,
    /// The framework (beleidskader) whose goals it serves.
    framework_id: Option<ID>,
    /// The contract it follows (voorganger).
    predecessor_id: Option<ID>,
    /// The conditions (voorwaarden), in words.
    #[graphql(default)]
    conditions: String,
    /// The legal bases (wettelijke grondslagen).
    #[graphql(default, validator(max_items = 20))]
    legal_bases: Vec<String>,
    /// Where a municipality may give a deviating assignment (afwijkende opdracht).
    #[graphql(default, validator(max_items = 10))]
    deviation_domains: Vec<LifeDomain>,
    /// The day on which it is decided whether to go on (verlengingsbesluit).
    extension_decision_on: Option<Date>,
}

impl ContractTermsInput {
    /// The terms as the act takes them.
    pub fn wording(self) -> async_graphql::Result<Wording> {
        Ok(Wording {
            code: self.code,
            title: self.title,
            kind: self.kind.into(),
            framework: parse_optional(self.framework_id.as_ref(), "frameworkId")?,
            predecessor: parse_optional(self.predecessor_id.as_ref(), "predecessorId")?,
            period: Period { from: self.starts_on.0, to: self.ends_on.0 },
            frequency: self.reporting_frequency.into(),
            conditions: self.conditions,
            legal_bases: self.legal_bases,
            deviation_domains: self.deviation_domains.into_iter().map(Into::into).collect(),
            extension_decision_on: self.extension_decision_on.map(|day| day.0),
        })
    }
}

/// A contract to draft (overeenkomst opstellen).
#[derive(InputObject)]
pub struct DraftContractInput {
    /// The terms (bepalingen).
    pub terms: ContractTermsInput,
    /// The clients (opdrachtgevers), in order.
    #[graphql(validator(max_items = 50))]
    pub client_ids: Vec<ID>,
    /// The contractor (opdrachtnemer).
    pub contractor_id: ID,
    #[graphql(flatten)]
    once: Repeatable,
}

/// New terms for a draft (concept wijzigen).
#[derive(InputObject)]
pub struct ReviseContractInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The new terms, whole.
    pub terms: ContractTermsInput,
    #[graphql(flatten)]
    once: Repeatable,
}

/// An entry of the matrix as written down (regel in de matrix). Without task and partner the cell says "none".
#[derive(InputObject)]
pub struct MatrixEntryInput {
    /// The row (rol).
    role: MatrixRole,
    /// The column (levensdomein).
    domain: LifeDomain,
    /// The task (opgave), for RESPONSIBLE and CONTRIBUTES.
    task_id: Option<ID>,
    /// The partner (samenwerkingspartner), for COOPERATES.
    partner_id: Option<ID>,
    /// The one client it holds for (afwijkende opdracht).
    municipality_id: Option<ID>,
    /// The decision behind a deviating assignment (besluit).
    decision_reference: Option<String>,
    /// The one target group it holds for (doelgroep).
    target_group: Option<String>,
    /// What is meant (toelichting).
    explanation: Option<String>,
}

/// The whole matrix of a draft (matrix invullen).
#[derive(InputObject)]
pub struct FillMatrixInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Every entry; a cell with none needs an entry that says so.
    #[graphql(validator(max_items = 300))]
    entries: Vec<MatrixEntryInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

impl FillMatrixInput {
    /// The entries as the act takes them.
    pub fn entries(&self) -> async_graphql::Result<Vec<MatrixEntry>> {
        self.entries.iter().enumerate().map(|(index, it)| it.entry(index)).collect()
    }
}

impl MatrixEntryInput {
    fn entry(&self, index: usize) -> async_graphql::Result<MatrixEntry> {
        let field = |name: &str| format!("entries.{index}.{name}");
        let task: Option<TaskId> = parse_optional(self.task_id.as_ref(), &field("taskId"))?;
        let partner: Option<PartyId> = parse_optional(self.partner_id.as_ref(), &field("partnerId"))?;
        let municipality: Option<PartyId> = parse_optional(self.municipality_id.as_ref(), &field("municipalityId"))?;
        let subject = match (task, partner) {
            (Some(task), None) => Subject::Task(task),
            (None, Some(partner)) => Subject::Partner(partner),
            (None, None) => Subject::None,
            (Some(_), Some(_)) => {
                let message = format!("entries.{index}: a task or a partner, not both");
                return Err(crate::graphql::errors::bad_input(message, &field("partnerId")));
            }
        };
        let filled =
            |text: &Option<String>| text.as_deref().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
        Ok(MatrixEntry {
            role: self.role.into(),
            domain: self.domain.into(),
            subject,
            deviation: municipality.map(|municipality| Deviation {
                municipality,
                decision_reference: filled(&self.decision_reference).unwrap_or_default(),
            }),
            target_group: filled(&self.target_group),
            explanation: filled(&self.explanation),
        })
    }
}

/// A figure from before the service (bekend cijfer), for all clients together.
#[derive(InputObject)]
pub struct KnownValueInput {
    /// Of which year (jaar).
    year: i32,
    /// The figure, in the indicator's unit.
    value: Decimal,
    /// Where it comes from (bron).
    source: String,
}

/// An indicator as chosen for a contract (gekozen indicator).
#[derive(InputObject)]
pub struct ContractIndicatorInput {
    /// From the library (prestatie-indicator).
    indicator_id: ID,
    /// The goal (doel) it measures.
    goal_id: Option<ID>,
    /// Green up to this far from the target, in percent of it (marge groen–oranje).
    amber_margin: Decimal,
    /// Red beyond this far from the target, in percent of it (marge oranje–rood).
    red_margin: Decimal,
    /// Whether only the annual report gives it (alleen jaarlijks).
    #[graphql(default = false)]
    annual_only: bool,
    /// Figures from before the service (bekende cijfers).
    #[graphql(default, validator(max_items = 50))]
    known_values: Vec<KnownValueInput>,
}

/// All indicators of a draft (indicatoren kiezen).
#[derive(InputObject)]
pub struct ChooseIndicatorsInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Every indicator, in order.
    #[graphql(validator(max_items = 60))]
    indicators: Vec<ContractIndicatorInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

impl ChooseIndicatorsInput {
    /// The choices as the act takes them.
    pub fn choices(self) -> async_graphql::Result<Vec<Choice>> {
        let choice = |(index, it): (usize, ContractIndicatorInput)| {
            let field = |name: &str| format!("indicators.{index}.{name}");
            Ok(Choice {
                indicator: IndicatorId::parse(&it.indicator_id, &field("indicatorId"))?,
                goal: parse_optional::<GoalId>(it.goal_id.as_ref(), &field("goalId"))?,
                amber_margin: it.amber_margin.0,
                red_margin: it.red_margin.0,
                annual_only: it.annual_only,
                known: it.known_values.into_iter().map(|known| (known.year, known.value.0, known.source)).collect(),
            })
        };
        self.indicators.into_iter().enumerate().map(choice).collect()
    }
}

/// A contract to offer (aanbieden).
#[derive(InputObject)]
pub struct OfferContractInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A contract to send back (terugsturen).
#[derive(InputObject)]
pub struct SendBackContractInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What must change (opmerkingen).
    pub remarks: String,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A contract to agree with (instemmen).
#[derive(InputObject)]
pub struct AgreeContractInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A contract to adopt (vaststellen).
#[derive(InputObject)]
pub struct AdoptContractInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// For which client (gemeente).
    pub municipality_id: ID,
    /// The reference of the college's decision (kenmerk van het besluit).
    pub decision_reference: String,
    /// The day of the decision (datum van het besluit).
    pub decided_on: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A contract to withdraw (intrekken).
#[derive(InputObject)]
pub struct WithdrawContractInput {
    /// The contract.
    pub contract_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why (reden).
    pub reason: String,
    #[graphql(flatten)]
    once: Repeatable,
}
