//! The acts of reporting. Each tells which report it was about; what is to be seen of it, its readers read anew.

use super::{
    act::{Act, Done, OpenYear, check_version, not_found, saved},
    contract::Asking,
    cycle::begin_reviews,
};
use crate::{
    domain::{
        event::Event,
        framework::Goal,
        ids::{PartyId, ReportId},
        party::PartyRef,
        reorganisation::continuous,
        report::{Basis, Filling, Part, Reading, Report, ReportStage},
        responsibility,
    },
    policy::{self, Action, Permit, Scope},
    storage::{self, report::Occasion},
};

/// A report that exists, in the version the viewer read.
#[derive(Debug, Clone, Copy)]
pub struct Which {
    /// Which report.
    pub id: ReportId,
    /// The version that was read.
    pub expected_version: i64,
}

/// A report with everything its rules look at.
struct Open {
    /// The working copy, whoever acts: what a client does touches no content.
    report: Report,
    /// What whoever acts has read of it.
    reading: Reading,
    year: OpenYear,
    goals: Vec<Goal>,
    partners: Vec<PartyRef>,
}

impl Open {
    async fn load(act: &Act<'_>, asking: Asking<'_>, which: Which) -> Done<Self> {
        let connection = act.unit.connection();
        let no = || not_found("reportId");
        let seen = act.seen(which.id, "reportId").await?;
        let year = act.year_of(&seen, "reportId").await?;
        let report = storage::report::by_id(connection, &seen, Reading::Working).await?.ok_or_else(no)?;
        let goals = act.goals(&year.contract).await?;
        let named: Vec<PartyId> = responsibility::partners(&year.contract.matrix).into_iter().collect();
        let partners = storage::party::by_ids(connection, &named).await?;
        let partners = partners.into_iter().map(|party| PartyRef { id: party.id, name: party.name }).collect();
        let reading = policy::reading(asking.viewer, &year.contract);
        Ok(Self { report, reading, year, goals, partners })
    }

    /// A permit for whoever may act on the report and has read it as it stands.
    fn permit(&self, act: &Act<'_>, action: Action, about: Option<PartyId>, which: Which) -> Done<Permit> {
        let scope = Scope::owed_report(&self.year.contract, &self.report, about);
        let permit = act.permit(action, &scope, "reportId")?;
        check_version(self.report.version_read(self.reading), which.expected_version)?;
        Ok(permit)
    }

    fn basis(&self) -> Basis<'_> {
        Basis { year: self.year.as_year(), goals: &self.goals, partners: &self.partners }
    }
}

/// Fills in values and texts.
pub async fn fill(asking: Asking<'_>, which: Which, filling: Filling) -> Done<ReportId> {
    let act = asking.begin().await?;
    let open = Open::load(&act, asking, which).await?;
    let permit = open.permit(&act, Action::FillReport, None, which)?;
    let changed = open.report.clone().fill(filling, open.basis())?;
    keep(act, &open, changed, permit).await
}

/// Submits the report; all problems come back at once.
pub async fn submit(asking: Asking<'_>, which: Which) -> Done<ReportId> {
    let act = asking.begin().await?;
    let open = Open::load(&act, asking, which).await?;
    let permit = open.permit(&act, Action::SubmitReport, None, which)?;
    let connection = act.unit.connection();
    let cycles = storage::cycle::of_contracts(connection, &[open.year.contract.id]).await?;
    let cycles: Vec<_> = cycles.iter().map(|cycle| cycle.id).collect();
    let mut reports = storage::report::of_cycles(connection, &cycles, Reading::Submitted).await?;
    reports.retain(|it| it.id != open.report.id && it.state.submission().is_some());
    let earlier = continuous(storage::report::series(&reports), &open.year.contract.replaced);
    let changed = open.report.clone().submit(open.basis(), &earlier, act.by)?;
    freeze(&act, &open, &changed.0, Occasion::Submitted).await?;
    keep(act, &open, changed, permit).await
}

/// A municipality returns parts of the report, each with a reason.
pub async fn send_back(
    asking: Asking<'_>,
    which: Which,
    municipality: PartyId,
    parts: Vec<(Part, String)>,
) -> Done<ReportId> {
    let act = asking.begin().await?;
    let open = Open::load(&act, asking, which).await?;
    let permit = open.permit(&act, Action::ReturnReport, Some(municipality), which)?;
    let changed = open.report.clone().send_back(municipality, parts, open.basis(), act.by)?;
    keep(act, &open, changed, permit).await
}

/// A municipality accepts the report. When the last has and it is the annual one, the reviews open.
pub async fn accept(asking: Asking<'_>, which: Which, municipality: PartyId) -> Done<ReportId> {
    let act = asking.begin().await?;
    let open = Open::load(&act, asking, which).await?;
    let permit = open.permit(&act, Action::AcceptReport, Some(municipality), which)?;
    let changed = open.report.clone().accept(municipality, open.basis(), act.by)?;
    if changed.0.state.stage() == ReportStage::Accepted {
        freeze(&act, &open, &changed.0, Occasion::Accepted).await?;
        if changed.0.annual && open.year.cycle.phase() == crate::domain::cycle::Phase::Execution {
            begin_reviews(&act, &open.year).await?;
        }
    }
    keep(act, &open, changed, permit).await
}

async fn freeze(act: &Act<'_>, open: &Open, report: &Report, occasion: Occasion) -> Done<()> {
    let connection = act.unit.connection();
    let targets = storage::target::of_cycles(connection, &[open.year.cycle.id]).await?;
    let under = (&open.year.contract, targets.as_slice());
    storage::report::freeze(connection, act.ids(), report, under, occasion, act.by).await?;
    Ok(())
}

async fn keep(act: Act<'_>, was: &Open, (report, event): (Report, Event), permit: Permit) -> Done<ReportId> {
    saved(storage::report::update(act.unit.connection(), act.ids(), &report, was.report.version).await?)?;
    act.commit(permit, event).await?;
    Ok(report.id)
}
