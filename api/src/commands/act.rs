//! What every act shares: its transaction, its permit, its moment, and telling the world afterwards.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Notify, broadcast};
use uuid::Uuid;

use super::asking::Asking;
pub use super::{
    asking::Anybody,
    error::{BUSY_SECONDS, CommandError, Done},
};
use crate::{
    attachments::AttachmentStore,
    auth::{
        jwt::AccessTokens,
        password::Passwords,
        throttle::Throttle,
        withdrawal::{Withdrawals, Withdrawn},
    },
    budget::Account,
    clock::{Clock, IdSource},
    domain::{
        contract::{By, Contract},
        cycle::Cycle,
        event::{Event, SubjectKind},
        framework::Goal,
        ids::{PartyId, PersonId},
        indicator::{Measure, Measures},
        invitation::Invitation,
        period::local_day,
        refusal::{Code, Refusal},
        suppression::Threshold,
        target::Year,
    },
    policy::{self, Action, Denial, Permit, Scope, Viewer},
    storage::{self, Connection, Recorded, Unit, event::TrailKeys, once::Taken, security::SecurityLog},
};

/// Wakes a worker.
pub type Wake = Arc<Notify>;

/// What the acts work with; made once for the process.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub database: Connection,
    /// The keys of the audit trail.
    pub trail: TrailKeys,
    /// Where what concerns security is noted.
    pub security: SecurityLog,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identities.
    pub ids: IdSource,
    /// Hashing and checking passwords.
    pub passwords: Passwords,
    /// Access tokens.
    pub tokens: Arc<AccessTokens>,
    /// How long a refresh token is good.
    pub refresh_lifetime: TimeDelta,
    /// What this process knows of limits.
    pub throttle: Arc<Throttle>,
    /// Wrong passwords for an account from one address before it has to wait.
    pub free_tries: i64,
    /// Keeps the content of attachments.
    pub attachments: Arc<dyn AttachmentStore>,
    /// The largest attachment, in bytes.
    pub attachment_bytes: u64,
    /// A group under this many people is small: who is no party to it does not read it.
    pub smallest_group: Threshold,
    /// Wakes the mail worker when there is mail.
    pub wake: Wake,
    /// Wakes whoever looks into requests for another password.
    pub resets: Wake,
    /// Tells subscribers what happened.
    pub events: broadcast::Sender<Recorded>,
    /// Tells open connections which sessions and rights were taken back.
    pub withdrawals: Withdrawals,
}

impl Services {
    /// Opens the transaction of an act at this moment.
    pub async fn unit(&self, at: DateTime<Utc>, request_id: &str) -> storage::Result<Unit> {
        Unit::begin(&self.database, &self.trail, self.ids.clone(), at, request_id).await
    }

    /// The same, with every statement to the database on this account.
    #[must_use]
    pub fn drawing_on(&self, account: Arc<Account>) -> Self {
        Self { database: self.database.drawing_on(account), ..self.clone() }
    }
}

/// One act under way: its transaction, who does it, and when.
pub struct Act<'a> {
    /// The transaction.
    pub unit: Unit,
    /// Who acts, and when.
    pub by: By,
    services: &'a Services,
    pub(super) viewer: &'a Viewer,
}

impl<'a> Act<'a> {
    /// Begins an act of a signed-in person. One that was done before with the same key is not done again.
    pub async fn begin(asking: Asking<'a>) -> Done<Self> {
        let Asking { services, viewer, request_id, once } = asking;
        let at = services.clock.now();
        let mut unit = services.unit(at, request_id).await?;
        if let Some(once) = once {
            match unit.once(viewer.person, once).await? {
                Taken::First(_) => {}
                Taken::Before(gave) => return Err(CommandError::DoneBefore(gave)),
                Taken::Otherwise => return Err(Refusal::at(Code::IdempotencyKeyReused, ["idempotencyKey"]).into()),
            }
        }
        let by = By { person: viewer.person, at, today: local_day(at) };
        Ok(Self { unit, by, services, viewer })
    }

    /// New identities.
    pub const fn ids(&self) -> &IdSource {
        &self.services.ids
    }

    /// A permit for the act, or why not. What the viewer may not read is not found, at the input's field.
    pub fn permit(&self, action: Action, scope: &Scope, field: &str) -> Done<Permit> {
        decided(self.viewer, action, scope, field)
    }

    /// A permit for an act about who is what at a party, with the party held. The roles that count are those that the
    /// person holds then: a role that ends at this moment either ends after the act, or gives no right to it.
    pub async fn permit_at(&self, action: Action, party: PartyId, field: &str) -> Done<Permit> {
        let scope = Scope::Parties(vec![party]);
        // Who has no right to it keeps nobody waiting.
        self.permit(action, &scope, field)?;
        self.unit.hold_parties(&[party]).await?;
        let viewer = storage::person::viewer(self.unit.connection(), self.by.person, self.by.today).await?;
        decided(&viewer.ok_or_else(|| not_found(field))?, action, &scope, field)
    }

    /// The same for what is to belong to the parties named at `field`. That none is named is said as such: it is no
    /// matter of rights.
    pub fn permit_for(&self, action: Action, owners: &[PartyId], none: Code, field: &str) -> Done<Permit> {
        if owners.is_empty() {
            return Err(Refusal::at(none, [field]).into());
        }
        self.permit(action, &Scope::Parties(owners.to_vec()), field)
    }

    /// A permit for the one who was invited; for anyone else the invitation does not exist.
    pub fn own_invitation(&self, action: Action, it: &Invitation) -> Done<Permit> {
        policy::invited(self.viewer, action, it.person).map_err(|_| not_found("invitationId"))
    }

    /// The role by which the permit was given decides what a second reader may.
    pub fn holds_second_reading(&self, permit: &Permit) -> bool {
        permit.party().is_some_and(|party| self.viewer.holds(policy::Role::PortfolioHolder, party))
    }

    /// The goals that a contract's reports and reviews judge.
    pub async fn goals(&self, contract: &Contract) -> Done<Vec<Goal>> {
        let Some(framework) = contract.terms.framework else { return Ok(Vec::new()) };
        let found = storage::framework::by_ids(self.unit.connection(), &[framework]).await?;
        Ok(found.into_iter().flat_map(|framework| framework.goals).collect())
    }

    /// Says that the act gives another thing than the one its event happened to.
    #[must_use]
    pub fn giving(self, id: Uuid) -> Self {
        Self { unit: self.unit.giving(id), ..self }
    }

    /// Records the event with the mail that follows, commits, wakes the mail worker and tells subscribers.
    pub async fn commit(self, permit: Permit, event: Event) -> Done<()> {
        let recorded = self.unit.commit(permit, event).await?;
        announce(self.services, recorded);
        Ok(())
    }
}

impl Act<'_> {
    /// The same as [`Act::commit`] for an act of which several trails tell.
    pub async fn commit_all(self, permit: Permit, event: Event, more: Vec<Event>) -> Done<()> {
        for recorded in self.unit.commit_all(permit, event, more).await? {
            announce(self.services, recorded);
        }
        Ok(())
    }
}

fn decided(viewer: &Viewer, action: Action, scope: &Scope, field: &str) -> Done<Permit> {
    policy::decide(viewer, action, scope).map_err(|denial| match denial {
        Denial::NotFound => not_found(field),
        Denial::Role | Denial::OtherParty | Denial::BothSides => CommandError::Denied(denial),
    })
}

/// Wakes the mail worker and tells subscribers; what happened to a person may have taken rights from them. Nobody
/// listening is no error.
pub fn announce(services: &Services, recorded: Recorded) {
    services.wake.notify_one();
    if recorded.event.subject_kind == SubjectKind::Person {
        services.withdrawals.tell(Withdrawn::Rights(PersonId(recorded.event.subject)));
    }
    let _ = services.events.send(recorded);
}

/// A year with everything its rules look at.
pub struct OpenYear {
    /// The contract, as the year runs under it.
    pub contract: Contract,
    /// The year.
    pub cycle: Cycle,
    /// What is measured.
    pub measures: Measures,
}

impl OpenYear {
    /// The year as the rules take it.
    pub fn as_year(&self) -> Year<'_> {
        Year { contract: &self.contract, cycle: &self.cycle, measures: &self.measures }
    }
}

/// The indicators of a contract with their definitions.
pub async fn measures(connection: &storage::Transaction, contract: &Contract) -> Done<Measures> {
    let ids: Vec<_> = contract.indicators.iter().map(|usage| usage.indicator).collect();
    let definitions = storage::indicator::by_ids(connection, &ids).await?;
    Ok(join(contract, &definitions))
}

/// Joins a contract's indicators with their definitions.
pub fn join(contract: &Contract, definitions: &[crate::domain::indicator::Indicator]) -> Measures {
    let with = |usage: &crate::domain::indicator::ContractIndicator| {
        let definition = definitions.iter().find(|definition| definition.id == usage.indicator)?;
        Some(Measure { usage: usage.clone(), definition: definition.clone() })
    };
    contract.indicators.iter().filter_map(with).collect()
}

/// The named thing does not exist for the viewer.
pub fn not_found(field: &str) -> CommandError {
    Refusal::at(Code::NotFound, [field]).into()
}

/// The thing has moved on since the viewer read it.
pub fn stale() -> CommandError {
    Refusal::at(Code::Stale, ["expectedVersion"]).into()
}

/// Refuses when the viewer read another version than there is.
pub fn check_version(is: i64, expected: i64) -> Done<()> {
    if is == expected { Ok(()) } else { Err(stale()) }
}

/// Refuses when the row had moved on by the time it was written.
pub fn saved(saved: bool) -> Done<()> {
    if saved { Ok(()) } else { Err(stale()) }
}
