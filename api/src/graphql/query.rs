//! What may be asked.

mod coherence;
mod reorganisation;
mod security;

use std::sync::Arc;

use async_graphql::{Context, ID, MergedObject, Object};

use super::{
    context::{RequestContext, viewer},
    enums::ContractState,
    errors::{forbidden, read_failed},
    ids::{Global, parse_optional},
    scalars::Date,
    seen::seen,
    types::{
        connection::{Page, uuid_part},
        contract::{Contract, ContractConnection, by_code},
        cycle::AnnualCycle,
        framework::{PolicyFramework, PolicyFrameworkConnection, Task, TaskConnection},
        indicator::{PerformanceIndicator, PerformanceIndicatorConnection},
        mail::{MailConnection, mail},
        matrix_view::{EffectiveMatrix, effective_matrix},
        node::{Node, node},
        party::{ExecutingOrganisation, ExecutingOrganisationConnection, Municipality, MunicipalityConnection},
        person::Viewer,
        report::Report,
        review::Review,
        target::TargetSet,
    },
};
use crate::{
    domain::ids::{ContractId, FrameworkId, PartyId, TaskId},
    policy::{Action, Scope, decide, visibility},
    storage::{self, contract::Filter, party},
};

/// What may be asked (vragen). Everything but `viewer` needs a signed-in person; what may not be read does not exist.
#[derive(MergedObject, Default)]
#[graphql(name = "Query")]
pub struct Query(ThingQuery, coherence::CoherenceQuery, reorganisation::ReorganisationQuery, security::SecurityQuery);

/// The things themselves.
#[derive(Default)]
pub struct ThingQuery;

/// What may be asked (vragen). Everything but `viewer` needs a signed-in person; what may not be read does not exist.
#[Object]
impl ThingQuery {
    /// The signed-in person (de ingelogde gebruiker); nothing without a token.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Viewer> {
        RequestContext::of(ctx).caller.viewer.as_ref().map(|_| Viewer)
    }

    /// Anything by its global identity (Relay).
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global identity.")] id: ID,
    ) -> async_graphql::Result<Option<Node>> {
        node(ctx, &id).await
    }

    /// A contract (overeenkomst) by its identity.
    async fn contract(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract's identity.")] id: ID,
    ) -> async_graphql::Result<Option<Contract>> {
        seen(ctx, &id, "id").await
    }

    /// A contract (overeenkomst) by its code. Every client has codes of its own: of several contracts that the viewer
    /// sees, it is the one whose code is of a party of theirs; where that leaves more than one, name `ownerId`.
    async fn contract_by_code(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contract's code, such as PO-WPDA.")] code: String,
        #[graphql(desc = "The client that the code is of (eigenaar).")] owner_id: Option<ID>,
    ) -> async_graphql::Result<Option<Contract>> {
        by_code(ctx, &code, owner_id.as_ref()).await
    }

    /// The contracts (overeenkomsten) that exist for the viewer, in order of drafting.
    async fn contracts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Of this client (opdrachtgever).")] client_id: Option<ID>,
        #[graphql(desc = "Of this contractor (opdrachtnemer).")] contractor_id: Option<ID>,
        #[graphql(desc = "In this state (status).")] state: Option<ContractState>,
    ) -> async_graphql::Result<ContractConnection> {
        let page = Page::of(first, after.as_deref(), 1)?;
        let place = page.after.as_ref().map(|place| uuid_part(place.first()).map(ContractId)).transpose()?;
        let filter = Filter {
            client: parse_optional::<PartyId>(client_id.as_ref(), "clientId")?,
            contractor: parse_optional::<PartyId>(contractor_id.as_ref(), "contractorId")?,
            stage: state.map(Into::into),
        };
        let database = &RequestContext::of(ctx).services.database;
        let seen = visibility(viewer(ctx)?);
        let (rows, total) = storage::contract::page(database, &seen, &filter, place, page.limit())
            .await
            .map_err(|error| read_failed(ctx, &error))?;
        let rows = rows.into_iter().map(|row| Contract::of(ctx, Arc::new(row))).collect();
        Ok(ContractConnection::new(page.cut(rows, |it: &Contract| vec![it.inner().id.0.to_string()]), total))
    }

    /// What holds for a municipality on a day (feitelijke matrix): the matrix of every contract that exists for the
    /// viewer and holds for it then.
    async fn effective_matrix(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The municipality (gemeente).")] municipality_id: ID,
        #[graphql(desc = "The day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<Vec<EffectiveMatrix>> {
        effective_matrix(ctx, PartyId::parse(&municipality_id, "municipalityId")?, as_of).await
    }

    /// A year (jaarcyclus) by its identity.
    async fn annual_cycle(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The year's identity.")] id: ID,
    ) -> async_graphql::Result<Option<AnnualCycle>> {
        seen(ctx, &id, "id").await
    }

    /// The targets (doelstellingen) of a municipality by their identity.
    async fn target_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The identity of the targets.")] id: ID,
    ) -> async_graphql::Result<Option<TargetSet>> {
        seen(ctx, &id, "id").await
    }

    /// A report (rapportage) by its identity.
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report's identity.")] id: ID,
    ) -> async_graphql::Result<Option<Report>> {
        seen(ctx, &id, "id").await
    }

    /// A review (beoordeling) by its identity.
    async fn review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The review's identity.")] id: ID,
    ) -> async_graphql::Result<Option<Review>> {
        seen(ctx, &id, "id").await
    }

    /// The municipality (gemeente) that has a CBS code on a day: a code may pass to a new legal person.
    async fn municipality_by_code(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The CBS code, four digits.")] cbs_code: String,
        #[graphql(desc = "On this day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<Option<Municipality>> {
        viewer(ctx)?;
        let request = RequestContext::of(ctx);
        let (database, day) = (&request.services.database, as_of.map_or_else(|| request.today(), |day| day.0));
        let found =
            storage::party::by_cbs_code(database, &cbs_code, day).await.map_err(|error| read_failed(ctx, &error))?;
        Ok(found.map(|party| Municipality(Arc::new(party))))
    }

    /// The municipalities (gemeenten) that exist on a day, by name.
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "With this in their name (zoeken), in small or capital letters.")] search: Option<String>,
        #[graphql(desc = "Existing on this day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<MunicipalityConnection> {
        let day = as_of.map_or_else(|| RequestContext::of(ctx).today(), |day| day.0);
        let filter = party::Filter { municipalities: true, search, on: Some(day) };
        let (page, rows, total) = parties(ctx, filter, first, after).await?;
        let rows = rows.into_iter().map(|row| Municipality(Arc::new(row))).collect();
        Ok(MunicipalityConnection::new(page.cut(rows, |it: &Municipality| place(&it.0)), total))
    }

    /// The executing organisations (uitvoeringsorganisaties), by name.
    async fn executing_organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<ExecutingOrganisationConnection> {
        let (page, rows, total) = parties(ctx, party::Filter::default(), first, after).await?;
        let rows = rows.into_iter().map(|row| ExecutingOrganisation(Arc::new(row))).collect();
        Ok(ExecutingOrganisationConnection::new(page.cut(rows, |it: &ExecutingOrganisation| place(&it.0)), total))
    }

    /// The policy frameworks (beleidskaders), in order of making: adopted by councils, so public.
    async fn policy_frameworks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<PolicyFrameworkConnection> {
        viewer(ctx)?;
        let page = Page::of(first, after.as_deref(), 1)?;
        let after = page.after.as_ref().map(|place| uuid_part(place.first()).map(FrameworkId)).transpose()?;
        let database = &RequestContext::of(ctx).services.database;
        let (rows, total) =
            storage::framework::page(database, after, page.limit()).await.map_err(|error| read_failed(ctx, &error))?;
        let rows = rows.into_iter().map(|row| PolicyFramework(Arc::new(row))).collect();
        Ok(PolicyFrameworkConnection::new(page.cut(rows, |it: &PolicyFramework| vec![it.0.id.0.to_string()]), total))
    }

    /// The tasks (opgaven) of the shared vocabulary, by name.
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<TaskConnection> {
        viewer(ctx)?;
        let page = Page::of(first, after.as_deref(), 2)?;
        let after = named_place(&page)?.map(|(name, id)| (name, TaskId(id)));
        let database = &RequestContext::of(ctx).services.database;
        let (rows, total) = storage::framework::task_page(database, after, page.limit())
            .await
            .map_err(|error| read_failed(ctx, &error))?;
        let rows = rows.into_iter().map(|row| Task(Arc::new(row))).collect();
        let place = |it: &Task| vec![it.0.name.clone(), it.0.id.0.to_string()];
        Ok(TaskConnection::new(page.cut(rows, place), total))
    }

    /// The library of indicators (prestatie-indicatoren), by code.
    async fn performance_indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<PerformanceIndicatorConnection> {
        viewer(ctx)?;
        let page = Page::of(first, after.as_deref(), 1)?;
        let after = page.after.as_ref().and_then(|place| place.first().cloned());
        let database = &RequestContext::of(ctx).services.database;
        let (rows, total) =
            storage::indicator::page(database, after, page.limit()).await.map_err(|error| read_failed(ctx, &error))?;
        let rows = rows.into_iter().map(|row| PerformanceIndicator(Arc::new(row))).collect();
        let place = |it: &PerformanceIndicator| vec![it.0.code.clone()];
        Ok(PerformanceIndicatorConnection::new(page.cut(rows, place), total))
    }

    /// What became of the mail (verzonden en mislukte berichten), newest first; for administrators of the platform.
    async fn mail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<MailConnection> {
        decide(viewer(ctx)?, Action::ReadMail, &Scope::Platform).map_err(|denial| forbidden(ctx, denial))?;
        mail(ctx, Page::of(first, after.as_deref(), 1)?).await
    }
}

type Parties = (Page, Vec<crate::domain::party::Party>, u64);

async fn parties(
    ctx: &Context<'_>,
    filter: party::Filter,
    first: Option<i32>,
    after: Option<String>,
) -> async_graphql::Result<Parties> {
    viewer(ctx)?;
    let page = Page::of(first, after.as_deref(), 2)?;
    let after = named_place(&page)?.map(|(name, id)| (name, PartyId(id)));
    let database = &RequestContext::of(ctx).services.database;
    let (rows, total) =
        storage::party::page(database, &filter, after, page.limit()).await.map_err(|error| read_failed(ctx, &error))?;
    Ok((page, rows, total))
}

fn place(party: &crate::domain::party::Party) -> Vec<String> {
    vec![party.name.clone(), party.id.0.to_string()]
}

fn named_place(page: &Page) -> async_graphql::Result<Option<(String, uuid::Uuid)>> {
    let Some(place) = &page.after else { return Ok(None) };
    Ok(place.first().cloned().zip(Some(uuid_part(place.get(1))?)))
}
