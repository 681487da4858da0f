//! What a contract says: the part of it that an amendment changes.

use std::sync::Arc;

use async_graphql::{Context, Object};

use super::ContractClient;
use crate::{
    domain,
    graphql::{
        enums::{ContractKind, LifeDomain, ReportingFrequency},
        loaders,
        scalars::Date,
        types::{
            framework::PolicyFramework,
            indicator::{ContractIndicator, measures},
            party::{Party, party},
            responsibility::{MatrixCell, cells},
        },
    },
};

/// What a contract says, in one of its texts.
#[derive(Clone)]
pub struct ContractText(pub Arc<domain::contract::Contract>);

/// What a contract says (tekst), in one of its texts.
#[Object]
impl ContractText {
    /// The title (titel).
    async fn title(&self) -> &String {
        &self.0.terms.title
    }

    /// The kind (soort).
    async fn kind(&self) -> ContractKind {
        self.0.terms.kind.into()
    }

    /// The contractor (opdrachtnemer).
    async fn contractor(&self, ctx: &Context<'_>) -> async_graphql::Result<Party> {
        party(ctx, self.0.terms.contractor.id).await
    }

    /// The clients (opdrachtgevers), in order: all that this text names, or those that take part on a day.
    async fn clients(
        &self,
        #[graphql(desc = "Those that take part on this day (peildatum).")] as_of: Option<Date>,
    ) -> Vec<ContractClient> {
        let takes_part = |it: &&domain::contract::Client| as_of.is_none_or(|day| it.takes_part(day.0));
        self.0.clients.iter().filter(takes_part).map(ContractClient::of).collect()
    }

    /// The first day (ingangsdatum).
    async fn starts_on(&self) -> Date {
        Date(self.0.terms.period.from)
    }

    /// The last day (einddatum), included.
    async fn ends_on(&self) -> Date {
        Date(self.0.terms.period.to)
    }

    /// How often the contractor reports (rapportagefrequentie).
    async fn reporting_frequency(&self) -> ReportingFrequency {
        self.0.terms.frequency.into()
    }

    /// The conditions (voorwaarden), in words.
    async fn conditions(&self) -> &String {
        &self.0.terms.conditions
    }

    /// The legal bases (wettelijke grondslagen).
    async fn legal_bases(&self) -> &Vec<String> {
        &self.0.terms.legal_bases
    }

    /// Where a municipality may give a deviating assignment (afwijkende opdracht).
    async fn deviation_domains(&self) -> Vec<LifeDomain> {
        self.0.terms.deviation_domains.iter().map(|domain| (*domain).into()).collect()
    }

    /// The day on which it is decided whether to go on (verlengingsbesluit).
    async fn extension_decision_on(&self) -> Option<Date> {
        self.0.terms.extension_decision_on.map(Date)
    }

    /// The framework (beleidskader) whose goals it serves.
    async fn framework(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PolicyFramework>> {
        match self.0.terms.framework {
            Some(id) => Ok(Some(PolicyFramework(loaders::must(ctx, id).await?))),
            None => Ok(None),
        }
    }

    /// The responsibility matrix (verantwoordelijkheidsmatrix): nine cells, row by row.
    async fn matrix(&self) -> Vec<MatrixCell> {
        cells(&self.0.matrix)
    }

    /// The indicators (prestatie-indicatoren), in order.
    async fn indicators(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ContractIndicator>> {
        let measures = measures(ctx, &self.0).await?;
        let of = |measure| ContractIndicator { measure: Arc::new(measure), contract: self.0.clone() };
        Ok(measures.into_iter().map(of).collect())
    }

    /// Whether it has more than seven indicators (meer dan zeven indicatoren): a warning, not a refusal.
    async fn too_many_indicators(&self) -> bool {
        self.0.indicators.len() > 7
    }
}
