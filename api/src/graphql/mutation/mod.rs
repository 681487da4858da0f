//! What may be done: one mutation per act, one input and one payload each.

mod account;
mod attachment;
mod coherence;
mod contract;
mod cycle;
mod framework;
mod given;
mod governance;
mod indicator;
mod invitation;
mod mail;
mod party;
mod person;
mod reorganisation;
mod report;
mod review;
mod target;

use async_graphql::MergedObject;

/// What may be done (handelingen). A refused act changes nothing and says why in its payload's `errors`.
///
/// An act that comes with an `idempotencyKey`, new for each act, 8 to 128 visible ASCII characters, is done once: sent again
/// by the same person within 24 hours it gives what it gave, as that is now. With another act or other input the key is
/// refused; an act that was refused or failed leaves its key unused.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct Mutation(
    account::AccountMutation,
    person::PersonMutation,
    invitation::InvitationMutation,
    party::PartyMutation,
    framework::FrameworkMutation,
    governance::GovernanceMutation,
    governance::ScenarioMutation,
    indicator::IndicatorMutation,
    coherence::CoherenceMutation,
    contract::ContractMutation,
    contract::AmendmentMutation,
    attachment::AttachmentMutation,
    cycle::CycleMutation,
    target::TargetMutation,
    reorganisation::ReorganisationMutation,
    report::ReportMutation,
    review::ReviewMutation,
    mail::MailMutation,
);

/// Declares the payload of an act: what it gave, or why it was refused.
macro_rules! payload {
    ($name:ident, $field:ident: $type:ty, $what:literal) => {
        #[doc = concat!("What came of ", $what, ".")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $name {
            /// The result; nothing when the act was refused.
            pub $field: Option<$type>,
            /// Why the act was refused (weigeringen), all at once; empty when it was done.
            pub errors: Vec<$crate::graphql::errors::Refusal>,
        }

        impl $name {
            /// The payload of an outcome.
            fn of(($field, errors): (Option<$type>, Vec<$crate::graphql::errors::Refusal>)) -> Option<Self> {
                Some(Self { $field, errors })
            }
        }
    };
}

use payload;
