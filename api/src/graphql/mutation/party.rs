//! Entering parties, by administrators of the platform.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::payload;
use crate::{
    commands::party,
    domain::ids::PartyId,
    graphql::{
        context::asking,
        errors::outcome,
        ids::Global,
        scalars::Date,
        types::party::{ExecutingOrganisation, Municipality},
    },
};

/// A municipality to enter (gemeente opvoeren).
#[derive(InputObject)]
pub struct RegisterMunicipalityInput {
    /// The name (naam).
    name: String,
    /// The code of Statistics Netherlands (CBS-code), four digits.
    cbs_code: String,
    /// The first day it exists, where known (bestaat vanaf).
    valid_from: Option<Date>,
}

/// An executing organisation to enter (uitvoeringsorganisatie opvoeren).
#[derive(InputObject)]
pub struct RegisterOrganisationInput {
    /// The name (naam).
    name: String,
    /// A short code, unique.
    code: String,
    /// The legal form (rechtsvorm).
    legal_form: String,
}

/// Who takes part in a joint body (deelnemer toevoegen).
#[derive(InputObject)]
pub struct AddParticipantInput {
    /// The joint body (gemeenschappelijke regeling).
    organisation_id: ID,
    /// The participant (deelnemer).
    municipality_id: ID,
    /// From which day (vanaf).
    from: Date,
}

payload!(RegisterMunicipalityPayload, municipality: Municipality, "entering a municipality (gemeente opvoeren)");
payload!(RegisterOrganisationPayload, organisation: ExecutingOrganisation, "entering an organisation (organisatie opvoeren)");
payload!(AddParticipantPayload, organisation: ExecutingOrganisation, "adding a participant (deelnemer toevoegen)");

/// Parties.
#[derive(Default)]
pub struct PartyMutation;

#[Object]
impl PartyMutation {
    /// Enters a municipality (gemeente opvoeren).
    async fn register_municipality(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The municipality.")] input: RegisterMunicipalityInput,
    ) -> async_graphql::Result<Option<RegisterMunicipalityPayload>> {
        let from = input.valid_from.map(|day| day.0);
        let done = party::register_municipality(asking(ctx)?, &input.name, &input.cbs_code, from).await;
        Ok(RegisterMunicipalityPayload::of(outcome(ctx, done.map(|it| Municipality(Arc::new(it))))?))
    }

    /// Enters an executing organisation (uitvoeringsorganisatie opvoeren).
    async fn register_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The organisation.")] input: RegisterOrganisationInput,
    ) -> async_graphql::Result<Option<RegisterOrganisationPayload>> {
        let done = party::register_organisation(asking(ctx)?, &input.name, &input.code, &input.legal_form).await;
        Ok(RegisterOrganisationPayload::of(outcome(ctx, done.map(|it| ExecutingOrganisation(Arc::new(it))))?))
    }

    /// Lets a municipality take part in a joint body from a day (deelnemer toevoegen).
    async fn add_participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, in what, from when.")] input: AddParticipantInput,
    ) -> async_graphql::Result<Option<AddParticipantPayload>> {
        let organisation = PartyId::parse(&input.organisation_id, "organisationId")?;
        let municipality = PartyId::parse(&input.municipality_id, "municipalityId")?;
        let done = party::add_participant(asking(ctx)?, organisation, municipality, input.from.0).await;
        Ok(AddParticipantPayload::of(outcome(ctx, done.map(|it| ExecutingOrganisation(Arc::new(it))))?))
    }
}
