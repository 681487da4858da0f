//! What happened: the audit trail.

use async_graphql::{ComplexObject, Context, ID, SimpleObject};

use super::{
    connection::{Page, connection},
    person::{Person, person},
};
use crate::{
    domain::{self, ids::PersonId},
    graphql::{
        context::{RequestContext, viewer},
        enums::{EventKind, SubjectKind},
        errors::{bad_input, forbidden, read_failed},
        ids::Global,
        scalars::DateTime,
    },
    policy::{Action, Scope, decide},
    storage,
};

/// One fact before and after an act (wijziging).
#[derive(SimpleObject, Clone)]
pub struct Change {
    /// Which fact (veld).
    pub field: String,
    /// What it was; nothing when it is new.
    pub before: Option<String>,
    /// What it is; nothing when it is gone.
    pub after: Option<String>,
}

/// An event of the audit trail (gebeurtenis in het logboek). Append-only; each carries the hash of the one before.
#[derive(SimpleObject, Clone)]
#[graphql(complex)]
pub struct AuditEvent {
    /// The global identity, opaque.
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
    /// What it changed.
    pub changes: Vec<Change>,
    /// Its hash (SHA-256, hexadecimal).
    pub hash: String,
    #[graphql(skip)]
    actor_id: Option<PersonId>,
}

#[ComplexObject]
impl AuditEvent {
    /// By whom; nobody for the operator of the service.
    async fn actor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Person>> {
        match self.actor_id {
            Some(id) => Ok(Some(person(ctx, id).await?)),
            None => Ok(None),
        }
    }
}

/// A page of the trail of a contract, for its parties.
pub async fn trail(
    ctx: &Context<'_>,
    contract: &domain::contract::Contract,
    page: Page,
) -> async_graphql::Result<AuditEventConnection> {
    let scope = Scope::contract(contract);
    decide(viewer(ctx)?, Action::ReadAuditTrail, &scope).map_err(|denial| forbidden(ctx, denial))?;
    let before = page.after.as_ref().map(|place| {
        let number = place.first().and_then(|text| text.parse::<i64>().ok());
        number.ok_or_else(|| bad_input("after: not a cursor of this list", "after"))
    });
    let database = &RequestContext::of(ctx).services.database;
    let (rows, total) = storage::event::of_contract(database, contract.id, before.transpose()?, page.limit())
        .await
        .map_err(|error| read_failed(ctx, &error))?;
    let events = rows.into_iter().map(|row| AuditEvent {
        id: row.id.global(),
        number: i32::try_from(row.number).unwrap_or(i32::MAX),
        kind: row.kind.into(),
        subject_kind: row.subject_kind.into(),
        at: DateTime(row.at),
        permit: row.permit,
        changes: row.changes.into_iter().map(change).collect(),
        hash: row.hash,
        actor_id: row.actor,
    });
    Ok(AuditEventConnection::new(
        page.cut(events.collect(), |event: &AuditEvent| vec![event.number.to_string()]),
        total,
    ))
}

fn change(it: domain::event::Change) -> Change {
    Change { field: it.field, before: it.before, after: it.after }
}

connection!(AuditEventConnection, AuditEventEdge, AuditEvent, "events of the audit trail (logboek)");
