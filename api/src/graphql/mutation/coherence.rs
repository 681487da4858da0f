//! Setting findings of coherence aside, and opening them again.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::coherence::{self, Which},
    domain::{coherence::dismissal::Wish, ids::PartyId},
    graphql::{context::asking, ids::Global, once::Repeatable, scalars::Date, types::coherence::FindingDismissal},
};

/// A finding to be set aside (bevinding terzijde leggen).
#[derive(InputObject)]
pub struct DismissFindingInput {
    /// The municipality (gemeente) it was found for.
    municipality_id: ID,
    /// The code of the finding.
    code: String,
    /// The day (peildatum) on which it is there; today unless another is named.
    as_of: Option<Date>,
    /// Why it is set aside (reden).
    reason: String,
    /// The last day on which it is set aside (tot en met): after today, at most two years ahead.
    until: Date,
    #[graphql(flatten)]
    once: Repeatable,
}

/// A finding to be opened again (bevinding heropenen).
#[derive(InputObject)]
pub struct EndDismissalInput {
    /// The municipality (gemeente) that set it aside.
    municipality_id: ID,
    /// The code of the finding.
    code: String,
    /// Why it is opened again (reden).
    reason: String,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(DismissFindingPayload, dismissal: FindingDismissal, "setting a finding aside (bevinding terzijde leggen)");
payload!(EndDismissalPayload, dismissal: FindingDismissal, "opening a finding again (bevinding heropenen)");

/// Findings of coherence.
#[derive(Default)]
pub struct CoherenceMutation;

#[Object]
impl CoherenceMutation {
    /// Sets a finding aside with a reason and an end date (bevinding terzijde leggen). It opens again after that date,
    /// and as soon as what it rests on changes.
    async fn dismiss_finding(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The finding, why, and until when.")] input: DismissFindingInput,
    ) -> async_graphql::Result<Option<DismissFindingPayload>> {
        let which = Which { municipality: PartyId::parse(&input.municipality_id, "municipalityId")?, code: input.code };
        let wish = Wish { reason: input.reason, until: input.until.0 };
        let done = coherence::dismiss(asking(ctx)?, which, input.as_of.map(|it| it.0), wish).await;
        Ok(DismissFindingPayload::of(told(ctx, done).await?))
    }

    /// Opens a finding again before its date (bevinding heropenen).
    async fn end_dismissal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The finding, and why.")] input: EndDismissalInput,
    ) -> async_graphql::Result<Option<EndDismissalPayload>> {
        let which = Which { municipality: PartyId::parse(&input.municipality_id, "municipalityId")?, code: input.code };
        let done = coherence::end(asking(ctx)?, which, &input.reason).await;
        Ok(EndDismissalPayload::of(told(ctx, done).await?))
    }
}
