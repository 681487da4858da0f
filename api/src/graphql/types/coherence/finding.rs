//! One finding, in words and with what it is about.

use std::sync::Arc;

use async_graphql::{Context, Object};

use super::{Known, dismissal::FindingDismissal, wording};
use crate::{
    domain::{
        coherence::{Finding, dismissal::Dismissal},
        refusal::{Code, Refusal},
    },
    graphql::{
        enums::{CooperationOutcome, FindingKind, FindingSeverity, GoalGap, LifeDomain},
        permission::{Permission, permission},
        scalars::Date,
        types::{
            contract::Contract,
            framework::{PolicyGoal, Task},
            party::{Municipality, Party},
        },
    },
    policy::{Action, Scope},
};

/// Something that is the matter with the coherence of the contracts (bevinding samenhang).
#[derive(Clone)]
pub struct CoherenceFinding {
    /// What was found.
    pub finding: Arc<Finding>,
    /// Whether it follows from what is signed; otherwise only a draft or a thought brings it about.
    pub signed: bool,
    /// Whom and what it names.
    pub known: Arc<Known>,
}

impl CoherenceFinding {
    /// Whether it is not set aside.
    pub fn is_open(&self) -> bool {
        self.known.is_open(&self.finding)
    }

    fn cannot_dismiss(&self) -> Vec<Refusal> {
        if self.signed {
            let last = self.known.dismissal(&self.finding).map(Arc::as_ref);
            Dismissal::cannot_dismiss(last, &self.finding, self.known.day)
        } else {
            vec![Refusal::at(Code::OnlyInPreview, ["code"])]
        }
    }
}

/// Something that is the matter with the coherence of the contracts of a municipality (bevinding samenhang).
#[Object]
impl CoherenceFinding {
    /// What is the matter (soort).
    async fn kind(&self) -> FindingKind {
        self.finding.kind.into()
    }

    /// The stable code: the same for the same matter on any day. By it a finding is set aside.
    async fn code(&self) -> &String {
        &self.finding.code
    }

    /// How much it matters (ernst).
    async fn severity(&self) -> FindingSeverity {
        self.finding.severity.into()
    }

    /// How the cooperation stands (stand van de samenwerking), for COOPERATION.
    async fn outcome(&self) -> Option<CooperationOutcome> {
        self.finding.outcome.map(Into::into)
    }

    /// What the goal lacks (wat ontbreekt), for one that is not covered.
    async fn lacks(&self) -> Option<GoalGap> {
        self.finding.gap.map(Into::into)
    }

    /// What is the matter, in the viewer's language (melding).
    async fn message(&self, ctx: &Context<'_>) -> String {
        wording::message(ctx, &self.known, &self.finding)
    }

    /// What to do about it, in the viewer's language (advies).
    async fn advice(&self, ctx: &Context<'_>) -> String {
        wording::advice(ctx, &self.known, &self.finding)
    }

    /// The municipality (gemeente) it was found for.
    async fn municipality(&self) -> Option<Municipality> {
        self.known.municipality(self.finding.municipality)
    }

    /// Whose responsibilities, contributions or cooperation it is about (opdrachtnemers).
    async fn contractors(&self) -> Vec<Party> {
        self.finding.contractors.iter().filter_map(|id| self.known.party(*id)).map(Into::into).collect()
    }

    /// The partner of the cooperation (samenwerkingspartner).
    async fn partners(&self) -> Vec<Party> {
        self.finding.partners.iter().filter_map(|id| self.known.party(*id)).map(Into::into).collect()
    }

    /// The contracts (overeenkomsten) it follows from.
    async fn contracts(&self, ctx: &Context<'_>) -> Vec<Contract> {
        self.finding
            .contracts
            .iter()
            .filter_map(|id| self.known.contract(*id))
            .map(|it| Contract::of(ctx, it))
            .collect()
    }

    /// The tasks (opgaven) it is about.
    async fn tasks(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Task>> {
        self.known.tasks(ctx, &self.finding.tasks).await
    }

    /// The goals (doelen) of the municipality's frameworks it is about.
    async fn goals(&self) -> Vec<PolicyGoal> {
        self.finding.goals.iter().filter_map(|id| self.known.goal(*id)).map(PolicyGoal).collect()
    }

    /// The life domains (levensdomeinen) it is about.
    async fn domains(&self) -> Vec<LifeDomain> {
        self.finding.domains.iter().copied().map(Into::into).collect()
    }

    /// Where the partner names the contractor instead (elders genoemd bij), for a one-sided cooperation.
    async fn named_in_domains(&self) -> Vec<LifeDomain> {
        self.finding.named_in.iter().copied().map(Into::into).collect()
    }

    /// The target groups (doelgroepen) for which it is so; none means everybody.
    async fn target_groups(&self) -> &Vec<String> {
        &self.finding.target_groups
    }

    /// The last day (laatste dag) of the contract, for one that ends.
    async fn last_day(&self) -> Option<Date> {
        self.finding.last_day.map(Date)
    }

    /// How it was set aside (terzijde gelegd) for the last time, and why it is open again if it is.
    async fn dismissal(&self) -> Option<FindingDismissal> {
        let dismissal = self.known.dismissal(&self.finding)?.clone();
        let reopened = dismissal.reopened(&self.finding.facts, self.known.day);
        Some(FindingDismissal { dismissal, reopened })
    }

    /// Whether the viewer may set it aside now (mag terzijde leggen).
    async fn viewer_can_dismiss(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let scope = Scope::coherence(self.finding.municipality);
        permission(ctx, Action::DismissFinding, &scope, || self.cannot_dismiss())
    }
}
