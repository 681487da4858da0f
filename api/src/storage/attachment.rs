//! Attachments of contracts, and their content where the database keeps it.

use entities::{attachment, attachment_content};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func},
};
use uuid::Uuid;

use super::{
    convert::known,
    error::{Error, Result},
    seen::Seen,
};
use crate::domain::{
    attachment::{Attachment, MediaKind},
    ids::{AttachmentId, ContractId, PersonId},
};

/// The attachment, if it is still there.
pub async fn by_id(connection: &impl ConnectionTrait, it: &Seen<AttachmentId>) -> Result<Option<Attachment>> {
    attachment::Entity::find_by_id(it.id().0).one(connection).await?.map(read).transpose()
}

/// The attachments of these contracts, in the order in which they were added.
pub async fn of_contracts(connection: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Attachment>> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::ContractId.is_in(contracts.iter().map(|id| id.0)))
        .order_by_asc(attachment::Column::AddedAt)
        .order_by_asc(attachment::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: attachment::Model) -> Result<Attachment> {
    let size = u64::try_from(row.size_bytes);
    Ok(Attachment {
        id: AttachmentId(row.id),
        contract: ContractId(row.contract_id),
        kind: known(MediaKind::named(&row.media_kind), "attachment.media_kind", row.id)?,
        size: size.map_err(|_| Error::Inconsistent { place: "attachment.size_bytes", id: row.id })?,
        name: row.name,
        sha256: row.sha256,
        added_at: row.added_at,
        added_by: PersonId(row.added_by),
    })
}

/// Keeps a new attachment, without its content.
pub async fn insert(connection: &impl ConnectionTrait, it: &Attachment) -> Result<()> {
    let row = attachment::Model {
        id: it.id.0,
        contract_id: it.contract.0,
        name: it.name.clone(),
        media_kind: it.kind.name().to_owned(),
        size_bytes: i64::try_from(it.size).unwrap_or(i64::MAX),
        sha256: it.sha256.clone(),
        added_at: it.added_at,
        added_by: it.added_by.0,
    };
    attachment::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps the content of an attachment in the database.
pub async fn insert_content(
    connection: &impl ConnectionTrait,
    id: Uuid,
    of: AttachmentId,
    content: Vec<u8>,
) -> Result<()> {
    let row = attachment_content::Model { id, attachment_id: of.0, content };
    attachment_content::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// The bytes of the content of an attachment from the one at `from`, at most `most` of them, if the database keeps it.
pub async fn part(
    connection: &impl ConnectionTrait,
    of: AttachmentId,
    from: u64,
    most: u64,
) -> Result<Option<Vec<u8>>> {
    // No content is so long that a place in it does not fit.
    let place = |bytes: u64| i32::try_from(bytes).unwrap_or(i32::MAX);
    let content = Expr::col((attachment_content::Entity, attachment_content::Column::Content));
    let part = Func::cust("substr").args([content, place(from).saturating_add(1).into(), place(most).into()]);
    let found = attachment_content::Entity::find()
        .select_only()
        .expr(part)
        .filter(attachment_content::Column::AttachmentId.eq(of.0));
    Ok(found.into_tuple::<Vec<u8>>().one(connection).await?)
}

/// Forgets an attachment, and its content if the database keeps it; false when it was gone already.
pub async fn remove(connection: &impl ConnectionTrait, id: AttachmentId) -> Result<bool> {
    let contents = attachment_content::Entity::delete_many();
    contents.filter(attachment_content::Column::AttachmentId.eq(id.0)).exec(connection).await?;
    let done = attachment::Entity::delete_by_id(id.0).exec(connection).await?;
    Ok(done.rows_affected > 0)
}
