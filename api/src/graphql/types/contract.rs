//! Contracts, as far as the viewer may see them.

mod amendment;
mod client;
mod course;
mod decision;
mod papers;
mod permissions;
mod text;

use std::sync::Arc;

use async_graphql::{Context, ID, MergedObject};

use self::{course::ContractCourse, papers::ContractPapers, permissions::ContractPermissions, text::ContractText};
use super::connection::connection;
use crate::{
    domain::{
        self,
        ids::{ContractId, PartyId},
    },
    graphql::{
        context::{RequestContext, viewer},
        errors::{bad_input, read_failed},
        ids::{Global, parse_optional},
        loaders,
        seen::{ById, Found, place},
    },
    policy::{Scope, Viewer, as_read, readable},
    storage,
};

pub use client::ContractClient;

/// A contract (overeenkomst) between one or more clients and one contractor, as it reads today.
///
/// An amendment (wijziging) is one too: it takes the same steps, and what it says holds from a day once adopted.
#[derive(MergedObject, Clone)]
#[graphql(name = "Contract")]
pub struct Contract(ContractCourse, ContractText, ContractPapers, ContractPermissions);

impl Contract {
    /// The contract as the viewer reads it, with the text that holds today; one that is no longer or not yet in force
    /// with its last text.
    pub fn of(ctx: &Context<'_>, contract: Arc<domain::contract::Contract>) -> Self {
        // Nothing exists for nobody: without a viewer no contract comes this far.
        let contract = match viewer(ctx) {
            Ok(viewer) => as_read(viewer, contract),
            Err(_) => contract,
        };
        let text = contract.as_of(RequestContext::of(ctx).today());
        // Nearly always the first text holds, and nothing is copied.
        let text = if text.id == contract.id { contract.clone() } else { Arc::new(text.clone()) };
        Self(
            ContractCourse(contract.clone()),
            ContractText(text),
            ContractPapers(contract.clone()),
            ContractPermissions(contract),
        )
    }

    /// What the schema shows.
    pub const fn inner(&self) -> &Arc<domain::contract::Contract> {
        &self.0.0
    }

    /// The global identity, opaque.
    #[expect(clippy::unused_async, reason = "the interface of all things asks it so")]
    pub async fn id(&self, _ctx: &Context<'_>) -> async_graphql::Result<ID> {
        Ok(self.inner().id.global())
    }
}

impl ById for Contract {
    type Id = ContractId;

    async fn find(ctx: &Context<'_>, viewer: &Viewer, id: ContractId) -> Found<Self> {
        match place(ctx, viewer, id).await? {
            Some(seen) => linked(ctx, seen.root()).await,
            None => Ok(None),
        }
    }
}

/// The contract that something refers to which the viewer reads, if it exists for them.
pub async fn linked(ctx: &Context<'_>, id: ContractId) -> Found<Contract> {
    Ok(all_linked(ctx, vec![id]).await?.into_iter().next())
}

/// Those of such contracts that exist for the viewer.
pub async fn all_linked(ctx: &Context<'_>, ids: Vec<ContractId>) -> async_graphql::Result<Vec<Contract>> {
    let viewer = viewer(ctx)?;
    let found = loaders::many(ctx, ids).await?.into_iter();
    Ok(found.filter(|contract| readable(viewer, &Scope::contract(contract))).map(|it| Contract::of(ctx, it)).collect())
}

/// The contract with that code, of that owner where one is named. Of several that the viewer sees it is the one whose
/// code is of a party of theirs.
pub async fn by_code(ctx: &Context<'_>, code: &str, owner: Option<&ID>) -> Found<Contract> {
    let viewer = viewer(ctx)?;
    let owner: Option<PartyId> = parse_optional(owner, "ownerId")?;
    let database = &RequestContext::of(ctx).services.database;
    let found = storage::contract::by_code(database, viewer, code).await;
    let found = found.map_err(|error| read_failed(ctx, &error))?.into_iter();
    // A code that is being rewritten is known to its writers alone.
    let read = found.map(|it| Contract::of(ctx, Arc::new(it))).filter(|it| it.inner().terms.code == code);
    let mut found: Vec<Contract> = read.collect();
    if let Some(owner) = owner {
        found.retain(|it| it.inner().owner == Some(owner));
    }
    let own = |it: &Contract| it.inner().owner.is_some_and(|id| viewer.memberships.iter().any(|held| held.party == id));
    if found.iter().filter(|it| own(it)).count() == 1 {
        found.retain(own);
    }
    if found.len() > 1 {
        let several = "code: several contracts that you see have it; name ownerId, the client that the code is of";
        return Err(bad_input(several, "ownerId"));
    }
    Ok(found.pop())
}

connection!(ContractConnection, ContractEdge, Contract, "contracts (overeenkomsten)");
