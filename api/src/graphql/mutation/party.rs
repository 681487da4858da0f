//! Entering parties, by administrators of the platform.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::party,
    domain::{
        ids::PartyId,
        party::{CategoryMembership, Identifiers, Participation, Registration},
    },
    graphql::{
        context::asking,
        enums::{LegalForm, Sector},
        ids::{Global, parse_optional},
        once::Repeatable,
        scalars::Date,
        types::party::{ExecutingOrganisation, Municipality, Party},
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
    #[graphql(flatten)]
    once: Repeatable,
}

/// An executing organisation to enter (uitvoeringsorganisatie opvoeren).
#[derive(InputObject)]
pub struct RegisterOrganisationInput {
    /// The name (naam).
    name: String,
    /// A short code, unique.
    code: String,
    /// The legal form (rechtsvorm).
    legal_form: LegalForm,
    /// Of which organisation or municipality it is a part (onderdeel van). A department or team is always a part of a
    /// municipality.
    part_of_id: Option<ID>,
    /// The sector (sector), where known.
    sector: Option<Sector>,
    /// Whether it is a category of partners (groep van partners).
    #[graphql(default)]
    category: bool,
    /// The number for exchange between public bodies (OIN), twenty digits.
    oin: Option<String>,
    /// The number in the trade register (KvK-nummer), eight digits.
    kvk_number: Option<String>,
    /// The first day it exists, where known (bestaat vanaf).
    valid_from: Option<Date>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// The numbers of a party in public registers (identificatie), in place of those it had.
#[derive(InputObject)]
pub struct IdentifyPartyInput {
    /// The party (partij).
    party_id: ID,
    /// The version that the viewer read.
    expected_version: i32,
    /// The number for exchange between public bodies (OIN), twenty digits; left out when it has none.
    oin: Option<String>,
    /// The number in the trade register (KvK-nummer), eight digits; left out when it has none.
    kvk_number: Option<String>,
    #[graphql(flatten)]
    once: Repeatable,
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
    /// Up to and including which day (tot en met), if that is known already.
    to: Option<Date>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Who takes part in a joint body no longer (deelname beëindigen).
#[derive(InputObject)]
pub struct EndParticipationInput {
    /// The joint body (gemeenschappelijke regeling).
    organisation_id: ID,
    /// The participant (deelnemer).
    municipality_id: ID,
    /// The last day (laatste dag).
    ends_on: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Who belongs to a category of partners (lid van een groep van partners).
#[derive(InputObject)]
pub struct AddCategoryMemberInput {
    /// The category (groep van partners).
    category_id: ID,
    /// The member (lid).
    member_id: ID,
    /// In which municipality (gemeente).
    municipality_id: ID,
    /// From which day (vanaf).
    from: Date,
    /// Up to and including which day (tot en met), if that is known already.
    to: Option<Date>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// Who belongs to a category of partners no longer (lidmaatschap beëindigen).
#[derive(InputObject)]
pub struct EndCategoryMembershipInput {
    /// The category (groep van partners).
    category_id: ID,
    /// The member (lid).
    member_id: ID,
    /// In which municipality (gemeente).
    municipality_id: ID,
    /// The last day (laatste dag).
    ends_on: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(RegisterMunicipalityPayload, municipality: Municipality, "entering a municipality (gemeente opvoeren)");
payload!(RegisterOrganisationPayload, organisation: ExecutingOrganisation, "entering an organisation (organisatie opvoeren)");
payload!(IdentifyPartyPayload, party: Party, "writing down the numbers of a party (partij identificeren)");
payload!(AddParticipantPayload, organisation: ExecutingOrganisation, "adding a participant (deelnemer toevoegen)");
payload!(EndParticipationPayload, organisation: ExecutingOrganisation, "ending a participation (deelname beëindigen)");
payload!(AddCategoryMemberPayload, category: ExecutingOrganisation, "adding a member (lid toevoegen)");
payload!(EndCategoryMembershipPayload, category: ExecutingOrganisation, "ending a membership (lidmaatschap beëindigen)");

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
        Ok(RegisterMunicipalityPayload::of(told(ctx, done).await?))
    }

    /// Enters an executing organisation (uitvoeringsorganisatie opvoeren).
    async fn register_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The organisation.")] input: RegisterOrganisationInput,
    ) -> async_graphql::Result<Option<RegisterOrganisationPayload>> {
        let registration = Registration {
            name: input.name,
            code: input.code,
            legal_form: input.legal_form.into(),
            part_of: parse_optional(input.part_of_id.as_ref(), "partOfId")?,
            sector: input.sector.map(Into::into),
            category: input.category,
            identifiers: Identifiers { oin: input.oin, kvk_number: input.kvk_number },
            valid_from: input.valid_from.map(|day| day.0),
        };
        let done = party::register_organisation(asking(ctx)?, registration).await;
        Ok(RegisterOrganisationPayload::of(told(ctx, done).await?))
    }

    /// Lets a municipality take part in a joint body from a day (deelnemer toevoegen).
    async fn add_participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, in what, from when.")] input: AddParticipantInput,
    ) -> async_graphql::Result<Option<AddParticipantPayload>> {
        let wanted = Participation {
            organisation: PartyId::parse(&input.organisation_id, "organisationId")?,
            municipality: PartyId::parse(&input.municipality_id, "municipalityId")?,
            from: input.from.0,
            to: input.to.map(|day| day.0),
        };
        let done = party::add_participant(asking(ctx)?, wanted).await;
        Ok(AddParticipantPayload::of(told(ctx, done).await?))
    }

    /// Ends that a municipality takes part in a joint body, with its last day (deelname beëindigen).
    async fn end_participation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, in what, until when.")] input: EndParticipationInput,
    ) -> async_graphql::Result<Option<EndParticipationPayload>> {
        let organisation = PartyId::parse(&input.organisation_id, "organisationId")?;
        let municipality = PartyId::parse(&input.municipality_id, "municipalityId")?;
        let done = party::end_participation(asking(ctx)?, organisation, municipality, input.ends_on.0).await;
        Ok(EndParticipationPayload::of(told(ctx, done).await?))
    }

    /// Writes down the numbers of a party in public registers, in place of those it had (partij identificeren).
    async fn identify_party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The party and its numbers.")] input: IdentifyPartyInput,
    ) -> async_graphql::Result<Option<IdentifyPartyPayload>> {
        let party = PartyId::parse(&input.party_id, "partyId")?;
        let identifiers = Identifiers { oin: input.oin, kvk_number: input.kvk_number };
        let done = party::identify(asking(ctx)?, party, input.expected_version.into(), identifiers).await;
        Ok(IdentifyPartyPayload::of(told(ctx, done).await?))
    }

    /// Lets a party belong to a category of partners in a municipality from a day (lid toevoegen).
    async fn add_category_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, in what, where, from when.")] input: AddCategoryMemberInput,
    ) -> async_graphql::Result<Option<AddCategoryMemberPayload>> {
        let wanted = CategoryMembership {
            category: PartyId::parse(&input.category_id, "categoryId")?,
            member: PartyId::parse(&input.member_id, "memberId")?,
            municipality: PartyId::parse(&input.municipality_id, "municipalityId")?,
            from: input.from.0,
            to: input.to.map(|day| day.0),
        };
        let done = party::add_category_member(asking(ctx)?, wanted).await;
        Ok(AddCategoryMemberPayload::of(told(ctx, done).await?))
    }

    /// Ends that a party belongs to a category of partners in a municipality (lidmaatschap beëindigen).
    async fn end_category_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, of what, where, until when.")] input: EndCategoryMembershipInput,
    ) -> async_graphql::Result<Option<EndCategoryMembershipPayload>> {
        let category = PartyId::parse(&input.category_id, "categoryId")?;
        let member = PartyId::parse(&input.member_id, "memberId")?;
        let municipality = PartyId::parse(&input.municipality_id, "municipalityId")?;
        let ends_on = input.ends_on.0;
        let done = party::end_category_membership(asking(ctx)?, category, member, municipality, ends_on).await;
        Ok(EndCategoryMembershipPayload::of(told(ctx, done).await?))
    }
}
