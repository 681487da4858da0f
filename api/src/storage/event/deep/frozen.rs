//! Holding what was frozen against the trail: each version of a report, and the text of a contract that was sent back,
//! against what the trail had told of the thing by then.

use std::collections::BTreeMap;

use entities::report_version;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Thing, Told, fault, first_difference};
use crate::{
    domain::{
        contract::Contract,
        event::{EventKind, Facts, SubjectKind},
    },
    storage::{
        error::Result,
        event::fault::{Verified, Wrong},
    },
};

/// What the trail had told of a thing each time it was frozen, in order; nothing where that is not to be said.
pub(super) type Frozen = BTreeMap<(SubjectKind, Uuid), Vec<Option<BTreeMap<String, Option<String>>>>>;

/// When a thing is frozen, as it was before the event or as it is after it.
pub(super) enum Moment {
    /// A contract that is sent back, with the text that was offered.
    Before,
    /// A report that is submitted or accepted.
    After,
}

/// Whether an event of that kind freezes its thing.
pub(super) const fn freezes(kind: EventKind) -> Option<Moment> {
    match kind {
        EventKind::ContractSentBack => Some(Moment::Before),
        EventKind::ReportSubmitted | EventKind::ReportAccepted => Some(Moment::After),
        _ => None,
    }
}

/// Takes down what the trail has told of a thing so far.
pub(super) fn take_down(frozen: &mut Frozen, thing: (SubjectKind, Uuid), told: &Told) {
    let known = (!told.in_part).then(|| told.facts.clone());
    frozen.entry(thing).or_default().push(known);
}

/// Compares every version of these reports.
pub(super) async fn reports(
    connection: &impl ConnectionTrait,
    reports: &[Uuid],
    frozen: &Frozen,
    found: &mut Verified,
) -> Result<()> {
    let rows = report_version::Entity::find()
        .filter(report_version::Column::ReportId.is_in(reports.iter().copied()))
        .order_by_asc(report_version::Column::Number)
        .all(connection)
        .await?;
    let mut versions: BTreeMap<Uuid, Vec<report_version::Model>> = BTreeMap::new();
    for row in rows {
        versions.entry(row.report_id).or_default().push(row);
    }
    for id in reports {
        let kept = versions.remove(id).unwrap_or_default();
        let told = frozen.get(&(SubjectKind::Report, *id)).map_or(&[][..], Vec::as_slice);
        for place in 0..kept.len().max(told.len()) {
            let differs = match (kept.get(place), told.get(place)) {
                (Some(row), Some(Some(told))) => difference(SubjectKind::Report, *id, facts(&row.content)?, told),
                (Some(_), Some(None)) => None,
                _ => Some("whether there is one".to_owned()),
            };
            let told = |fact| fault(SubjectKind::Report, *id, Wrong::Differs { fact });
            found.faults.extend(differs.map(|fact| told(format!("version {}, {fact}", place + 1))));
        }
    }
    Ok(())
}

/// What of a frozen report is a fact of its own.
fn facts(content: &str) -> Result<Facts> {
    let content: Json = serde_json::from_str(content)?;
    let report = content.get("report").and_then(Json::as_object).cloned().unwrap_or_default();
    let told = report.into_iter().filter_map(|(fact, value)| Some((fact, value.as_str()?.to_owned())));
    Ok(told.collect())
}

/// Compares the text that a contract was offered with.
pub(super) fn offered(text: &Contract, frozen: &Frozen, found: &mut Verified) {
    let told = frozen.get(&(SubjectKind::Contract, text.id.0)).and_then(|all| all.last());
    let (Some(offered), Some(Some(told))) = (text.as_offered(), told) else { return };
    // How far it has come, and who its clients are, go on changing.
    let stays = |fact: &str| !["state", "remarks", "reason"].contains(&fact) && !fact.starts_with("clients/");
    let kept: Facts = offered.facts().into_iter().filter(|(fact, _)| stays(fact)).collect();
    let told = told.iter().filter(|(fact, _)| stays(fact)).map(|(fact, value)| (fact.clone(), value.clone())).collect();
    let differs = difference(SubjectKind::Contract, text.id.0, kept, &told);
    let differs = differs.map(|fact| Wrong::Differs { fact: format!("what was offered, {fact}") });
    found.faults.extend(differs.map(|wrong| fault(SubjectKind::Contract, text.id.0, wrong)));
}

fn difference(noun: SubjectKind, id: Uuid, facts: Facts, told: &BTreeMap<String, Option<String>>) -> Option<String> {
    first_difference(&Thing { noun, id, facts }, &Told { facts: told.clone(), in_part: false })
}
