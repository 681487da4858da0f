//! What may be done: one mutation per act, one input and one payload each.

mod account;
mod attachment;
mod coherence;
mod contract;
mod cycle;
mod framework;
mod governance;
mod indicator;
mod party;
mod person;
mod reorganisation;
mod report;
mod review;
mod target;

use async_graphql::MergedObject;

/// What may be done (handelingen). A refused act changes nothing and says why in its payload's `errors`.
#[derive(MergedObject, Default)]
#[graphql(name = "Mutation")]
pub struct Mutation(
    account::AccountMutation,
    person::PersonMutation,
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
