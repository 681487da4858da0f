//! Choices with their scenarios, scores and decision.

use entities::{
    choice_value, execution, governance_choice, scenario, scenario_decision, scenario_score, scenario_setting,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use uuid::Uuid;

use super::execution::{self as executed, Executions, Owner};
use crate::{
    clock::IdSource,
    domain::{
        contract::Adoption,
        governance::{
            ChainElement, MunicipalRole,
            choice::{Choice, Decision},
            scenario::{Scenario, Score, Setting},
        },
        ids::{ChoiceId, PartyId, PersonId, ScenarioId},
    },
    storage::{
        convert::{insert_all, known, position},
        error::Result,
        party,
        seen::Seen,
    },
};

/// The choice.
pub async fn choice(connection: &impl ConnectionTrait, it: &Seen<ChoiceId>) -> Result<Option<Choice>> {
    let rows = governance_choice::Entity::find_by_id(it.id().0).all(connection).await?;
    Ok(assemble(connection, rows).await?.into_iter().next())
}

/// The choice that has that scenario.
pub async fn choice_with(connection: &impl ConnectionTrait, it: &Seen<ScenarioId>) -> Result<Option<Choice>> {
    let own = scenario::Entity::find_by_id(it.id().0).select_only().column(scenario::Column::ChoiceId).into_query();
    let rows = governance_choice::Entity::find().filter(governance_choice::Column::Id.in_subquery(own));
    Ok(assemble(connection, rows.all(connection).await?).await?.into_iter().next())
}

/// The choices of these municipalities, newest first.
pub async fn choices_of(connection: &impl ConnectionTrait, of: &[PartyId]) -> Result<Vec<Choice>> {
    let rows = governance_choice::Entity::find()
        .filter(governance_choice::Column::MunicipalityId.is_in(of.iter().map(|id| id.0)))
        .order_by_desc(governance_choice::Column::Id)
        .all(connection)
        .await?;
    assemble(connection, rows).await
}

async fn assemble(connection: &impl ConnectionTrait, rows: Vec<governance_choice::Model>) -> Result<Vec<Choice>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let owners: Vec<PartyId> = rows.iter().map(|row| PartyId(row.municipality_id)).collect();
    let names = party::names(connection, owners.iter().map(|id| id.0)).await?;
    let current = super::core_values(connection, &owners).await?;
    let frozen = choice_value::Entity::find()
        .filter(choice_value::Column::ChoiceId.is_in(keys.clone()))
        .order_by_asc(choice_value::Column::Position)
        .all(connection)
        .await?;
    let decisions = scenario_decision::Entity::find()
        .filter(scenario_decision::Column::ChoiceId.is_in(keys.clone()))
        .all(connection)
        .await?;
    let scenarios = scenarios(connection, &keys).await?;
    rows.into_iter()
        .map(|row| {
            let decision = decisions.iter().find(|it| it.choice_id == row.id).map(read_decision);
            let values = if decision.is_some() {
                frozen.iter().filter(|value| value.choice_id == row.id).map(|value| value.text.clone()).collect()
            } else {
                let own = current.iter().find(|values| values.municipality.0 == row.municipality_id);
                own.map(|values| values.values.clone()).unwrap_or_default()
            };
            Ok(Choice {
                id: ChoiceId(row.id),
                municipality: names.of(row.municipality_id)?,
                code: row.code,
                title: row.title,
                values,
                scenarios: scenarios.iter().filter(|scenario| scenario.choice.0 == row.id).cloned().collect(),
                decision,
                version: row.version,
            })
        })
        .collect()
}

fn read_decision(row: &scenario_decision::Model) -> Decision {
    let college = Adoption {
        decision_reference: row.decision_reference.clone(),
        decided_on: row.decided_on,
        at: row.recorded_at,
        by: PersonId(row.recorded_by),
    };
    Decision { scenario: ScenarioId(row.scenario_id), college, reason: row.reason.clone() }
}

async fn scenarios(connection: &impl ConnectionTrait, choices: &[Uuid]) -> Result<Vec<Scenario>> {
    let rows = scenario::Entity::find()
        .filter(scenario::Column::ChoiceId.is_in(choices.iter().copied()))
        .order_by_asc(scenario::Column::Id)
        .all(connection)
        .await?;
    let keys: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let settings = scenario_setting::Entity::find()
        .filter(scenario_setting::Column::ScenarioId.is_in(keys.clone()))
        .all(connection)
        .await?;
    let executions = executed::of_settings(connection, settings.iter().map(|row| row.id)).await?;
    let scores = scenario_score::Entity::find()
        .filter(scenario_score::Column::ScenarioId.is_in(keys))
        .order_by_asc(scenario_score::Column::Position)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let own = settings.iter().filter(|it| it.scenario_id == row.id);
            let mut settings = own.map(|it| read_setting(it, &executions)).collect::<Result<Vec<_>>>()?;
            settings.sort_by_key(|setting| setting.element);
            let score = |it: &scenario_score::Model| Score {
                core_value: it.core_value.clone(),
                score: it.score,
                explanation: it.explanation.clone(),
            };
            Ok(Scenario {
                id: ScenarioId(row.id),
                choice: ChoiceId(row.choice_id),
                code: row.code,
                title: row.title,
                settings,
                scores: scores.iter().filter(|it| it.scenario_id == row.id).map(score).collect(),
                version: row.version,
            })
        })
        .collect()
}

fn read_setting(row: &scenario_setting::Model, executions: &Executions) -> Result<Setting> {
    let role = row.role.as_deref().map(|it| known(MunicipalRole::named(it), "scenario_setting.role", row.id));
    Ok(Setting {
        element: known(ChainElement::named(&row.element), "scenario_setting.element", row.id)?,
        role: role.transpose()?,
        executions: executions.of(row.id),
    })
}

/// Keeps a new choice.
pub async fn insert_choice(connection: &impl ConnectionTrait, it: &Choice) -> Result<()> {
    let row = governance_choice::Model {
        id: it.id.0,
        municipality_id: it.municipality.id.0,
        code: it.code.clone(),
        title: it.title.clone(),
        version: it.version,
    };
    governance_choice::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    Ok(())
}

/// Keeps a new scenario of a choice that is held.
pub async fn insert_scenario(connection: &impl ConnectionTrait, ids: &IdSource, it: &Scenario) -> Result<()> {
    scenario::Entity::insert(row(it).into_active_model()).exec_without_returning(connection).await?;
    save_content(connection, ids, it).await
}

/// Keeps a scenario that was at the version before; false when it has moved on since.
pub async fn update_scenario(connection: &impl ConnectionTrait, ids: &IdSource, it: &Scenario) -> Result<bool> {
    let done = scenario::Entity::update_many()
        .set(row(it).into_active_model().reset_all())
        .filter(scenario::Column::Id.eq(it.id.0))
        .filter(scenario::Column::Version.eq(it.version - 1))
        .exec(connection)
        .await?;
    if done.rows_affected == 0 {
        return Ok(false);
    }
    let own = scenario_setting::Entity::find().select_only().column(scenario_setting::Column::Id);
    let own = own.filter(scenario_setting::Column::ScenarioId.eq(it.id.0)).into_query();
    let executions = execution::Column::SettingId.in_subquery(own);
    execution::Entity::delete_many().filter(executions).exec(connection).await?;
    let settings = scenario_setting::Column::ScenarioId.eq(it.id.0);
    scenario_setting::Entity::delete_many().filter(settings).exec(connection).await?;
    let scores = scenario_score::Column::ScenarioId.eq(it.id.0);
    scenario_score::Entity::delete_many().filter(scores).exec(connection).await?;
    save_content(connection, ids, it).await?;
    Ok(true)
}

async fn save_content(connection: &impl ConnectionTrait, ids: &IdSource, it: &Scenario) -> Result<()> {
    let (mut settings, mut executions) = (Vec::new(), Vec::new());
    for setting in &it.settings {
        let id = ids.next();
        settings.push(scenario_setting::Model {
            id,
            scenario_id: it.id.0,
            element: setting.element.name().to_owned(),
            role: setting.role.map(|role| role.name().to_owned()),
        });
        let own = setting.executions.iter().enumerate();
        executions.extend(own.map(|(index, execution)| executed::row(ids, Owner::Setting(id), index, execution)));
    }
    insert_all::<scenario_setting::Entity, _>(connection, settings).await?;
    insert_all::<execution::Entity, _>(connection, executions).await?;
    let scores = it.scores.iter().enumerate().map(|(index, score)| scenario_score::Model {
        id: ids.next(),
        scenario_id: it.id.0,
        position: position(index),
        core_value: score.core_value.clone(),
        score: score.score,
        explanation: score.explanation.clone(),
    });
    insert_all::<scenario_score::Entity, _>(connection, scores.collect()).await
}

fn row(it: &Scenario) -> scenario::Model {
    scenario::Model {
        id: it.id.0,
        choice_id: it.choice.0,
        code: it.code.clone(),
        title: it.title.clone(),
        version: it.version,
    }
}

/// Keeps the decision of a choice that is held, with the core values as they are now.
pub async fn decide(connection: &impl ConnectionTrait, ids: &IdSource, it: &Choice, made: &Decision) -> Result<()> {
    let decision = scenario_decision::Model {
        id: ids.next(),
        choice_id: it.id.0,
        scenario_id: made.scenario.0,
        decision_reference: made.college.decision_reference.clone(),
        decided_on: made.college.decided_on,
        reason: made.reason.clone(),
        recorded_at: made.college.at,
        recorded_by: made.college.by.0,
    };
    scenario_decision::Entity::insert(decision.into_active_model()).exec_without_returning(connection).await?;
    let values = it.values.iter().enumerate().map(|(index, text)| choice_value::Model {
        id: ids.next(),
        choice_id: it.id.0,
        position: position(index),
        text: text.clone(),
    });
    insert_all::<choice_value::Entity, _>(connection, values.collect()).await?;
    let chosen = governance_choice::Entity::update_many()
        .col_expr(governance_choice::Column::Version, sea_orm::sea_query::Expr::value(it.version))
        .filter(governance_choice::Column::Id.eq(it.id.0));
    chosen.exec(connection).await?;
    Ok(())
}
