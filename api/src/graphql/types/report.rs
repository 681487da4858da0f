//! Reports, as far as the viewer may see them.

mod content;
mod part;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{
    cycle::{self, AnnualCycle, of_the_parties},
    indicator::measures,
};
use crate::{
    domain::{
        self,
        ids::{PartyId, ReportId},
        party::PartyRef,
        report::{Basis, Reading},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::ReportState,
        errors::read_failed,
        figures,
        ids::Global,
        loaders::{self, CyclesOf, ReportsOf, WorkingReportsOf},
        permission::{Permission, permission},
        scalars::{Date, DateTime, version},
        seen::{ById, Found, place},
    },
    policy::{Action, Scope, Viewer, readable, reading},
    storage,
};

pub use content::{CooperationAccount, ReportHandling, ReportedValue, SelfAssessment};
pub use part::{ReportPart, ReportReturn};

use self::{content::reported, part::returned};

/// A report (rapportage).
#[derive(Clone)]
pub struct Report {
    /// The year.
    pub cycle: AnnualCycle,
    /// The report itself, as it was read.
    content: Arc<domain::report::Report>,
    /// How it was read.
    reading: Reading,
}

impl ById for Report {
    type Id = ReportId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ReportId) -> Found<Self> {
        let Some(seen) = place(ctx, viewer, id).await? else { return Ok(None) };
        let Some(cycle) = cycle::linked(ctx, seen.root().cycle).await? else { return Ok(None) };
        let reading = reading(viewer, &cycle.contract);
        let database = &RequestContext::of(ctx).services.database;
        let report =
            storage::report::by_id(database, &seen, reading).await.map_err(|error| read_failed(ctx, &error))?;
        let report = report.filter(|report| readable(viewer, &Scope::report(&cycle.contract, report, None)));
        Ok(report.map(|report| Self { cycle, content: Arc::new(report), reading }))
    }
}

/// The reports of a year, in order, as the viewer may see them.
pub async fn of_year(ctx: &Context<'_>, year: &AnnualCycle) -> async_graphql::Result<Vec<Report>> {
    let viewer = viewer(ctx)?;
    let reading = reading(viewer, &year.contract);
    let reports = match reading {
        Reading::Working => loaders::must(ctx, WorkingReportsOf(year.cycle.id)).await?,
        Reading::Submitted => loaders::must(ctx, ReportsOf(year.cycle.id)).await?,
    };
    let seen = reports.iter().filter(|it| readable(viewer, &Scope::report(&year.contract, it, None)));
    Ok(seen.map(|report| Report { cycle: year.clone(), content: Arc::new(report.clone()), reading }).collect())
}

impl Report {
    /// Whether it is that report.
    pub fn concerns(&self, id: ReportId) -> bool {
        self.content.id == id
    }
}

/// A report (rapportage) over a period.
#[Object]
impl Report {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.content.id.global()
    }

    /// The version (versie) to give back with an act.
    async fn version(&self) -> i32 {
        version(self.content.version)
    }

    /// The year (jaarcyclus).
    async fn cycle(&self) -> AnnualCycle {
        self.cycle.clone()
    }

    /// Its number within the year (volgnummer).
    async fn number(&self) -> i32 {
        self.content.number
    }

    /// Whether it is the annual report (jaarrapportage), over the whole year.
    async fn annual(&self) -> bool {
        self.content.annual
    }

    /// The first day of its period (periode vanaf).
    async fn period_start(&self) -> Date {
        Date(self.content.period.from)
    }

    /// The last day of its period (periode tot en met).
    async fn period_end(&self) -> Date {
        Date(self.content.period.to)
    }

    /// Until when it is in time (uiterste datum); after this it is late but welcome.
    async fn due_on(&self) -> Date {
        Date(self.content.due_on)
    }

    /// When the period closes (sluitingsdatum).
    async fn closes_on(&self) -> Date {
        Date(self.content.closes_on)
    }

    /// Whether its term is over and it was never submitted (te laat).
    async fn is_overdue(&self, ctx: &Context<'_>) -> bool {
        self.content.is_overdue(RequestContext::of(ctx).today())
    }

    /// How far it has come (status). What its organisation is drafting is EXPECTED to everybody else.
    async fn state(&self) -> ReportState {
        self.content.state.stage().into()
    }

    /// Whether this is the organisation's own working copy (werkexemplaar), which nobody else reads: a draft, or the
    /// rewriting of what was returned.
    async fn is_working_copy(&self) -> bool {
        self.reading == Reading::Working && self.content.state.stage().is_draft()
    }

    /// The report as everybody else reads it (laatst ingediend): as last submitted; nothing before the first time.
    async fn last_submitted(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Self>> {
        if self.content.state.submission().is_none() {
            return Ok(None);
        }
        let reports = loaders::must(ctx, ReportsOf(self.cycle.cycle.id)).await?;
        let own = reports.iter().find(|it| it.id == self.content.id);
        let as_submitted = |report: &domain::report::Report| Self {
            cycle: self.cycle.clone(),
            content: Arc::new(report.clone()),
            reading: Reading::Submitted,
        };
        Ok(own.map(as_submitted))
    }

    /// How often it was submitted (aantal keer ingediend).
    async fn submissions(&self) -> i32 {
        self.content.submissions
    }

    /// When it was last submitted (ingediend op).
    async fn submitted_at(&self) -> Option<DateTime> {
        self.content.state.submission().map(|it| DateTime(it.at))
    }

    /// The explanation as a whole (toelichting).
    async fn explanation(&self) -> &String {
        &self.content.explanation
    }

    /// The values (waarden). Where small numbers could be solved they are suppressed (onderdrukt) for everyone but the
    /// contractor and the client's own staff.
    async fn values(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ReportedValue>> {
        let gate = self.cycle.gate(ctx).await?;
        let value = |it| reported(it, figures::parts(gate, &self.content, it));
        Ok(self.content.values.iter().map(value).collect())
    }

    /// The accounts of the cooperation, one per partner (verantwoording samenwerking).
    async fn cooperation_accounts(&self) -> Vec<CooperationAccount> {
        let account = |it: &domain::report::CooperationAccount| CooperationAccount {
            judgement: it.judgement.into(),
            text: it.text.clone(),
            partner_id: it.partner,
        };
        self.content.accounts.iter().map(account).collect()
    }

    /// The self-assessment, in the annual report (eigen beoordeling).
    async fn self_assessments(&self) -> Vec<SelfAssessment> {
        let assessment = |it: &domain::report::SelfAssessment| SelfAssessment {
            goal_id: it.goal.global(),
            judgement: it.judgement.into(),
            reasoning: it.reasoning.clone(),
        };
        self.content.assessments.iter().map(assessment).collect()
    }

    /// What each municipality did with it (afhandeling per gemeente).
    async fn handlings(&self) -> Vec<ReportHandling> {
        let handling = |it: &domain::report::Handling| ReportHandling {
            state: it.state.into(),
            at: it.by.map(|(_, at)| DateTime(at)),
            municipality_id: it.municipality.id,
        };
        self.content.handlings.iter().map(handling).collect()
    }

    /// What was returned, over all submissions (teruggestuurd); for the parties.
    async fn returns(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ReportReturn>> {
        if !of_the_parties(ctx, &self.cycle.contract)? {
            return Ok(Vec::new());
        }
        Ok(self.content.returns.iter().map(returned).collect())
    }

    /// What stands returned now (nog te herstellen): until it is submitted again the organisation may change these
    /// parts and no others.
    async fn standing_returns(&self) -> Vec<ReportReturn> {
        self.content.standing_returns().map(returned).collect()
    }

    /// Whether the viewer may fill it in now (mag invullen).
    async fn viewer_can_fill(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let scope = Scope::report(&self.cycle.contract, &self.content, None);
        permission(ctx, Action::FillReport, &scope, || self.content.cannot_fill())
    }

    /// Whether the viewer may submit it now (mag indienen); otherwise every problem, each at its field.
    async fn viewer_can_submit(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let contract = &self.cycle.contract;
        let scope = Scope::report(contract, &self.content, None);
        let measures = measures(ctx, contract).await?;
        let goals = match contract.terms.framework {
            Some(framework) => loaders::must(ctx, framework).await?.goals.clone(),
            None => Vec::new(),
        };
        let partners: Vec<PartyId> = domain::responsibility::partners(&contract.matrix).into_iter().collect();
        let partners = loaders::many(ctx, partners).await?;
        let partners: Vec<PartyRef> = partners.iter().map(|it| PartyRef { id: it.id, name: it.name.clone() }).collect();
        let cycles = loaders::must(ctx, CyclesOf(contract.id)).await?;
        let lists = loaders::many(ctx, cycles.iter().map(|it| ReportsOf(it.id)).collect()).await?;
        let mut others: Vec<domain::report::Report> = lists
            .iter()
            .flat_map(|list| list.iter())
            .filter(|it| it.id != self.content.id && it.state.submission().is_some())
            .cloned()
            .collect();
        others.sort_by_key(|report| (report.period.to, report.annual));
        let earlier = domain::reorganisation::continuous(storage::report::series(&others), &contract.replaced);
        let year = domain::target::Year { contract, cycle: &self.cycle.cycle, measures: &measures };
        let basis = Basis { year, goals: &goals, partners: &partners };
        let today = RequestContext::of(ctx).today();
        permission(ctx, Action::SubmitReport, &scope, || self.content.cannot_submit(basis, &earlier, today))
    }

    /// Whether the viewer may accept or return it now for a municipality (mag akkoord geven of terugsturen).
    async fn viewer_can_handle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For which client (gemeente).")] municipality_id: ID,
    ) -> async_graphql::Result<Permission> {
        let municipality = PartyId::parse(&municipality_id, "municipalityId")?;
        let scope = Scope::report(&self.cycle.contract, &self.content, Some(municipality));
        permission(ctx, Action::AcceptReport, &scope, || self.content.cannot_handle(Some(municipality)))
    }
}
