//! Who may hear of what happened under a contract, and read what it says.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Services;
use crate::{
    domain::{
        contract::Contract,
        event::{EventKind, SubjectKind},
        ids::{ContractId, CycleId},
        period::local_day,
    },
    policy::{Action, Scope, Subject, Viewer, decide, readable},
    storage::{self, Connection, Recorded, subject::Place},
};

/// What happened, as far as it decides who may read what it says.
#[derive(Debug, Clone, Copy)]
pub struct Happened {
    /// What.
    pub kind: EventKind,
    /// To what kind of thing.
    pub subject_kind: SubjectKind,
    /// To which.
    pub subject: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// For each of the events in the trail of a contract, in order, who may read what it says: a few statements, however
/// many events there are.
pub async fn told(connection: &Connection, base: &Contract, events: &[Happened]) -> storage::Result<Vec<Scope>> {
    let things: Vec<(SubjectKind, Uuid)> = events.iter().map(|it| (it.subject_kind, it.subject)).collect();
    let places = storage::subject::places(connection, &things).await?;
    let in_a_year = |place: &Place| matches!(place, Place::Year(..));
    let mut years = Vec::new();
    if places.values().any(in_a_year) {
        years = storage::cycle::of_contracts(connection, &[base.id]).await?;
    }
    let years: HashMap<CycleId, Cow<'_, Contract>> =
        years.iter().map(|cycle| (cycle.id, base.for_year(cycle.year, cycle.opened_at))).collect();
    let subject = |id: &Uuid| match places.get(id) {
        Some(Place::Year(cycle, client)) => {
            years.get(cycle).map_or(Subject::Gone, |contract| Subject::Year { contract, client: *client })
        }
        Some(Place::Contract(id)) => text(base, *id).map_or(Subject::Gone, Subject::Text),
        None => Subject::Gone,
    };
    Ok(events.iter().map(|it| Scope::told(base, it.kind, subject(&it.subject), it.at)).collect())
}

/// The contract or its amendment with that identity.
fn text(base: &Contract, id: ContractId) -> Option<&Contract> {
    std::iter::once(base).chain(&base.amendments).find(|text| text.id == id)
}

/// What a listener makes of something that happened, with the rights of this moment.
pub enum Hearing {
    /// It is for them; with these rights.
    Told(Arc<Viewer>),
    /// It is not for them.
    Nothing,
    /// They may not listen any more.
    Over,
}

/// Whether someone who listens to a contract may hear of it now, with the roles they hold now and the contract as it
/// is now.
pub async fn may_hear(services: &Services, listener: &Viewer, recorded: &Recorded) -> Hearing {
    match judge(services, listener, recorded).await {
        Ok(hearing) => hearing,
        Err(error) => {
            let error: &(dyn std::error::Error + 'static) = &error;
            tracing::error!(error, "an event could not be told");
            Hearing::Nothing
        }
    }
}

async fn judge(services: &Services, listener: &Viewer, recorded: &Recorded) -> storage::Result<Hearing> {
    let Some(id) = recorded.event.contract else { return Ok(Hearing::Nothing) };
    let Some((viewer, contract)) = may_listen(services, listener, id).await? else { return Ok(Hearing::Over) };
    let event = &recorded.event;
    let (kind, subject_kind, subject) = (event.kind, event.subject_kind, event.subject);
    let happened = Happened { kind, subject_kind, subject, at: recorded.at };
    let scopes = told(&services.database, &contract, &[happened]).await?;
    Ok(match scopes.first() {
        Some(scope) if readable(&viewer, scope) => Hearing::Told(viewer),
        _ => Hearing::Nothing,
    })
}

/// Whether someone who listens to a contract still may. A database that is away for a moment ends nothing.
pub async fn is_listener(services: &Services, listener: &Viewer, id: ContractId) -> bool {
    match may_listen(services, listener, id).await {
        Ok(found) => found.is_some(),
        Err(error) => {
            let error: &(dyn std::error::Error + 'static) = &error;
            tracing::error!(error, "whether somebody may still listen could not be found out");
            true
        }
    }
}

/// The listener with the roles they hold now, and the contract; nothing once they may not listen to it any more.
async fn may_listen(
    services: &Services,
    listener: &Viewer,
    id: ContractId,
) -> storage::Result<Option<(Arc<Viewer>, Contract)>> {
    let today = local_day(services.clock.now());
    let Some(viewer) = storage::person::viewer(&services.database, listener.person, today).await? else {
        return Ok(None);
    };
    let contract = storage::contract::by_id(&services.database, id).await?;
    let allowed = |it: &Contract| decide(&viewer, Action::ReadAuditTrail, &Scope::contract(it)).is_ok();
    Ok(contract.filter(allowed).map(|contract| (Arc::new(viewer), contract)))
}
