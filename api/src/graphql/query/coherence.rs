//! Asking about the coherence of contracts.

use std::{collections::BTreeSet, sync::Arc};

use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;

use crate::{
    domain::{
        coherence::{Drafts, Ending, Finding, Sources, View, difference::difference, dismissal::Dismissal, findings},
        contract::{Contract, ContractStage},
        ids::{ContractId, PartyId},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{FindingKind, FindingSeverity},
        errors::{bad_input, forbidden, read_failed},
        ids::{Global, parse_optional},
        scalars::Date,
        seen::again,
        types::{
            coherence::{Coherence, CoherenceDifference, Known, RegionalCoherence, Wanted},
            contract::Contract as SeenContract,
        },
    },
    policy::{Action, Denial, Scope, decide},
    storage,
};

/// The most days that can be looked ahead: ten years.
const MOST_HORIZON_DAYS: i32 = 3_660;

/// A contract that is thought to end (aflopende overeenkomst).
#[derive(InputObject)]
pub struct EndingContractInput {
    /// Which contract (overeenkomst).
    contract_id: ID,
    /// Its last day then (laatste dag); never later than it is.
    last_day: Date,
}

/// Asking about coherence.
#[derive(Default)]
pub struct CoherenceQuery;

#[Object]
impl CoherenceQuery {
    /// The coherence (samenhang) of the contracts of a municipality on a day: who is doubly responsible, where nobody
    /// is, which partners do not name each other, which goals stay uncovered. Nothing for whoever does not work there.
    #[expect(clippy::too_many_arguments, reason = "each is a question that stands alone in the schema")]
    async fn coherence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The municipality (gemeente).")] municipality_id: ID,
        #[graphql(desc = "On which day (peildatum); today unless another is named.")] as_of: Option<Date>,
        #[graphql(default, desc = "With drafts (concepten) looked at as if they held; not for council members.")]
        include_drafts: bool,
        #[graphql(default = 365, desc = "How many days ahead the end of a contract is announced (horizon).")]
        horizon_days: i32,
        #[graphql(default, desc = "Also findings that are set aside (terzijde gelegd).")] include_dismissed: bool,
        #[graphql(desc = "Findings of these kinds (soorten) alone.", validator(max_items = 6))] kinds: Option<
            Vec<FindingKind>,
        >,
        #[graphql(desc = "Findings of these severities (ernst) alone.", validator(max_items = 3))] severities: Option<
            Vec<FindingSeverity>,
        >,
    ) -> async_graphql::Result<Option<Coherence>> {
        let municipality = PartyId::parse(&municipality_id, "municipalityId")?;
        let drafts = if include_drafts { Drafts::Included } else { Drafts::LeftOut };
        let view = View { drafts, ..looked(ctx, as_of, horizon_days)? };
        if !may_read(ctx, municipality, include_drafts)? {
            return Ok(None);
        }
        let (sources, known) = load(ctx, &[municipality], view.day).await?;
        let wanted = wanted(kinds, severities, include_dismissed);
        let found = findings(&sources.landscape(municipality, &view));
        let signed = signed(&sources, municipality, &view);
        let shown = |finding: Finding| {
            let is_signed = signed.as_ref().is_none_or(|signed| signed.contains(&finding.code));
            known.one(finding, is_signed)
        };
        let all = found.into_iter().map(shown).collect();
        Ok(Some(Coherence { municipality, all, wanted, known }))
    }

    /// The coherence (samenhang) of the municipalities that take part in a joint body on a day, as far as the viewer
    /// may read it: the same finding in several of them is told once. Nothing where there are none.
    #[expect(clippy::too_many_arguments, reason = "each is a question that stands alone in the schema")]
    async fn coherence_of_region(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The joint body (gemeenschappelijke regeling).")] organisation_id: ID,
        #[graphql(desc = "On which day (peildatum); today unless another is named.")] as_of: Option<Date>,
        #[graphql(default = 365, desc = "How many days ahead the end of a contract is announced (horizon).")]
        horizon_days: i32,
        #[graphql(default, desc = "Also findings that are set aside (terzijde gelegd).")] include_dismissed: bool,
        #[graphql(desc = "Findings of these kinds (soorten) alone.", validator(max_items = 6))] kinds: Option<
            Vec<FindingKind>,
        >,
        #[graphql(desc = "Findings of these severities (ernst) alone.", validator(max_items = 3))] severities: Option<
            Vec<FindingSeverity>,
        >,
    ) -> async_graphql::Result<Option<RegionalCoherence>> {
        let organisation = PartyId::parse(&organisation_id, "organisationId")?;
        let view = looked(ctx, as_of, horizon_days)?;
        viewer(ctx)?;
        let database = &RequestContext::of(ctx).services.database;
        let participations = storage::party::participations(database, &[organisation], &[], view.day)
            .await
            .map_err(|error| read_failed(ctx, &error))?;
        let mut own = Vec::new();
        for participant in participations.into_iter().map(|it| it.municipality).collect::<BTreeSet<_>>() {
            if may_read(ctx, participant, false)? {
                own.push(participant);
            }
        }
        if own.is_empty() {
            return Ok(None);
        }
        let (sources, known) = load(ctx, &own, view.day).await?;
        let found = own.iter().flat_map(|municipality| findings(&sources.landscape(*municipality, &view))).collect();
        let wanted = wanted(kinds, severities, include_dismissed);
        Ok(Some(RegionalCoherence::of(own, found, &wanted, known)))
    }

    /// What would become different (wat als) if a contract ended on a day, if a draft held, or both. Nothing where the
    /// viewer does not work for the municipality or does not know the contract.
    async fn coherence_what_if(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The municipality (gemeente).")] municipality_id: ID,
        #[graphql(
            desc = "On which day (peildatum); unless one is named, the first on which all that is thought holds."
        )]
        as_of: Option<Date>,
        #[graphql(desc = "A contract (overeenkomst) that would end.")] ending_contract: Option<EndingContractInput>,
        #[graphql(desc = "A contract or an amendment that is not adopted yet (concept) and would hold.")]
        draft_contract_id: Option<ID>,
    ) -> async_graphql::Result<Option<CoherenceDifference>> {
        let municipality = PartyId::parse(&municipality_id, "municipalityId")?;
        let draft = parse_optional::<ContractId>(draft_contract_id.as_ref(), "draftContractId")?;
        let ending = ending_contract
            .map(|it| -> async_graphql::Result<Ending> {
                let contract = ContractId::parse(&it.contract_id, "endingContract.contractId")?;
                Ok(Ending { contract, last_day: it.last_day.0 })
            })
            .transpose()?;
        if draft.is_none() && ending.is_none() {
            return Err(bad_input("name endingContract, draftContractId or both", "endingContract"));
        }
        if !may_read(ctx, municipality, draft.is_some())? {
            return Ok(None);
        }
        let day = match as_of {
            Some(day) => day.0,
            None => first_day(ctx, draft, ending).await?,
        };
        let (sources, known) = load(ctx, &[municipality], day).await?;
        let adopted = |it: &Contract| it.state.stage() == ContractStage::Adopted;
        let ends = |ending: Ending| sources.contracts.iter().any(|it| it.id == ending.contract && adopted(it));
        let mut texts = sources.contracts.iter().flat_map(|it| it.texts_and_drafts());
        if !ending.is_none_or(ends) || !draft.is_none_or(|id| texts.any(|it| it.id == id && !adopted(it))) {
            return Ok(None);
        }
        let now = View::on(day);
        let then = View { drafts: draft.map_or(Drafts::LeftOut, Drafts::Only), ending, ..now };
        let (before, after) = (sources.landscape(municipality, &now), sources.landscape(municipality, &then));
        Ok(Some(CoherenceDifference { difference: difference(&before, &after), known }))
    }
}

/// The day and the horizon that are asked for.
fn looked(ctx: &Context<'_>, as_of: Option<Date>, horizon_days: i32) -> async_graphql::Result<View> {
    let day = as_of.map_or_else(|| RequestContext::of(ctx).today(), |it| it.0);
    let horizon = u32::try_from(horizon_days).ok().filter(|_| horizon_days <= MOST_HORIZON_DAYS);
    let wrong = || bad_input(format!("horizonDays: from 0 to {MOST_HORIZON_DAYS}"), "horizonDays");
    Ok(View { horizon_days: horizon.ok_or_else(wrong)?, ..View::on(day) })
}

/// The first day, from today, on which the draft would hold and the other contract would have ended.
async fn first_day(
    ctx: &Context<'_>,
    draft: Option<ContractId>,
    ending: Option<Ending>,
) -> async_graphql::Result<NaiveDate> {
    let today = RequestContext::of(ctx).today();
    let starts = match draft {
        Some(id) => again::<SeenContract>(ctx, id).await?.map(|contract| contract.inner().starts_on()),
        None => None,
    };
    let after = ending.and_then(|ending| ending.last_day.succ_opt());
    Ok([Some(today), starts, after].into_iter().flatten().max().unwrap_or(today))
}

/// Whether the coherence of the municipality exists for the viewer. Drafts that their role does not read are denied.
fn may_read(ctx: &Context<'_>, municipality: PartyId, drafts: bool) -> async_graphql::Result<bool> {
    let action = if drafts { Action::ReadCoherenceWithDrafts } else { Action::ReadCoherence };
    match decide(viewer(ctx)?, action, &Scope::coherence(municipality)) {
        Ok(_) => Ok(true),
        Err(Denial::NotFound) => Ok(false),
        Err(denial @ (Denial::Role | Denial::OtherParty | Denial::BothSides)) => Err(forbidden(ctx, denial)),
    }
}

fn wanted(kinds: Option<Vec<FindingKind>>, severities: Option<Vec<FindingSeverity>>, dismissed: bool) -> Wanted {
    Wanted {
        kinds: kinds.unwrap_or_default().into_iter().map(Into::into).collect(),
        severities: severities.unwrap_or_default().into_iter().map(Into::into).collect(),
        dismissed,
    }
}

/// What there would be to find without drafts, by code; nothing when drafts are left out anyway.
fn signed(sources: &Sources, municipality: PartyId, view: &View) -> Option<BTreeSet<String>> {
    let without = View { drafts: Drafts::LeftOut, ..*view };
    let found = (view.drafts != Drafts::LeftOut).then(|| findings(&sources.landscape(municipality, &without)))?;
    Some(found.into_iter().map(|finding| finding.code).collect())
}

async fn load(
    ctx: &Context<'_>,
    municipalities: &[PartyId],
    day: NaiveDate,
) -> async_graphql::Result<(Sources, Arc<Known>)> {
    let database = &RequestContext::of(ctx).services.database;
    let sources =
        storage::coherence::sources(database, municipalities).await.map_err(|error| read_failed(ctx, &error))?;
    let known = Known::of(&sources, dismissals(ctx, municipalities).await?, day);
    Ok((sources, known))
}

async fn dismissals(ctx: &Context<'_>, municipalities: &[PartyId]) -> async_graphql::Result<Vec<Dismissal>> {
    let database = &RequestContext::of(ctx).services.database;
    storage::coherence::dismissals(database, municipalities).await.map_err(|error| read_failed(ctx, &error))
}
