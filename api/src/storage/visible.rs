//! The one place where what a viewer may see becomes a condition.

use entities::{amendment, contract, contract_client, offered_text};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Func, Query, SelectStatement},
};

use crate::{
    domain::{contract::ContractStage, ids::PartyId},
    policy::Visibility,
};

/// Contracts and amendments that exist for the viewer. An empty visibility finds nothing.
pub fn contracts(visibility: &Visibility) -> Condition {
    let adopted = || contract::Column::State.eq(ContractStage::Adopted.name());
    let offered = || {
        let stages = [ContractStage::Offered, ContractStage::Agreed, ContractStage::Adopted];
        let taken_back = contract::Column::State.eq(ContractStage::Withdrawn.name());
        let sent_back = offered_text::Entity::find().select_only().column(offered_text::Column::ContractId);
        let again = [ContractStage::Draft, ContractStage::Withdrawn].map(ContractStage::name);
        let rewritten = Condition::all()
            .add(contract::Column::State.is_in(again))
            .add(contract::Column::Id.in_subquery(sent_back.into_query()));
        Condition::any()
            .add(contract::Column::State.is_in(stages.map(ContractStage::name)))
            .add(Condition::all().add(taken_back).add(contract::Column::OfferedAt.is_not_null()))
            .add(rewritten)
    };
    let contractor = |parties: &[PartyId]| contract::Column::ContractorId.is_in(parties.iter().map(|party| party.0));
    // An amendment is there for the clients that it names, also for those that it lets join.
    let client = |parties: &[PartyId]| {
        let text = contract::Column::Id.in_subquery(naming(parties));
        Condition::any().add(contract::Column::Id.in_subquery(of_clients(parties))).add(text)
    };
    Condition::any()
        .add(client(&visibility.as_client))
        .add(Condition::all().add(client(&visibility.as_council)).add(adopted()))
        .add(Condition::all().add(contractor(&visibility.as_contractor)).add(offered()))
        .add(Condition::all().add(contractor(&visibility.as_participant)).add(adopted()))
}

/// The ids of the contracts of these clients: also of those that they joined or passed to by an adopted amendment.
pub fn of_clients(clients: &[PartyId]) -> SelectStatement {
    let of = |column: contract_client::Column| (contract_client::Entity, column);
    let amends = |column: amendment::Column| (amendment::Entity, column);
    let text = Expr::col(of(contract_client::Column::ContractId));
    let adopted = Expr::col((contract::Entity, contract::Column::State)).eq(ContractStage::Adopted.name());
    let base = Func::coalesce([
        Expr::col(amends(amendment::Column::AmendsId)),
        Expr::col(of(contract_client::Column::ContractId)),
    ]);
    Query::select()
        .expr(base)
        .from(contract_client::Entity)
        .join(
            JoinType::InnerJoin,
            contract::Entity,
            text.clone().eq(Expr::col((contract::Entity, contract::Column::Id))),
        )
        .join(JoinType::LeftJoin, amendment::Entity, text.eq(Expr::col(amends(amendment::Column::ContractId))))
        .and_where(Expr::col(of(contract_client::Column::MunicipalityId)).is_in(clients.iter().map(|party| party.0)))
        .and_where(Expr::col(amends(amendment::Column::Id)).is_null().or(adopted))
        .take()
}

/// The ids of the contracts and amendments whose own text names one of these clients.
fn naming(clients: &[PartyId]) -> SelectStatement {
    contract_client::Entity::find()
        .select_only()
        .column(contract_client::Column::ContractId)
        .filter(contract_client::Column::MunicipalityId.is_in(clients.iter().map(|party| party.0)))
        .into_query()
}

/// The ids of the contracts that exist for the viewer.
pub fn contract_ids(visibility: &Visibility) -> SelectStatement {
    contract::Entity::find().select_only().column(contract::Column::Id).filter(contracts(visibility)).into_query()
}

/// The ids of the contracts that are amendments of another.
pub fn amendments() -> SelectStatement {
    amendment::Entity::find().select_only().column(amendment::Column::ContractId).into_query()
}
