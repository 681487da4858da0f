//! A contract with everything that belongs to it: its amendments, what was decided since, and what follows it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entities::{
    amendment, client_term, contract, contract_client, contract_indicator, contract_indicator_origin,
    contract_legal_basis, extension_decision, hearing, matrix_entry, offered_text, termination,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationTrait,
};
use uuid::Uuid;

use super::{
    super::party::{self, Names},
    read, visible,
};
use crate::{
    domain::contract::{Amends, Contract, ContractKind, ContractStage},
    storage::error::{Error, Result},
};

/// Rows by the contract they belong to, in the order in which they were read.
pub(super) struct Grouped<T>(HashMap<Uuid, Vec<T>>);

impl<T> Grouped<T> {
    fn by(rows: Vec<T>, contract: impl Fn(&T) -> Option<Uuid>) -> Self {
        let mut groups: HashMap<Uuid, Vec<T>> = HashMap::new();
        for row in rows {
            if let Some(contract) = contract(&row) {
                groups.entry(contract).or_default().push(row);
            }
        }
        Self(groups)
    }

    pub fn of(&self, contract: Uuid) -> &[T] {
        self.0.get(&contract).map_or(&[], Vec::as_slice)
    }
}

/// The rows under a set of contracts.
pub(super) struct Under {
    pub clients: Grouped<(contract_client::Model, Option<client_term::Model>)>,
    pub bases: Grouped<contract_legal_basis::Model>,
    pub entries: Grouped<matrix_entry::Model>,
    pub indicators: Grouped<(contract_indicator::Model, Option<contract_indicator_origin::Model>)>,
    /// By the contract they follow.
    pub successors: Grouped<contract::Model>,
    pub hearings: Grouped<hearing::Model>,
    /// What was offered, of those that were sent back.
    pub offered: Grouped<offered_text::Model>,
    pub extensions: Grouped<extension_decision::Model>,
    pub terminations: Grouped<termination::Model>,
    pub names: Names,
}

/// The contracts of these rows, each with its family; an amendment comes with the text it amends.
pub(super) async fn assemble(connection: &impl ConnectionTrait, rows: Vec<contract::Model>) -> Result<Vec<Contract>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let amendments = amendments(connection, &wanted).await?;
    let rows = with_relatives(connection, rows, &amendments).await?;
    let under = under(connection, &rows).await?;
    let mut texts = BTreeMap::new();
    for row in rows {
        texts.insert(row.id, read::contract(row, &under)?);
    }
    join(&mut texts, amendments)?;
    wanted.into_iter().map(|id| texts.remove(&id).ok_or(missing(id))).collect()
}

const fn missing(id: Uuid) -> Error {
    Error::Inconsistent { place: "amendment.amends_id", id }
}

/// The amendments of these contracts, and of those that these amend, in order of number.
async fn amendments(connection: &impl ConnectionTrait, wanted: &[Uuid]) -> Result<Vec<amendment::Model>> {
    let amended = amendment::Entity::find()
        .select_only()
        .column(amendment::Column::AmendsId)
        .filter(amendment::Column::ContractId.is_in(wanted.iter().copied()))
        .into_query();
    let of_these = amendment::Column::AmendsId.is_in(wanted.iter().copied());
    let rows = amendment::Entity::find()
        .filter(Condition::any().add(of_these).add(amendment::Column::AmendsId.in_subquery(amended)))
        .order_by_asc(amendment::Column::Number)
        .all(connection)
        .await?;
    Ok(rows)
}

/// The rows with those of their families that are not among them.
async fn with_relatives(
    connection: &impl ConnectionTrait,
    mut rows: Vec<contract::Model>,
    amendments: &[amendment::Model],
) -> Result<Vec<contract::Model>> {
    let mut relatives: Vec<Uuid> = amendments.iter().flat_map(|it| [it.contract_id, it.amends_id]).collect();
    let known: BTreeSet<Uuid> = rows.iter().map(|row| row.id).collect();
    relatives.retain(|id| !known.contains(id));
    if !relatives.is_empty() {
        rows.extend(contract::Entity::find().filter(contract::Column::Id.is_in(relatives)).all(connection).await?);
    }
    Ok(rows)
}

/// Puts each amendment under the contract it amends, and the text it amends into it.
fn join(texts: &mut BTreeMap<Uuid, Contract>, amendments: Vec<amendment::Model>) -> Result<()> {
    for row in amendments {
        let base = texts.get(&row.amends_id).ok_or(missing(row.id))?;
        let mut before = base.latest().clone();
        before.amendments.clear();
        let amends = Amends {
            contract: base.id,
            number: row.number,
            effective_from: row.effective_from,
            reason: row.reason,
            before: Box::new(before),
        };
        let text = texts.get_mut(&row.contract_id).ok_or(missing(row.id))?;
        text.amends = Some(amends);
        let text = text.clone();
        let base = texts.get_mut(&row.amends_id).ok_or(missing(row.id))?;
        base.amendments.push(text);
    }
    Ok(())
}

async fn under(connection: &impl ConnectionTrait, rows: &[contract::Model]) -> Result<Under> {
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let adopted: Vec<Uuid> =
        rows.iter().filter(|row| row.state == ContractStage::Adopted.name()).map(|row| row.id).collect();
    let successors = contract::Entity::find()
        .filter(contract::Column::PredecessorId.is_in(adopted.clone()))
        .filter(contract::Column::Id.not_in_subquery(visible::amendments()))
        .order_by_asc(contract::Column::Id)
        .all(connection)
        .await?;
    let clients = clients(connection, keys.iter().copied().chain(successors.iter().map(|row| row.id))).await?;
    let bases = contract_legal_basis::Entity::find()
        .filter(contract_legal_basis::Column::ContractId.is_in(keys.clone()))
        .order_by_asc(contract_legal_basis::Column::Position)
        .all(connection)
        .await?;
    let entries = matrix_entry::Entity::find()
        .filter(matrix_entry::Column::ContractId.is_in(keys.clone()))
        .order_by_asc(matrix_entry::Column::Position)
        .all(connection)
        .await?;
    let indicators = indicators(connection, keys).await?;
    let parties = clients.iter().map(|(row, _)| row.municipality_id);
    let names = party::names(connection, parties.chain(rows.iter().map(|row| row.contractor_id))).await?;
    let hearings = hearings(connection, rows).await?;
    let offered = offered(connection, rows).await?;
    let extensions = extension_decision::Entity::find()
        .filter(extension_decision::Column::ContractId.is_in(adopted.clone()))
        .order_by_asc(extension_decision::Column::Id)
        .all(connection)
        .await?;
    let terminations = termination::Entity::find()
        .filter(termination::Column::ContractId.is_in(adopted))
        .order_by_asc(termination::Column::Id)
        .all(connection)
        .await?;
    Ok(Under {
        clients: Grouped::by(clients, |(row, _)| Some(row.contract_id)),
        bases: Grouped::by(bases, |row| Some(row.contract_id)),
        entries: Grouped::by(entries, |row| Some(row.contract_id)),
        indicators: Grouped::by(indicators, |(row, _)| Some(row.contract_id)),
        successors: Grouped::by(successors, |row| row.predecessor_id),
        hearings: Grouped::by(hearings, |row| Some(row.contract_id)),
        offered: Grouped::by(offered, |row| Some(row.contract_id)),
        extensions: Grouped::by(extensions, |row| Some(row.contract_id)),
        terminations: Grouped::by(terminations, |row| Some(row.contract_id)),
        names,
    })
}

/// The clients of these contracts, each with the days on which it takes part where they are its own.
async fn clients(
    connection: &impl ConnectionTrait,
    contracts: impl Iterator<Item = Uuid>,
) -> Result<Vec<(contract_client::Model, Option<client_term::Model>)>> {
    let rows = contract_client::Entity::find()
        .join(JoinType::LeftJoin, client_term::Relation::ContractClient.def().rev())
        .select_also(client_term::Entity)
        .filter(contract_client::Column::ContractId.is_in(contracts))
        .order_by_asc(contract_client::Column::Position)
        .all(connection)
        .await?;
    Ok(rows)
}

/// The indicators of these contracts, each with the earlier one that it goes on with.
async fn indicators(
    connection: &impl ConnectionTrait,
    contracts: Vec<Uuid>,
) -> Result<Vec<(contract_indicator::Model, Option<contract_indicator_origin::Model>)>> {
    let rows = contract_indicator::Entity::find()
        .join(JoinType::LeftJoin, contract_indicator_origin::Relation::ContractIndicator.def().rev())
        .select_also(contract_indicator_origin::Entity)
        .filter(contract_indicator::Column::ContractId.is_in(contracts))
        .order_by_asc(contract_indicator::Column::Position)
        .all(connection)
        .await?;
    Ok(rows)
}

/// What was said where the contractor is heard; nothing is asked of the database where every kind wants agreement.
async fn hearings(connection: &impl ConnectionTrait, rows: &[contract::Model]) -> Result<Vec<hearing::Model>> {
    let unilateral = |row: &&contract::Model| ContractKind::named(&row.kind).is_some_and(|kind| !kind.rules().agreed);
    let keys: Vec<Uuid> = rows.iter().filter(unilateral).map(|row| row.id).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    Ok(hearing::Entity::find().filter(hearing::Column::ContractId.is_in(keys)).all(connection).await?)
}

/// What was offered of those that are a draft again, or were withdrawn as one; nothing is asked of the database where
/// there are none.
async fn offered(connection: &impl ConnectionTrait, rows: &[contract::Model]) -> Result<Vec<offered_text::Model>> {
    let withdrawn = |row: &contract::Model| row.state == ContractStage::Withdrawn.name() && row.offered_at.is_none();
    let again = |row: &&contract::Model| row.sent_back_remarks.is_some() || withdrawn(row);
    let keys: Vec<Uuid> = rows.iter().filter(again).map(|row| row.id).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    Ok(offered_text::Entity::find().filter(offered_text::Column::ContractId.is_in(keys)).all(connection).await?)
}
