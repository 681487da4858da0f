//! Writing a contract that passes or lapses.

use entities::{client_term, contract, contract_client, matrix_entry, termination};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{
    clock::IdSource,
    domain::{
        contract::Contract,
        reorganisation::{MovedContract, Reorganisation},
    },
    storage::{
        contract::{entry_row, save_extension, save_termination},
        convert::{insert_all, position},
        error::Result,
    },
};

/// Keeps the contract as it will be; false when it has moved on since it was read.
pub(super) async fn save(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Reorganisation,
    moved: &MovedContract,
) -> Result<bool> {
    let (before, after) = (&moved.before, &moved.after);
    let done = contract::Entity::update_many()
        .col_expr(contract::Column::Version, Expr::value(after.version))
        .filter(contract::Column::Id.eq(after.id.0))
        .filter(contract::Column::Version.eq(before.version))
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    for (was, is) in before.texts_and_drafts().zip(after.texts_and_drafts()) {
        substitute(connection, ids, it, was, is).await?;
    }
    for decision in after.extensions.iter().filter(|decision| !before.extensions.contains(decision)) {
        save_extension(connection, ids.next(), after.id, decision).await?;
    }
    let ended: Vec<_> = after.terminations.iter().filter(|ended| !before.terminations.contains(ended)).collect();
    // One that would have ended later ends by law now.
    termination::Entity::delete_many()
        .filter(termination::Column::ContractId.eq(after.id.0))
        .filter(termination::Column::MunicipalityId.is_in(ended.iter().map(|ended| ended.municipality.0)))
        .exec(connection)
        .await?;
    for ended in ended {
        save_termination(connection, ids.next(), after.id, ended).await?;
    }
    Ok(true)
}

/// The successor in the place of the municipalities that end, in one text.
async fn substitute(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Reorganisation,
    was: &Contract,
    is: &Contract,
) -> Result<()> {
    let rows =
        contract_client::Entity::find().filter(contract_client::Column::ContractId.eq(is.id.0)).all(connection).await?;
    let mut terms = Vec::new();
    for client in is.clients.iter().filter(|client| !was.clients.contains(client)) {
        let known = rows.iter().find(|row| row.municipality_id == client.municipality.id.0);
        let id = match known {
            Some(row) => row.id,
            None => insert_client(connection, ids, is, client).await?,
        };
        let replaced = is.replaced.iter().any(|replaced| replaced.municipality == client.municipality.id);
        terms.push(client_term::Model {
            id: ids.next(),
            contract_client_id: id,
            since: client.since,
            until: client.until,
            replaced_by_id: replaced.then_some(it.successor.id.0),
        });
    }
    for term in terms {
        use client_term::Column as C;
        client_term::Entity::insert(term.into_active_model())
            .on_conflict(
                OnConflict::column(C::ContractClientId)
                    .update_columns([C::Since, C::Until, C::ReplacedById])
                    .to_owned(),
            )
            .exec_without_returning(connection)
            .await?;
    }
    let inherited = is.matrix.iter().enumerate().skip(was.matrix.len());
    let inherited = inherited.map(|(index, entry)| entry_row(ids, is.id, index, entry)).collect();
    insert_all::<matrix_entry::Entity, _>(connection, inherited).await
}

async fn insert_client(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    text: &Contract,
    client: &crate::domain::contract::Client,
) -> Result<uuid::Uuid> {
    let id = ids.next();
    let adoption = client.adoption.as_ref();
    let row = contract_client::Model {
        id,
        contract_id: text.id.0,
        municipality_id: client.municipality.id.0,
        position: position(text.clients.len()),
        decision_reference: adoption.map(|adoption| adoption.decision_reference.clone()),
        decided_on: adoption.map(|adoption| adoption.decided_on),
        adopted_at: adoption.map(|adoption| adoption.at),
        adopted_by: adoption.map(|adoption| adoption.by.0),
    };
    contract_client::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(id)
}
