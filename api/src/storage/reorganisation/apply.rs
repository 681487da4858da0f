//! Writing everything that a reorganisation moves, in its one transaction.

use chrono::{DateTime, Utc};
use entities::{
    adaptation, framework_owner, membership, open_point, participation, party, report, report_handling, target,
    target_set, target_step,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

mod contract;

use crate::{
    clock::IdSource,
    domain::{
        ids::{PartyId, ReorganisationId},
        party::{CategoryMembership, Participation},
        reorganisation::{BodyFate, MergedTargets, Passing, Reorganisation},
        report::ReportStage,
    },
    policy::Membership,
    storage::{
        convert::{insert_all, scaled},
        error::Result,
        invitation, party as parties, person,
    },
};

/// Moves everything; false when a contract has moved on since it was read.
pub async fn apply(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Reorganisation,
    passing: &Passing,
    at: DateTime<Utc>,
) -> Result<bool> {
    end_parties(connection, it, &it.predecessor_ids()).await?;
    move_bodies(connection, ids, it, passing).await?;
    for moved in &passing.contracts {
        if !contract::save(connection, ids, it, moved).await? {
            return Ok(false);
        }
    }
    for merged in &passing.targets {
        merge_targets(connection, merged).await?;
    }
    move_duties(connection, it, passing).await?;
    move_roles(connection, ids, it, passing, at).await?;
    let owners = passing.frameworks.iter().map(|framework| framework_owner::Model {
        id: ids.next(),
        framework_id: framework.0,
        municipality_id: it.successor.id.0,
    });
    insert_all::<framework_owner::Entity, _>(connection, owners.collect()).await?;
    move_categories(connection, ids, it, passing).await?;
    Ok(true)
}

/// Ends parties the day before; the successor takes their place.
async fn end_parties(connection: &impl ConnectionTrait, it: &Reorganisation, ending: &[PartyId]) -> Result<()> {
    party::Entity::update_many()
        .col_expr(party::Column::ValidTo, Expr::value(it.eve()))
        .col_expr(party::Column::SuccessorId, Expr::value(it.successor.id.0))
        .col_expr(party::Column::Version, Expr::col(party::Column::Version).add(1))
        .filter(party::Column::Id.is_in(ending.iter().map(|party| party.0)))
        .exec(connection)
        .await?;
    Ok(())
}

async fn move_bodies(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Reorganisation,
    passing: &Passing,
) -> Result<()> {
    let lapsed: Vec<PartyId> =
        passing.bodies.iter().filter(|body| body.fate == BodyFate::Lapses).map(|body| body.party.id).collect();
    end_parties(connection, it, &lapsed).await?;
    participation::Entity::update_many()
        .col_expr(participation::Column::ValidTo, Expr::value(it.eve()))
        .filter(participation::Column::OrganisationId.is_in(passing.bodies.iter().map(|body| body.party.id.0)))
        .filter(participation::Column::MunicipalityId.is_in(it.predecessors.iter().map(|party| party.id.0)))
        .filter(participation::Column::ValidTo.is_null().or(participation::Column::ValidTo.gte(it.date)))
        .exec(connection)
        .await?;
    for body in &passing.bodies {
        let Some(due_on) = body.adapt_by else { continue };
        if !body.successor_takes_part {
            // Without a last day where one of them had none.
            let to = body.ended.iter().map(|part| part.to).collect::<Option<Vec<_>>>();
            let to = to.and_then(|days| days.into_iter().max());
            let (organisation, municipality) = (body.party.id, it.successor.id);
            let part = Participation { organisation, municipality, from: it.date, to };
            parties::insert_participation(connection, ids.next(), &part).await?;
        }
        let task = adaptation_row(ids, it.id, body.party.id, due_on);
        adaptation::Entity::insert(task.into_active_model()).exec_without_returning(connection).await?;
    }
    Ok(())
}

fn adaptation_row(
    ids: &IdSource,
    reorganisation: ReorganisationId,
    organisation: PartyId,
    due_on: chrono::NaiveDate,
) -> adaptation::Model {
    adaptation::Model { id: ids.next(), reorganisation_id: reorganisation.0, organisation_id: organisation.0, due_on }
}

async fn merge_targets(connection: &impl ConnectionTrait, merged: &MergedTargets) -> Result<()> {
    target_set::Entity::update_many()
        .col_expr(target_set::Column::MunicipalityId, Expr::value(merged.set.municipality.id.0))
        .col_expr(target_set::Column::Version, Expr::value(merged.set.version))
        .filter(target_set::Column::Id.eq(merged.set.id.0))
        .exec(connection)
        .await?;
    for it in &merged.set.targets {
        if let crate::domain::target::Aim::Value { value, .. } = &it.aim {
            target::Entity::update_many()
                .col_expr(target::Column::Value, Expr::value(Some(scaled(*value))))
                .filter(target::Column::Id.eq(it.id.0))
                .exec(connection)
                .await?;
        }
    }
    for (old, new) in &merged.replaced {
        open_point::Entity::update_many()
            .col_expr(open_point::Column::TargetId, Expr::value(Some(new.0)))
            .filter(open_point::Column::TargetId.eq(old.0))
            .exec(connection)
            .await?;
    }
    let gone: Vec<Uuid> = merged.removed.iter().map(|set| set.0).collect();
    let targets = target::Entity::find()
        .select_only()
        .column(target::Column::Id)
        .filter(target::Column::TargetSetId.is_in(gone.clone()))
        .into_query();
    target_step::Entity::delete_many()
        .filter(target_step::Column::TargetId.in_subquery(targets))
        .exec(connection)
        .await?;
    target::Entity::delete_many().filter(target::Column::TargetSetId.is_in(gone.clone())).exec(connection).await?;
    target_set::Entity::delete_many().filter(target_set::Column::Id.is_in(gone)).exec(connection).await?;
    Ok(())
}

/// Open points and expected reports of the years ahead are the successor's.
async fn move_duties(connection: &impl ConnectionTrait, it: &Reorganisation, passing: &Passing) -> Result<()> {
    let years: Vec<Uuid> = passing.years.iter().map(|year| year.0).collect();
    let ending: Vec<Uuid> = it.predecessors.iter().map(|party| party.id.0).collect();
    open_point::Entity::update_many()
        .col_expr(open_point::Column::MunicipalityId, Expr::value(it.successor.id.0))
        .filter(open_point::Column::CycleId.is_in(years.clone()))
        .filter(open_point::Column::MunicipalityId.is_in(ending.clone()))
        .exec(connection)
        .await?;
    let reports = report::Entity::find()
        .filter(report::Column::CycleId.is_in(years))
        .filter(report::Column::State.eq(ReportStage::Expected.name()))
        .all(connection)
        .await?;
    let handlings = report_handling::Entity::find()
        .filter(report_handling::Column::ReportId.is_in(reports.iter().map(|report| report.id)))
        .all(connection)
        .await?;
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    for report in &reports {
        let own: Vec<_> = handlings.iter().filter(|handling| handling.report_id == report.id).collect();
        let takes_part = own.iter().any(|handling| handling.municipality_id == it.successor.id.0);
        let mut ended = own.iter().filter(|handling| ending.contains(&handling.municipality_id)).map(|it| it.id);
        kept.extend(if takes_part { None } else { ended.next() });
        gone.extend(ended);
    }
    report_handling::Entity::update_many()
        .col_expr(report_handling::Column::MunicipalityId, Expr::value(it.successor.id.0))
        .filter(report_handling::Column::Id.is_in(kept))
        .exec(connection)
        .await?;
    report_handling::Entity::delete_many().filter(report_handling::Column::Id.is_in(gone)).exec(connection).await?;
    Ok(())
}

async fn move_roles(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Reorganisation,
    passing: &Passing,
    at: DateTime<Utc>,
) -> Result<()> {
    membership::Entity::update_many()
        .col_expr(membership::Column::EndedAt, Expr::value(Some(at)))
        .filter(membership::Column::PartyId.is_in(it.predecessors.iter().map(|party| party.id.0)))
        .filter(membership::Column::EndedAt.is_null())
        .exec(connection)
        .await?;
    for (person, role, _) in &passing.roles {
        let held = Membership { party: it.successor.id, role: *role };
        person::grant(connection, ids.next(), *person, held).await?;
    }
    invitation::pass_on(connection, &it.predecessor_ids(), it.successor.id).await?;
    Ok(())
}

async fn move_categories(
    connection: &impl ConnectionTrait,
    ids: &IdSource,
    it: &Reorganisation,
    passing: &Passing,
) -> Result<()> {
    let mut there = std::collections::BTreeSet::new();
    for membership in &passing.categories {
        let to = Some(it.eve()).filter(|eve| *eve >= membership.from).or(Some(membership.from));
        parties::save_membership(connection, &CategoryMembership { to, ..membership.clone() }).await?;
        if there.insert((membership.category, membership.member)) {
            let from = Ord::max(membership.from, it.date);
            let moved = CategoryMembership { municipality: it.successor.id, from, ..membership.clone() };
            parties::insert_membership(connection, ids.next(), &moved).await?;
        }
    }
    Ok(())
}
