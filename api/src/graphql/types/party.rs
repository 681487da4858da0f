//! Municipalities and executing organisations.

use std::sync::Arc;

use async_graphql::{Context, ID, Interface, Object};

use super::connection::connection;
use crate::{
    domain::{self, ids::PartyId, party::PartyKind},
    graphql::{context::RequestContext, errors::read_failed, ids::Global, loaders, scalars::Date},
    storage,
};

/// A municipality (gemeente).
#[derive(Clone)]
pub struct Municipality(pub Arc<domain::party::Party>);

/// An executing organisation (uitvoeringsorganisatie).
#[derive(Clone)]
pub struct ExecutingOrganisation(pub Arc<domain::party::Party>);

/// A party (partij): a municipality or an executing organisation.
#[derive(Interface, Clone)]
#[expect(clippy::duplicated_attributes, reason = "two fields of an interface may have the same type")]
#[graphql(
    field(name = "id", ty = "ID", desc = "The global identity, opaque."),
    field(name = "name", ty = "&String", desc = "The name (naam). A name is not an identity."),
    field(
        name = "validFrom",
        method = "valid_from",
        ty = "Option<Date>",
        desc = "The first day it exists, where known (bestaat vanaf)."
    ),
    field(
        name = "validTo",
        method = "valid_to",
        ty = "Option<Date>",
        desc = "Its last day, where it ended (bestaat tot en met)."
    )
)]
pub enum Party {
    /// A municipality.
    Municipality(Municipality),
    /// An executing organisation.
    ExecutingOrganisation(ExecutingOrganisation),
}

impl From<Arc<domain::party::Party>> for Party {
    fn from(party: Arc<domain::party::Party>) -> Self {
        if party.is_municipality() {
            Self::Municipality(Municipality(party))
        } else {
            Self::ExecutingOrganisation(ExecutingOrganisation(party))
        }
    }
}

/// The party with that id, which exists.
pub async fn party(ctx: &Context<'_>, id: PartyId) -> async_graphql::Result<Party> {
    Ok(loaders::must(ctx, id).await?.into())
}

/// The municipality with that id, which exists.
pub async fn municipality(ctx: &Context<'_>, id: PartyId) -> async_graphql::Result<Municipality> {
    Ok(Municipality(loaders::must(ctx, id).await?))
}

/// A municipality (gemeente): a client of contracts.
#[Object]
impl Municipality {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The name (naam).
    pub async fn name(&self) -> &String {
        &self.0.name
    }

    /// The code of Statistics Netherlands (CBS-code), four digits.
    async fn cbs_code(&self) -> &str {
        match &self.0.kind {
            PartyKind::Municipality { cbs_code } => cbs_code,
            PartyKind::Organisation { .. } => "",
        }
    }

    /// The first day it exists, where known (bestaat vanaf).
    pub async fn valid_from(&self) -> Option<Date> {
        self.0.valid_from.map(Date)
    }

    /// Its last day, where it ended (bestaat tot en met).
    pub async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// The municipality that took its place (rechtsopvolger).
    async fn successor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Municipality>> {
        match self.0.successor {
            Some(id) => Ok(Some(municipality(ctx, id).await?)),
            None => Ok(None),
        }
    }
}

/// An executing organisation (uitvoeringsorganisatie): a contractor, or a partner in a matrix.
#[Object]
impl ExecutingOrganisation {
    /// The global identity, opaque.
    pub async fn id(&self) -> ID {
        self.0.id.global()
    }

    /// The name (naam).
    pub async fn name(&self) -> &String {
        &self.0.name
    }

    /// A short code, unique.
    async fn code(&self) -> &str {
        match &self.0.kind {
            PartyKind::Organisation { code, .. } => code,
            PartyKind::Municipality { .. } => "",
        }
    }

    /// The legal form (rechtsvorm), such as "gemeenschappelijke regeling".
    async fn legal_form(&self) -> &str {
        match &self.0.kind {
            PartyKind::Organisation { legal_form, .. } => legal_form,
            PartyKind::Municipality { .. } => "",
        }
    }

    /// The first day it exists, where known (bestaat vanaf).
    pub async fn valid_from(&self) -> Option<Date> {
        self.0.valid_from.map(Date)
    }

    /// Its last day, where it ended (bestaat tot en met).
    pub async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// The municipalities that take part in it today (deelnemers), if it is a joint body.
    async fn participants(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Municipality>> {
        let request = RequestContext::of(ctx);
        let database = &request.services.database;
        let found = storage::party::participations(database, &[self.0.id], &[], request.today())
            .await
            .map_err(|error| read_failed(ctx, &error))?;
        let ids = found.into_iter().map(|it| it.municipality).collect();
        Ok(loaders::many(ctx, ids).await?.into_iter().map(Municipality).collect())
    }
}

connection!(MunicipalityConnection, MunicipalityEdge, Municipality, "municipalities (gemeenten)");
connection!(
    ExecutingOrganisationConnection,
    ExecutingOrganisationEdge,
    ExecutingOrganisation,
    "executing organisations (uitvoeringsorganisaties)"
);
