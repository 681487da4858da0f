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
    domain::{self, ids::ContractId},
    graphql::{
        context::{RequestContext, viewer},
        ids::Global,
        loaders,
    },
    policy::{Scope, as_read, readable},
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

/// The contract, if it exists for the viewer.
pub async fn visible(ctx: &Context<'_>, id: ContractId) -> async_graphql::Result<Option<Contract>> {
    Ok(visible_all(ctx, vec![id]).await?.into_iter().next())
}

/// Those of the contracts that exist for the viewer.
pub async fn visible_all(ctx: &Context<'_>, ids: Vec<ContractId>) -> async_graphql::Result<Vec<Contract>> {
    let viewer = viewer(ctx)?;
    let found = loaders::many(ctx, ids).await?.into_iter();
    Ok(found.filter(|contract| readable(viewer, &Scope::contract(contract))).map(|it| Contract::of(ctx, it)).collect())
}

connection!(ContractConnection, ContractEdge, Contract, "contracts (overeenkomsten)");
