//! What was offered of a contract that was sent back, in its stored form.

use chrono::NaiveDate;
use entities::offered_text;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::family::Under;
use crate::{
    clock::IdSource,
    domain::{
        contract::{Contract, ContractKind, Offered, Terms},
        ids::{ContractId, ContractIndicatorId, FrameworkId, GoalId, IndicatorId, PartyId, TaskId},
        indicator::{ContractIndicator, KnownValue},
        period::{Frequency, Period},
        responsibility::{Deviation, LifeDomain, MatrixEntry, MatrixRole, Subject},
    },
    storage::{convert::known, error::Result},
};

/// A text; what is renamed here is not found in texts that were kept before.
#[derive(Serialize, Deserialize)]
struct Text {
    code: String,
    title: String,
    kind: String,
    contractor: Uuid,
    framework: Option<Uuid>,
    predecessor: Option<Uuid>,
    from: NaiveDate,
    to: NaiveDate,
    frequency: String,
    conditions: String,
    legal_bases: Vec<String>,
    deviation_domains: Vec<String>,
    extension_decision_on: Option<NaiveDate>,
    matrix: Vec<Entry>,
    indicators: Vec<Usage>,
    known: Vec<Known>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    role: String,
    domain: String,
    task: Option<Uuid>,
    partner: Option<Uuid>,
    deviation: Option<(Uuid, String)>,
    target_group: Option<String>,
    explanation: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Usage {
    id: Uuid,
    indicator: Uuid,
    goal: Option<Uuid>,
    amber_margin: Decimal,
    red_margin: Decimal,
    annual_only: bool,
}

#[derive(Serialize, Deserialize)]
struct Known {
    indicator: Uuid,
    year: i32,
    value: Decimal,
    source: String,
}

/// Keeps what was offered of a contract that was sent back, in the place of what was offered before.
pub async fn save_offered(connection: &impl ConnectionTrait, ids: &IdSource, it: &Contract) -> Result<()> {
    let Some(offered) = &it.offered else { return Ok(()) };
    let own = offered_text::Column::ContractId.eq(it.id.0);
    offered_text::Entity::delete_many().filter(own).exec(connection).await?;
    let row = offered_text::Model {
        id: ids.next(),
        contract_id: it.id.0,
        content: serde_json::to_string(&text(offered))?,
        until: offered.until,
        version: offered.version,
    };
    offered_text::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

fn text(it: &Offered) -> Text {
    let terms = it.terms.clone();
    let name = |domain: &LifeDomain| domain.name().to_owned();
    let known = |it: &KnownValue| Known {
        indicator: it.indicator.0,
        year: it.year,
        value: it.value,
        source: it.source.clone(),
    };
    Text {
        code: terms.code,
        title: terms.title,
        kind: terms.kind.name().to_owned(),
        contractor: terms.contractor.id.0,
        framework: terms.framework.map(|id| id.0),
        predecessor: terms.predecessor.map(|id| id.0),
        from: terms.period.from,
        to: terms.period.to,
        frequency: terms.frequency.name().to_owned(),
        conditions: terms.conditions,
        legal_bases: terms.legal_bases,
        deviation_domains: terms.deviation_domains.iter().map(name).collect(),
        extension_decision_on: terms.extension_decision_on,
        matrix: it.matrix.iter().map(entry).collect(),
        indicators: it.indicators.iter().map(usage).collect(),
        known: it.known.iter().map(known).collect(),
    }
}

fn entry(it: &MatrixEntry) -> Entry {
    let (task, partner) = match it.subject {
        Subject::Task(task) => (Some(task.0), None),
        Subject::Partner(partner) => (None, Some(partner.0)),
        Subject::None => (None, None),
    };
    Entry {
        role: it.role.name().to_owned(),
        domain: it.domain.name().to_owned(),
        task,
        partner,
        deviation: it.deviation.as_ref().map(|it| (it.municipality.0, it.decision_reference.clone())),
        target_group: it.target_group.clone(),
        explanation: it.explanation.clone(),
    }
}

fn usage(it: &ContractIndicator) -> Usage {
    Usage {
        id: it.id.0,
        indicator: it.indicator.0,
        goal: it.goal.map(|goal| goal.0),
        amber_margin: it.amber_margin,
        red_margin: it.red_margin,
        annual_only: it.annual_only,
    }
}

/// What was offered, of its row.
pub(super) fn read(row: &offered_text::Model, under: &Under) -> Result<Offered> {
    let text: Text = serde_json::from_str(&row.content)?;
    let domain = |name: &String| known(LifeDomain::named(name), "offered_text.deviation_domains", row.id);
    let terms = Terms {
        kind: known(ContractKind::named(&text.kind), "offered_text.kind", row.id)?,
        contractor: under.names.of(text.contractor)?,
        framework: text.framework.map(FrameworkId),
        predecessor: text.predecessor.map(ContractId),
        period: Period { from: text.from, to: text.to },
        frequency: known(Frequency::named(&text.frequency), "offered_text.frequency", row.id)?,
        deviation_domains: text.deviation_domains.iter().map(domain).collect::<Result<_>>()?,
        legal_bases: text.legal_bases,
        extension_decision_on: text.extension_decision_on,
        code: text.code,
        title: text.title,
        conditions: text.conditions,
    };
    Ok(Offered {
        terms,
        matrix: text.matrix.into_iter().map(|it| read_entry(it, row.id)).collect::<Result<_>>()?,
        indicators: text.indicators.into_iter().map(read_usage).collect(),
        known: text.known.into_iter().map(read_known).collect(),
        until: row.until,
        version: row.version,
    })
}

fn read_entry(it: Entry, row: Uuid) -> Result<MatrixEntry> {
    let subject = match (it.task, it.partner) {
        (Some(task), _) => Subject::Task(TaskId(task)),
        (None, Some(partner)) => Subject::Partner(PartyId(partner)),
        (None, None) => Subject::None,
    };
    let deviation =
        it.deviation.map(|(id, decision_reference)| Deviation { municipality: PartyId(id), decision_reference });
    Ok(MatrixEntry {
        role: known(MatrixRole::named(&it.role), "offered_text.role", row)?,
        domain: known(LifeDomain::named(&it.domain), "offered_text.domain", row)?,
        subject,
        deviation,
        target_group: it.target_group,
        explanation: it.explanation,
    })
}

fn read_usage(it: Usage) -> ContractIndicator {
    ContractIndicator {
        id: ContractIndicatorId(it.id),
        indicator: IndicatorId(it.indicator),
        goal: it.goal.map(GoalId),
        amber_margin: it.amber_margin,
        red_margin: it.red_margin,
        annual_only: it.annual_only,
    }
}

fn read_known(it: Known) -> KnownValue {
    KnownValue { indicator: ContractIndicatorId(it.indicator), year: it.year, value: it.value, source: it.source }
}
