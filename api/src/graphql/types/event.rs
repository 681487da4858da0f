//! What happened: the audit trail.

use async_graphql::{ComplexObject, Context, ID, SimpleObject};

use super::{
    connection::{Page, connection},
    person::{Person, person},
};
use crate::{
    commands::event::{Happened, told},
    domain::{
        self,
        contract::Contract,
        ids::{EventId, PartyId, PersonId},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{EventKind, SubjectKind},
        errors::{bad_input, forbidden, read_failed},
        figures::{self, Change},
        ids::Global,
        loaders,
        scalars::DateTime,
        seen::{ById, Found},
    },
    policy::{Action, Scope, Viewer, decide, readable},
    storage,
};

/// An event of the audit trail (gebeurtenis in het logboek). Append-only; each carries the hash of the one before.
#[derive(SimpleObject, Clone)]
#[graphql(complex)]
pub struct AuditEvent {
    /// The global identity, opaque.
    #[graphql(owned)]
    pub id: ID,
    /// Its number in the trail, from 1.
    pub number: i32,
    /// What happened.
    pub kind: EventKind,
    /// To what kind of thing.
    pub subject_kind: SubjectKind,
    /// When.
    pub at: DateTime,
    /// By what right: the act and the role.
    pub permit: String,
    /// Its hash (SHA-256, hexadecimal).
    pub hash: String,
    /// Whether what it changed is withheld from the viewer (afgeschermd): a draft is for the side that writes it, and
    /// who joined later reads of the time before only what was adopted, accepted or final.
    pub withheld: bool,
    #[graphql(skip)]
    told: Vec<Change>,
    #[graphql(skip)]
    actor_id: Option<PersonId>,
}

impl AuditEvent {
    /// An event of the trail of a party. Who declined an invitation did not want to be known there.
    pub fn of_party(mut row: storage::event::AuditEvent) -> Self {
        if row.kind == domain::event::EventKind::InvitationDeclined {
            row.actor = None;
        }
        let changes = figures::told_of_party(&row.changes);
        Self::of(row, changes, false)
    }

    /// An event as the viewer may read it.
    pub fn of(row: storage::event::AuditEvent, told: Vec<Change>, withheld: bool) -> Self {
        Self {
            withheld,
            id: row.id.global(),
            number: i32::try_from(row.number).unwrap_or(i32::MAX),
            kind: row.kind.into(),
            subject_kind: row.subject_kind.into(),
            at: DateTime(row.at),
            permit: row.permit,
            told,
            hash: row.hash,
            actor_id: row.actor,
        }
    }
}

#[ComplexObject]
impl AuditEvent {
    /// What it changed (wijzigingen); nothing where it is withheld.
    async fn changes(&self) -> &[Change] {
        if self.withheld { &[] } else { &self.told }
    }

    /// By whom; nobody for the operator of the service.
    async fn actor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Person>> {
        match self.actor_id {
            Some(id) => Ok(Some(person(ctx, id).await?)),
            None => Ok(None),
        }
    }
}

/// A page of the trail of a contract, for its parties.
///
/// That of an amendment is the trail of the contract it amends; who is to join that contract, and is no party to it
/// yet, reads what happened to the amendment.
pub async fn trail(ctx: &Context<'_>, contract: &Contract, page: Page) -> async_graphql::Result<AuditEventConnection> {
    let scope = Scope::contract(contract);
    decide(viewer(ctx)?, Action::ReadAuditTrail, &scope).map_err(|denial| forbidden(ctx, denial))?;
    let before = page.after.as_ref().map(|place| {
        let number = place.first().and_then(|text| text.parse::<i64>().ok());
        number.ok_or_else(|| bad_input("after: not a cursor of this list", "after"))
    });
    let database = &RequestContext::of(ctx).services.database;
    let viewer = viewer(ctx)?;
    let base = match contract.amends {
        Some(_) => Some(loaders::must(ctx, contract.base_id()).await?),
        None => None,
    };
    let base = base.as_deref().unwrap_or(contract);
    let outsider = decide(viewer, Action::ReadAuditTrail, &Scope::contract(base)).is_err();
    let only = outsider.then_some(contract.id.0);
    let (rows, total) = storage::event::of_contract(database, base.id, only, before.transpose()?, page.limit())
        .await
        .map_err(|error| read_failed(ctx, &error))?;
    let happened: Vec<Happened> = rows.iter().map(happened).collect();
    let told = told(database, base, &happened).await.map_err(|error| read_failed(ctx, &error))?;
    let events = rows.into_iter().zip(told).map(|(row, told)| {
        let withheld = !readable(viewer, &told);
        let changes = figures::told(viewer, base, &row.changes);
        AuditEvent::of(row, changes, withheld)
    });
    Ok(AuditEventConnection::new(
        page.cut(events.collect(), |event: &AuditEvent| vec![event.number.to_string()]),
        total,
    ))
}

impl ById for AuditEvent {
    type Id = EventId;

    /// For whoever reads the trail in which it stands.
    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: EventId) -> Found<Self> {
        let database = &RequestContext::of(ctx).services.database;
        let found = storage::event::seen(database, viewer, id).await.map_err(|error| read_failed(ctx, &error))?;
        let Some(row) = found else { return Ok(None) };
        let Some(base) = row.contract else {
            let party = Scope::Parties(vec![PartyId(row.subject)]);
            let of_party = row.subject_kind == domain::event::SubjectKind::Party;
            let reads = of_party && decide(viewer, Action::ReadPartyTrail, &party).is_ok();
            return Ok(reads.then(|| Self::of_party(row)));
        };
        let base = loaders::must(ctx, base).await?;
        let reads = |it: &Contract| decide(viewer, Action::ReadAuditTrail, &Scope::contract(it)).is_ok();
        // Who is to join reads what happened to the amendment.
        let joins = || base.amendments.iter().any(|it| it.id.0 == row.subject && reads(it));
        if !reads(&base) && !joins() {
            return Ok(None);
        }
        let told = told(database, &base, &[happened(&row)]).await.map_err(|error| read_failed(ctx, &error))?;
        let changes = figures::told(viewer, &base, &row.changes);
        Ok(told.first().map(|told| Self::of(row, changes, !readable(viewer, told))))
    }
}

const fn happened(row: &storage::event::AuditEvent) -> Happened {
    Happened { kind: row.kind, subject_kind: row.subject_kind, subject: row.subject, at: row.at }
}

connection!(AuditEventConnection, AuditEventEdge, AuditEvent, "events of the audit trail (logboek)");
