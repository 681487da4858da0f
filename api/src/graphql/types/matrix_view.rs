//! The matrix as it is printed, and as it holds for a municipality.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::{Context, Object, SimpleObject};
use chrono::NaiveDate;

use super::{
    contract::Contract,
    responsibility::{MatrixCell, cells},
};
use crate::{
    domain::{
        self,
        contract::ContractStage,
        ids::PartyId,
        matrix_view::{Names, drawn, layout, referred},
        responsibility::{MatrixEntry, effective},
    },
    graphql::{
        context::{RequestContext, viewer},
        enums::{LifeDomain, MatrixRole},
        errors::{bad_input, read_failed},
        loaders,
        scalars::Date,
    },
    policy::visibility,
    storage::{self, contract::Filter},
};

/// The matrix as it is printed (matrix als tabel), in the viewer's language.
#[derive(SimpleObject)]
pub struct MatrixView {
    /// The day it is of (peildatum).
    pub as_of: Date,
    /// Of which contract (titel).
    pub title: String,
    /// As of which day, and for whom (ondertitel).
    pub subtitle: String,
    /// Responsible for, contributes to, cooperates with (verantwoordelijk voor, bijdragen aan, samenwerken met).
    pub rows: Vec<MatrixViewRow>,
    /// The whole as plain text, for letters of one width (als tekst).
    pub printed: String,
}

/// A row of the matrix as printed (rij).
#[derive(SimpleObject)]
pub struct MatrixViewRow {
    /// What the contractor is (rol).
    pub role: MatrixRole,
    /// The same in words (opschrift).
    pub label: String,
    /// Work, participation, income (werken, meedoen, inkomen).
    pub cells: Vec<MatrixViewCell>,
}

/// A cell of the matrix as printed (cel).
#[derive(SimpleObject)]
pub struct MatrixViewCell {
    /// The column (kolom).
    pub domain: LifeDomain,
    /// The same in words (opschrift).
    pub label: String,
    /// What stands in it (regels); nothing where the cell is not filled yet.
    pub lines: Vec<String>,
}

/// The matrix of a contract as printed on a day, for one client if one is named.
pub async fn view(
    ctx: &Context<'_>,
    contract: &domain::contract::Contract,
    municipality: Option<PartyId>,
    as_of: Option<Date>,
) -> async_graphql::Result<MatrixView> {
    let request = RequestContext::of(ctx);
    let day = as_of.map_or_else(|| request.today(), |day| day.0);
    let contract = contract.as_of(day);
    let client = municipality.map(|id| contract.client(id).map(|it| it.municipality.clone()));
    let Some(client) = client.map_or(Some(None), |client| client.map(Some)) else {
        return Err(bad_input("municipalityId: not a client of the contract", "municipalityId"));
    };
    let entries: Vec<&MatrixEntry> = match &client {
        Some(client) => effective(&contract.matrix, client.id),
        None => contract.matrix.iter().collect(),
    };
    let rows = layout(&entries, &names(ctx, &entries).await?);
    let client = client.as_ref().map(|client| client.name.as_str());
    let table = request.texts.matrix(request.locale(), contract, day, client, &rows);
    let printed = drawn(&table);
    let shown = rows.iter().zip(table.rows).map(|(row, (label, lines))| MatrixViewRow {
        role: row.role.into(),
        label,
        cells: row
            .cells
            .iter()
            .zip(&table.columns)
            .zip(lines)
            .map(|((cell, label), lines)| MatrixViewCell { domain: cell.domain.into(), label: label.clone(), lines })
            .collect(),
    });
    Ok(MatrixView { as_of: Date(day), rows: shown.collect(), title: table.title, subtitle: table.subtitle, printed })
}

async fn names(ctx: &Context<'_>, entries: &[&MatrixEntry]) -> async_graphql::Result<Names> {
    let (tasks, parties) = referred(entries.iter().copied());
    let tasks: BTreeMap<_, _> =
        loaders::many(ctx, tasks).await?.iter().map(|task| (task.id, task.name.clone())).collect();
    let parties: BTreeMap<_, _> =
        loaders::many(ctx, parties).await?.iter().map(|party| (party.id, party.name.clone())).collect();
    Ok(Names { tasks, parties })
}

/// The most contracts that are read for one municipality; the largest have some dozens over all years.
const MOST_CONTRACTS: u64 = 500;

/// What the contracts that exist for the viewer make of a municipality's matrix on a day.
pub async fn effective_matrix(
    ctx: &Context<'_>,
    municipality: PartyId,
    as_of: Option<Date>,
) -> async_graphql::Result<Vec<EffectiveMatrix>> {
    let request = RequestContext::of(ctx);
    let day = as_of.map_or_else(|| request.today(), |day| day.0);
    let seen = visibility(viewer(ctx)?);
    let filter = Filter { client: Some(municipality), contractor: None, stage: Some(ContractStage::Adopted) };
    let (contracts, _) = storage::contract::page(&request.services.database, &seen, &filter, None, MOST_CONTRACTS)
        .await
        .map_err(|error| read_failed(ctx, &error))?;
    let holding = contracts.into_iter().filter(|contract| contract.holds_for(municipality, day));
    Ok(holding.map(|contract| EffectiveMatrix { contract: Arc::new(contract), municipality, day }).collect())
}

/// What a contract makes of a municipality's matrix on a day (feitelijke matrix).
pub struct EffectiveMatrix {
    /// The contract.
    pub contract: Arc<domain::contract::Contract>,
    /// For whom.
    pub municipality: PartyId,
    /// On which day.
    pub day: NaiveDate,
}

/// What a contract makes of a municipality's matrix on a day (feitelijke matrix): the contract with its amendments, and
/// the municipality's deviating assignments in the place of what holds for all.
#[Object]
impl EffectiveMatrix {
    /// The contract (overeenkomst).
    async fn contract(&self, ctx: &Context<'_>) -> Contract {
        Contract::of(ctx, self.contract.clone())
    }

    /// The nine cells (cellen), row by row, as they hold for the municipality.
    async fn cells(&self) -> Vec<MatrixCell> {
        let contract = self.contract.as_of(self.day);
        let entries: Vec<MatrixEntry> = effective(&contract.matrix, self.municipality).into_iter().cloned().collect();
        cells(&entries)
    }
}
