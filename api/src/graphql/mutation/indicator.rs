//! Adding to the library of indicators.

use async_graphql::{Context, ID, InputObject, Object};

use super::{given::told, payload};
use crate::{
    commands::indicator::{self, Wording},
    domain::indicator::{Cell, Reference},
    graphql::{
        context::asking,
        enums::{Direction, IndicatorKind},
        ids::parse_optional,
        once::Repeatable,
        scalars::Decimal,
        types::indicator::{Dimension, PerformanceIndicator},
    },
};

/// A cell of a breakdown as written down (categorie).
#[derive(InputObject)]
pub struct DimensionCellInput {
    /// Its code within the dimension.
    code: String,
    /// Its Dutch name.
    name_nl: String,
    /// Its English name.
    name_en: String,
}

/// A breakdown as written down (uitsplitsing).
#[derive(InputObject)]
pub struct DefineDimensionInput {
    /// Its code, unique.
    code: String,
    /// Its Dutch name.
    name_nl: String,
    /// Its English name.
    name_en: String,
    /// Its cells, in order; at least two.
    #[graphql(validator(max_items = 50))]
    cells: Vec<DimensionCellInput>,
    #[graphql(flatten)]
    once: Repeatable,
}

/// An indicator as written down (prestatie-indicator).
#[derive(InputObject)]
pub struct DefineIndicatorInput {
    /// Its code, unique.
    code: String,
    /// Its Dutch name.
    name_nl: String,
    /// Its English name.
    name_en: String,
    /// What exactly is counted (omschrijving).
    description: String,
    /// The unit (eenheid).
    unit: String,
    /// How values behave over time (soort).
    kind: IndicatorKind,
    /// Which way is good (richting).
    direction: Direction,
    /// How many decimals its values have, at most four (decimalen).
    #[graphql(default = 0)]
    decimals: u32,
    /// For a FLOW: whether each report gives the year so far (cumulatief).
    #[graphql(default = false)]
    cumulative: bool,
    /// How it is broken down (uitsplitsing).
    dimension_id: Option<ID>,
    /// A national or other reference value (referentiewaarde).
    reference_value: Option<Decimal>,
    /// Where the reference value comes from (bron).
    reference_source: Option<String>,
    #[graphql(flatten)]
    once: Repeatable,
}

payload!(DefineDimensionPayload, dimension: Dimension, "adding a breakdown (uitsplitsing toevoegen)");
payload!(DefineIndicatorPayload, indicator: PerformanceIndicator, "adding an indicator (indicator toevoegen)");

/// The library.
#[derive(Default)]
pub struct IndicatorMutation;

#[Object]
impl IndicatorMutation {
    /// Adds a breakdown to the library (uitsplitsing toevoegen).
    async fn define_dimension(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The breakdown.")] input: DefineDimensionInput,
    ) -> async_graphql::Result<Option<DefineDimensionPayload>> {
        let cells = input.cells.into_iter().map(|it| Cell { code: it.code, name_nl: it.name_nl, name_en: it.name_en });
        let names = (input.name_nl, input.name_en);
        let done = indicator::define_dimension(asking(ctx)?, &input.code, names, cells.collect()).await;
        Ok(DefineDimensionPayload::of(told(ctx, done).await?))
    }

    /// Adds an indicator to the library (indicator toevoegen).
    async fn define_indicator(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The indicator.")] input: DefineIndicatorInput,
    ) -> async_graphql::Result<Option<DefineIndicatorPayload>> {
        let source = input.reference_source.unwrap_or_default();
        let wording = Wording {
            code: input.code,
            names: (input.name_nl, input.name_en),
            description: input.description,
            unit: input.unit,
            kind: input.kind.into(),
            direction: input.direction.into(),
            decimals: input.decimals,
            cumulative: input.cumulative,
            dimension: parse_optional(input.dimension_id.as_ref(), "dimensionId")?,
            reference: input.reference_value.map(|value| Reference { value: value.0, source }),
        };
        let done = indicator::define(asking(ctx)?, wording).await;
        Ok(DefineIndicatorPayload::of(told(ctx, done).await?))
    }
}
