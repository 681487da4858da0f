//! What was ever submitted, for deciding who reads which figures.

use std::collections::HashMap;

use entities::report_version;
use serde_json::Value as Json;

use super::{
    ColumnTrait, ConnectionTrait, CycleId, EntityTrait, Error, Occasion, Period, QueryFilter, QueryOrder, ReportStage,
    Result, Uuid, Value, content::content, known, read::read_value, report, report_value,
};
use crate::domain::{
    report::{Reading, frozen_values},
    suppression::Published,
};

/// Every report that these years owe, with the values of everything submitted of it, in three statements.
pub async fn published(connection: &impl ConnectionTrait, cycles: &[CycleId]) -> Result<Vec<Published>> {
    let rows = report::Entity::find()
        .filter(report::Column::CycleId.is_in(cycles.iter().map(|id| id.0)))
        .order_by_asc(report::Column::PeriodEnd)
        .order_by_asc(report::Column::Number)
        .all(connection)
        .await?;
    // What was submitted once stands in the report; what was submitted before, or is being rewritten, was frozen.
    let (again, once): (Vec<&report::Model>, Vec<&report::Model>) = rows
        .iter()
        .filter(|row| row.submitted_at.is_some())
        .partition(|row| row.submission > 1 || row.state == ReportStage::Returned.name());
    let keys: Vec<Uuid> = once.iter().map(|row| row.id).collect();
    let values = content::<report_value::Entity>(Reading::Submitted, &keys).all(connection).await?;
    let versions = report_version::Entity::find()
        .filter(report_version::Column::ReportId.is_in(again.iter().map(|row| row.id)))
        .filter(report_version::Column::Occasion.eq(Occasion::Submitted.name()))
        .order_by_asc(report_version::Column::Number)
        .all(connection)
        .await?;
    let mut submissions: HashMap<Uuid, Vec<Vec<Value>>> = once.iter().map(|row| (row.id, vec![Vec::new()])).collect();
    for value in &values {
        if let Some(only) = submissions.get_mut(&value.report_id).and_then(|all| all.first_mut()) {
            only.push(read_value(value)?);
        }
    }
    for version in &versions {
        submissions.entry(version.report_id).or_default().push(frozen(version)?);
    }
    let published = |row: &report::Model| Published {
        cycle: CycleId(row.cycle_id),
        period: Period { from: row.period_start, to: row.period_end },
        annual: row.annual,
        submissions: submissions.remove(&row.id).unwrap_or_default(),
    };
    Ok(rows.iter().map(published).collect())
}

/// The values of a report as it was frozen.
fn frozen(version: &report_version::Model) -> Result<Vec<Value>> {
    let content: Json = serde_json::from_str(&version.content)?;
    let facts = content.get("report").and_then(Json::as_object);
    let facts = known(facts, "report_version.content", version.id)?;
    let told = facts.iter().filter_map(|(field, fact)| Some((field.clone(), fact.as_str()?.to_owned())));
    frozen_values(&told.collect()).ok_or(Error::Inconsistent { place: "report_version.content", id: version.id })
}
