//! Adding to the library of indicators.

use super::{
    act::{Done, not_found},
    contract::{Asking, taken},
};
use crate::{
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        ids::{DimensionId, IndicatorId},
        indicator::{self, Cell, Dimension, Direction, Indicator, IndicatorKind, Reference},
    },
    policy::{Action, Scope},
    storage,
};

/// A definition as it is written down.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Its code, unique.
    pub code: String,
    /// Its names, Dutch and English.
    pub names: (String, String),
    /// What exactly is counted.
    pub description: String,
    /// The unit.
    pub unit: String,
    /// How values behave over time.
    pub kind: IndicatorKind,
    /// Which way is good.
    pub direction: Direction,
    /// How many decimals its values have.
    pub decimals: u32,
    /// Whether each report gives the year so far.
    pub cumulative: bool,
    /// How it is broken down.
    pub dimension: Option<DimensionId>,
    /// A reference value.
    pub reference: Option<Reference>,
}

/// Adds an indicator.
pub async fn define(asking: Asking<'_>, wording: Wording) -> Done<Indicator> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::DefineIndicator, &Scope::Platform, "code")?;
    let dimension = match wording.dimension {
        None => None,
        Some(id) => {
            let found = storage::indicator::dimensions(act.unit.connection(), &[id]).await?;
            Some(found.into_iter().next().ok_or_else(|| not_found("dimensionId"))?)
        }
    };
    let indicator = indicator::define(Indicator {
        id: IndicatorId(act.unit.new_id()),
        code: wording.code,
        name_nl: wording.names.0,
        name_en: wording.names.1,
        description: wording.description,
        unit: wording.unit,
        kind: wording.kind,
        direction: wording.direction,
        decimals: wording.decimals,
        cumulative: wording.cumulative,
        dimension,
        reference: wording.reference,
        version: 1,
    })?;
    taken(storage::indicator::insert(act.unit.connection(), &indicator).await, "code")?;
    let facts = Facts::from([
        ("code".into(), indicator.code.clone()),
        ("nameNl".into(), indicator.name_nl.clone()),
        ("kind".into(), indicator.kind.to_string()),
        ("direction".into(), indicator.direction.to_string()),
        ("unit".into(), indicator.unit.clone()),
    ]);
    let event = Event::new(EventKind::IndicatorDefined, SubjectKind::Indicator, indicator.id.0, &Facts::new(), &facts);
    act.commit(permit, event).await?;
    Ok(indicator)
}

/// Adds a breakdown.
pub async fn define_dimension(
    asking: Asking<'_>,
    code: &str,
    names: (String, String),
    cells: Vec<Cell>,
) -> Done<Dimension> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::DefineDimension, &Scope::Platform, "code")?;
    let dimension = indicator::dimension(Dimension {
        id: DimensionId(act.unit.new_id()),
        code: code.trim().to_owned(),
        name_nl: names.0,
        name_en: names.1,
        cells,
    })?;
    taken(storage::indicator::insert_dimension(act.unit.connection(), act.ids(), &dimension).await, "code")?;
    let codes: Vec<&str> = dimension.cells.iter().map(|cell| cell.code.as_str()).collect();
    let facts = Facts::from([("code".into(), dimension.code.clone()), ("cells".into(), codes.join(", "))]);
    let event = Event::new(EventKind::DimensionDefined, SubjectKind::Dimension, dimension.id.0, &Facts::new(), &facts);
    act.commit(permit, event).await?;
    Ok(dimension)
}
