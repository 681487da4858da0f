//! The library of indicators and breakdowns.

use entities::{dimension, dimension_cell, indicator};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    convert::{insert_all, known, number, position, scaled},
    error::Result,
};
use crate::{
    clock::IdSource,
    domain::{
        ids::{DimensionId, IndicatorId},
        indicator::{Cell, Dimension, Direction, Indicator, IndicatorKind, Reference},
    },
};

/// The definitions with these ids.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[IndicatorId]) -> Result<Vec<Indicator>> {
    let keys = ids.iter().map(|id| id.0);
    let rows = indicator::Entity::find().filter(indicator::Column::Id.is_in(keys)).all(connection).await?;
    assemble(connection, rows).await
}

/// A page of the library, by code, and how many definitions there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    after: Option<String>,
    limit: u64,
) -> Result<(Vec<Indicator>, u64)> {
    let count = indicator::Entity::find().count(connection).await?;
    let mut page = indicator::Entity::find().order_by_asc(indicator::Column::Code).limit(limit);
    if let Some(after) = after {
        page = page.filter(indicator::Column::Code.gt(after));
    }
    let rows = page.all(connection).await?;
    Ok((assemble(connection, rows).await?, count))
}

async fn assemble(connection: &impl ConnectionTrait, rows: Vec<indicator::Model>) -> Result<Vec<Indicator>> {
    let wanted: Vec<DimensionId> = rows.iter().filter_map(|row| row.dimension_id.map(DimensionId)).collect();
    let dimensions = if wanted.is_empty() { Vec::new() } else { dimensions(connection, &wanted).await? };
    rows.into_iter().map(|row| read(row, &dimensions)).collect()
}

fn read(row: indicator::Model, dimensions: &[Dimension]) -> Result<Indicator> {
    let decimals = known(u32::try_from(row.decimals).ok(), "indicator.decimals", row.id)?;
    let reference = row
        .reference_value
        .map(|value| Reference { value: number(value), source: row.reference_source.clone().unwrap_or_default() });
    Ok(Indicator {
        id: IndicatorId(row.id),
        kind: known(IndicatorKind::named(&row.kind), "indicator.kind", row.id)?,
        direction: known(Direction::named(&row.direction), "indicator.direction", row.id)?,
        dimension: row.dimension_id.and_then(|id| dimensions.iter().find(|it| it.id.0 == id).cloned()),
        code: row.code,
        name_nl: row.name_nl,
        name_en: row.name_en,
        description: row.description,
        unit: row.unit,
        decimals,
        cumulative: row.cumulative,
        reference,
        version: row.version,
    })
}

/// The dimensions with these ids, with their cells in order.
pub async fn dimensions(connection: &impl ConnectionTrait, ids: &[DimensionId]) -> Result<Vec<Dimension>> {
    let keys: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = dimension::Entity::find().filter(dimension::Column::Id.is_in(keys.clone())).all(connection).await?;
    let cells = dimension_cell::Entity::find()
        .filter(dimension_cell::Column::DimensionId.is_in(keys))
        .order_by_asc(dimension_cell::Column::Position)
        .all(connection)
        .await?;
    let read = |row: dimension::Model| {
        let own = cells.iter().filter(|cell| cell.dimension_id == row.id).map(|cell| Cell {
            code: cell.code.clone(),
            name_nl: cell.name_nl.clone(),
            name_en: cell.name_en.clone(),
        });
        Dimension {
            id: DimensionId(row.id),
            code: row.code,
            name_nl: row.name_nl,
            name_en: row.name_en,
            cells: own.collect(),
        }
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Keeps a new dimension.
pub async fn insert_dimension(connection: &impl ConnectionTrait, ids: &IdSource, it: &Dimension) -> Result<()> {
    let row = dimension::Model {
        id: it.id.0,
        code: it.code.clone(),
        name_nl: it.name_nl.clone(),
        name_en: it.name_en.clone(),
    };
    dimension::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    let cells = it.cells.iter().enumerate().map(|(index, cell)| dimension_cell::Model {
        id: ids.next(),
        dimension_id: it.id.0,
        code: cell.code.clone(),
        name_nl: cell.name_nl.clone(),
        name_en: cell.name_en.clone(),
        position: position(index),
    });
    insert_all::<dimension_cell::Entity, _>(connection, cells.collect()).await
}

/// Keeps a new definition.
pub async fn insert(connection: &impl ConnectionTrait, it: &Indicator) -> Result<()> {
    let row = indicator::Model {
        id: it.id.0,
        code: it.code.clone(),
        name_nl: it.name_nl.clone(),
        name_en: it.name_en.clone(),
        description: it.description.clone(),
        unit: it.unit.clone(),
        kind: it.kind.name().to_owned(),
        direction: it.direction.name().to_owned(),
        decimals: i32::try_from(it.decimals).unwrap_or_default(),
        cumulative: it.cumulative,
        dimension_id: it.dimension.as_ref().map(|dimension| dimension.id.0),
        reference_value: it.reference.as_ref().map(|reference| scaled(reference.value)),
        reference_source: it.reference.as_ref().map(|reference| reference.source.clone()),
        version: it.version,
    };
    indicator::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}
