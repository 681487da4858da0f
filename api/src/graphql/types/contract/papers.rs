//! What lies beside the terms of a contract: what was said about it, the files that hang on it, the matrix as printed.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use crate::{
    domain::{
        attachment::cannot_add,
        contract::{Contract, ContractState as State},
    },
    graphql::{
        context::viewer,
        ids::parse_optional,
        loaders::{self, AttachmentsOf},
        permission::{Permission, permission},
        scalars::Date,
        types::{
            attachment::Attachment,
            matrix_view::{MatrixView, view},
        },
    },
    policy::{Action, Scope, reads_file},
};

/// What lies beside a contract (stukken bij een overeenkomst).
#[derive(Clone)]
pub struct ContractPapers(pub Arc<Contract>);

/// What lies beside a contract (stukken bij een overeenkomst).
#[Object]
impl ContractPapers {
    /// The contractor's remarks (opmerkingen), when it was sent back.
    async fn remarks(&self) -> Option<&String> {
        match &self.0.state {
            State::Draft { remarks } => remarks.as_ref(),
            _ => None,
        }
    }

    /// Why it was withdrawn (reden van intrekking).
    async fn withdrawal_reason(&self) -> Option<&String> {
        match &self.0.state {
            State::Withdrawn { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// The files that hang on it (bijlagen), in the order in which they were added.
    async fn attachments(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Attachment>> {
        let found = loaders::must(ctx, AttachmentsOf(self.0.id)).await?;
        let viewer = viewer(ctx)?;
        let seen = found.iter().filter(|it| reads_file(viewer, &self.0, it));
        Ok(seen.map(|it| Attachment { contract: self.0.clone(), it: Arc::new(it.clone()) }).collect())
    }

    /// Whether the viewer may add a file to it now (mag een bijlage toevoegen), with `POST /attachments`.
    async fn viewer_can_add_attachment(&self, ctx: &Context<'_>) -> async_graphql::Result<Permission> {
        let held = loaders::must(ctx, AttachmentsOf(self.0.id)).await?.len();
        let scope = Scope::contract(&self.0);
        permission(ctx, Action::AddAttachment, &scope, || cannot_add(&self.0, held))
    }

    /// The matrix as it is printed (matrix als tabel), in the viewer's language: as contracted on a day, deviating
    /// assignments marked, or as it holds for one client.
    async fn matrix_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As it holds for this client (gemeente).")] municipality_id: Option<ID>,
        #[graphql(desc = "The day (peildatum); today when left out.")] as_of: Option<Date>,
    ) -> async_graphql::Result<MatrixView> {
        let municipality = parse_optional(municipality_id.as_ref(), "municipalityId")?;
        view(ctx, &self.0, municipality, as_of).await
    }
}
