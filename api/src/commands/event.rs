//! Who may hear of what happened.

use super::Services;
use crate::{
    domain::{event::SubjectKind, period::local_day, report::Reading},
    policy::{Scope, Viewer, readable},
    storage::{self, Recorded},
};

/// Whether the viewer may hear of it now: the thing it happened to must exist for them, with the roles they hold today.
pub async fn may_hear(services: &Services, viewer: &Viewer, recorded: &Recorded) -> bool {
    match scope(services, viewer, recorded).await {
        Ok(Some((viewer, scope))) => readable(&viewer, &scope),
        Ok(None) => false,
        Err(error) => {
            let error: &(dyn std::error::Error + 'static) = &error;
            tracing::error!(error, "an event could not be told");
            false
        }
    }
}

async fn scope(services: &Services, viewer: &Viewer, recorded: &Recorded) -> storage::Result<Option<(Viewer, Scope)>> {
    let database = &services.database;
    let today = local_day(services.clock.now());
    let Some(viewer) = storage::person::viewer(database, viewer.person, today).await? else { return Ok(None) };
    let Some(contract) = recorded.event.contract else { return Ok(None) };
    let Some(contract) = storage::contract::by_id(database, contract).await? else { return Ok(None) };
    let subject = recorded.event.subject;
    let scope = match recorded.event.subject_kind {
        SubjectKind::TargetSet => storage::target::by_id(database, crate::domain::ids::TargetSetId(subject))
            .await?
            .map(|set| Scope::targets(&contract, &set)),
        SubjectKind::Report => {
            storage::report::by_id(database, crate::domain::ids::ReportId(subject), Reading::Working)
                .await?
                .map(|report| Scope::report(&contract, &report, None))
        }
        SubjectKind::Review => storage::review::by_id(database, crate::domain::ids::ReviewId(subject))
            .await?
            .map(|review| Scope::review(&contract, &review)),
        SubjectKind::AnnualCycle => Some(Scope::cycle(&contract)),
        SubjectKind::Contract if subject != contract.id.0 => {
            contract.amendments.iter().find(|amendment| amendment.id.0 == subject).map(Scope::contract)
        }
        _ => Some(Scope::contract(&contract)),
    };
    Ok(scope.map(|scope| (viewer, scope)))
}
