//! Municipalities and executing organisations.

mod interface;
mod pages;
mod people;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

pub use interface::Party;
use interface::parts;
pub use pages::{ExecutingOrganisationConnection, MunicipalityConnection};
pub use people::PersonInRole;

use super::{
    connection::Page, event::AuditEventConnection, governance::MunicipalGovernance, invitation::InvitationConnection,
};
use crate::{
    domain::{self, ids::PartyId, party::PartyKind},
    graphql::{
        context::RequestContext,
        enums::{LegalForm, Sector},
        ids::Global,
        loaders,
        permission::{Permission, permission},
        scalars::{Date, version},
    },
    policy::{Action, Scope},
};

/// A municipality (gemeente).
#[derive(Clone)]
pub struct Municipality(pub Arc<domain::party::Party>);

/// An executing organisation (uitvoeringsorganisatie).
#[derive(Clone)]
pub struct ExecutingOrganisation(pub Arc<domain::party::Party>);

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

    /// For optimistic locking: send it back as `expectedVersion`.
    pub async fn version(&self) -> i32 {
        version(self.0.version)
    }

    /// The number for exchange between public bodies (OIN), twenty digits.
    pub async fn oin(&self) -> Option<&String> {
        self.0.detail.identifiers.oin.as_ref()
    }

    /// The number in the trade register (KvK-nummer), eight digits.
    pub async fn kvk_number(&self) -> Option<&String> {
        self.0.detail.identifiers.kvk_number.as_ref()
    }

    /// The organisations, departments and teams that are a part of it (onderdelen), by name.
    pub async fn parts(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ExecutingOrganisation>> {
        parts(ctx, self.0.id).await
    }

    /// Everybody who works for it and in which role (medewerkers); for its administrator and that of the platform.
    pub async fn people(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<PersonInRole>> {
        people::people(ctx, self.0.id).await
    }

    /// Who was invited to it (uitnodigingen), newest first; for its administrator and that of the platform.
    pub async fn invitations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<InvitationConnection> {
        people::invitations(ctx, self.0.id, Page::of(first, after.as_deref(), 1)?).await
    }

    /// What happened to it (logboek), newest first: for its administrators, its portfolio holders and directors.
    pub async fn audit_trail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<AuditEventConnection> {
        people::trail(ctx, self.0.id, Page::of(first, after.as_deref(), 1)?).await
    }

    /// Whether the viewer may write down its numbers in public registers now.
    pub async fn viewer_can_identify(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::IdentifyParty, &Scope::Platform, Vec::new)
    }

    /// The municipality that took its place (rechtsopvolger).
    async fn successor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Municipality>> {
        match self.0.successor {
            Some(id) => Ok(Some(municipality(ctx, id).await?)),
            None => Ok(None),
        }
    }

    /// How it steers the chain of work and income (sturing); nothing for anyone outside it.
    async fn governance(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<MunicipalGovernance>> {
        MunicipalGovernance::visible(ctx, self.0.id)
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

    /// The legal form (rechtsvorm), or what it is where it is no legal person.
    async fn legal_form(&self) -> LegalForm {
        self.0.legal_form().map_or(LegalForm::Other, Into::into)
    }

    /// The sector (sector), where known.
    async fn sector(&self) -> Option<Sector> {
        self.0.detail.sector.map(Into::into)
    }

    /// The organisation or municipality of which it is a part (onderdeel van).
    async fn part_of(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Party>> {
        match self.0.detail.part_of {
            Some(id) => Ok(Some(party(ctx, id).await?)),
            None => Ok(None),
        }
    }

    /// Whether it is a category of partners (groep van partners), such as the providers of day activities: naming it in
    /// a matrix counts for each member. It may be a contractor as well.
    async fn category(&self) -> bool {
        self.0.is_category()
    }

    /// The parties that belong to it in a municipality (leden), if it is a category.
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "In this municipality (gemeente).")] municipality_id: ID,
        #[graphql(desc = "On this day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<Vec<Party>> {
        let municipality = PartyId::parse(&municipality_id, "municipalityId")?;
        let day = day(ctx, as_of);
        let held = loaders::one(ctx, loaders::MembershipsOf(self.0.id)).await?.unwrap_or_default();
        let there = held.iter().filter(|it| it.municipality == municipality && it.holds_on(day));
        let ids = there.map(|it| it.member).collect();
        Ok(loaders::many(ctx, ids).await?.into_iter().map(Party::from).collect())
    }

    /// The first day it exists, where known (bestaat vanaf).
    pub async fn valid_from(&self) -> Option<Date> {
        self.0.valid_from.map(Date)
    }

    /// Its last day, where it ended (bestaat tot en met).
    pub async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// For optimistic locking: send it back as `expectedVersion`.
    pub async fn version(&self) -> i32 {
        version(self.0.version)
    }

    /// The number for exchange between public bodies (OIN), twenty digits.
    pub async fn oin(&self) -> Option<&String> {
        self.0.detail.identifiers.oin.as_ref()
    }

    /// The number in the trade register (KvK-nummer), eight digits.
    pub async fn kvk_number(&self) -> Option<&String> {
        self.0.detail.identifiers.kvk_number.as_ref()
    }

    /// The organisations, departments and teams that are a part of it (onderdelen), by name.
    pub async fn parts(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ExecutingOrganisation>> {
        parts(ctx, self.0.id).await
    }

    /// Everybody who works for it and in which role (medewerkers); for its administrator and that of the platform.
    pub async fn people(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<PersonInRole>> {
        people::people(ctx, self.0.id).await
    }

    /// Who was invited to it (uitnodigingen), newest first; for its administrator and that of the platform.
    pub async fn invitations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<InvitationConnection> {
        people::invitations(ctx, self.0.id, Page::of(first, after.as_deref(), 1)?).await
    }

    /// What happened to it (logboek), newest first: for its administrators, its portfolio holders and directors.
    pub async fn audit_trail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<AuditEventConnection> {
        people::trail(ctx, self.0.id, Page::of(first, after.as_deref(), 1)?).await
    }

    /// Whether the viewer may write down its numbers in public registers now.
    pub async fn viewer_can_identify(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        permission(ctx, Action::IdentifyParty, &Scope::Platform, Vec::new)
    }

    /// The municipalities that take part in it (deelnemers), if it is a joint body.
    async fn participants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On this day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<Vec<Municipality>> {
        let day = day(ctx, as_of);
        let held = loaders::one(ctx, loaders::ParticipationsOf(self.0.id)).await?.unwrap_or_default();
        let ids = held.iter().filter(|it| it.holds_on(day)).map(|it| it.municipality).collect();
        Ok(loaders::many(ctx, ids).await?.into_iter().map(Municipality).collect())
    }

    /// Whether the viewer may let a municipality take part in it now.
    async fn viewer_can_add_participant(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let guards = || domain::party::cannot_have_participants(&self.0);
        permission(ctx, Action::AddParticipant, &Scope::Platform, guards)
    }

    /// Whether the viewer may let a party belong to it now.
    async fn viewer_can_add_member(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let guards = || domain::party::cannot_have_members(&self.0);
        permission(ctx, Action::AddCategoryMember, &Scope::Platform, guards)
    }
}

/// The day asked for, or today.
fn day(ctx: &Context<'_>, as_of: Option<Date>) -> chrono::NaiveDate {
    as_of.map_or_else(|| RequestContext::of(ctx).today(), |day| day.0)
}
