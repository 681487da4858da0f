//! The one broom: removes what ended longer ago than it is kept, so that no table grows with time alone.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{idempotency_key, invitation, mailed_link, session_family, session_token};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use super::{error::Result, known_origin, reset, security, throttle};

/// How long what has ended is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Sessions with their tokens, and links, from their end.
    pub sessions: TimeDelta,
    /// What concerns security.
    pub security: TimeDelta,
}

/// How long a request for another password counts against its address.
const RESETS: TimeDelta = TimeDelta::hours(1);

/// Sweeps once.
pub async fn sweep(connection: &impl ConnectionTrait, now: DateTime<Utc>, keep: Retention) -> Result<()> {
    throttle::sweep(connection, now).await?;
    known_origin::sweep(connection, now).await?;
    reset::forget(connection, now - RESETS).await?;
    security::sweep(connection, now, keep.security).await?;
    let keys = idempotency_key::Entity::delete_many().filter(idempotency_key::Column::KeptUntil.lte(now));
    keys.exec(connection).await?;
    sessions(connection, now - keep.sessions).await?;
    links(connection, now - keep.sessions).await
}

/// Sessions that ended before a moment, by being signed out or because no token of theirs was good any more.
async fn sessions(connection: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<()> {
    let tokens = session_token::Entity::delete_many().filter(
        session_token::Column::ExpiresAt.lte(before).or(session_token::Column::FamilyId.in_subquery(
            session_family::Entity::find()
                .select_only()
                .column(session_family::Column::Id)
                .filter(session_family::Column::EndedAt.lte(before))
                .into_query(),
        )),
    );
    tokens.exec(connection).await?;
    // A session has a token from its first moment on: one without has lost its last.
    let families = session_family::Entity::delete_many()
        .filter(session_family::Column::BegunAt.lte(before))
        .filter(Expr::exists(tokens_of_family()).not());
    families.exec(connection).await?;
    Ok(())
}

fn tokens_of_family() -> SelectStatement {
    let of = Expr::col((session_token::Entity, session_token::Column::FamilyId));
    Query::select()
        .expr(Expr::val(1))
        .from(session_token::Entity)
        .and_where(of.equals((session_family::Entity, session_family::Column::Id)))
        .take()
}

/// Links whose time was over before a moment; an invitation that came with one stays and says what became of it.
async fn links(connection: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<()> {
    let over = mailed_link::Entity::find()
        .select_only()
        .column(mailed_link::Column::Id)
        .filter(mailed_link::Column::ExpiresAt.lte(before))
        .into_query();
    let invitations = invitation::Entity::update_many()
        .set(invitation::ActiveModel { link_id: Set(None), ..Default::default() })
        .filter(invitation::Column::LinkId.in_subquery(over));
    invitations.exec(connection).await?;
    let links = mailed_link::Entity::delete_many().filter(mailed_link::Column::ExpiresAt.lte(before));
    links.exec(connection).await?;
    Ok(())
}
