//! Finding what a client names by its identity: with the eyes of the viewer, or not at all.
//!
//! Whoever may not see a thing is told of it what is told of one that does not exist, and it costs the same: one
//! statement that finds nothing. Single things under contracts and of municipalities are read by a [`Seen`], and only
//! [`find`] makes one; so nobody reads one without saying who asks.

use std::future::Future;

use entities::{
    amendment, annual_cycle, arrangement, attachment, contract, contract_indicator, governance_choice, open_point,
    report, review, scenario, target, target_set,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use uuid::Uuid;

use super::{error::Result, visible};
use crate::{
    domain::{
        contract::ContractStage,
        ids::{
            ArrangementId, AttachmentId, ChoiceId, ContractId, ContractIndicatorId, CycleId, OpenPointId, PartyId,
            ReportId, ReviewId, ScenarioId, TargetId, TargetSetId,
        },
    },
    policy::{Viewer, Visibility, visibility},
};

/// A thing that hangs on something which exists for the viewer. What is asked of the thing itself, such as whose draft
/// it is, the caller finds out from its content.
#[derive(Debug, Clone, Copy)]
pub struct Seen<I: Sought> {
    id: I,
    root: I::Root,
}

impl<I: Sought> Seen<I> {
    /// Which thing.
    pub const fn id(&self) -> I {
        self.id
    }

    /// What it hangs on.
    pub const fn root(&self) -> I::Root {
        self.root
    }
}

/// The thing with that identity, if what it hangs on exists for the viewer: always one statement.
pub async fn find<I: Sought>(connection: &impl ConnectionTrait, viewer: &Viewer, id: I) -> Result<Option<Seen<I>>> {
    let root = I::Root::seen(connection, &visibility(viewer), id.parents()).await?;
    Ok(root.map(|root| Seen { id, root }))
}

/// An identity by which a thing is sought.
pub trait Sought: Copy + Send + Sync {
    /// On what such a thing hangs.
    type Root: Root;

    /// The ids of what it hangs on.
    fn parents(self) -> SelectStatement;
}

/// What things hang on, and by which a viewer sees them.
pub trait Root: Copy + Send + Sync {
    /// The first of those with these ids that exists for the viewer.
    fn seen<C: ConnectionTrait>(
        connection: &C,
        sight: &Visibility,
        ids: SelectStatement,
    ) -> impl Future<Output = Result<Option<Self>>> + Send;
}

impl Root for ContractId {
    async fn seen<C: ConnectionTrait>(
        connection: &C,
        sight: &Visibility,
        ids: SelectStatement,
    ) -> Result<Option<Self>> {
        let found = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::Id.in_subquery(ids))
            .filter(visible::contracts(sight))
            // A contract before its amendments.
            .order_by_asc(contract::Column::Id);
        Ok(found.into_tuple().one(connection).await?.map(ContractId))
    }
}

/// A year, and the contract that it is a year of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearOf {
    /// The contract.
    pub contract: ContractId,
    /// The year.
    pub cycle: CycleId,
}

impl Root for YearOf {
    async fn seen<C: ConnectionTrait>(
        connection: &C,
        sight: &Visibility,
        ids: SelectStatement,
    ) -> Result<Option<Self>> {
        let found = annual_cycle::Entity::find()
            .select_only()
            .columns([annual_cycle::Column::ContractId, annual_cycle::Column::Id])
            .filter(annual_cycle::Column::Id.in_subquery(ids))
            .filter(annual_cycle::Column::ContractId.in_subquery(visible::contract_ids(sight)));
        let found: Option<(Uuid, Uuid)> = found.into_tuple().one(connection).await?;
        Ok(found.map(|(contract, cycle)| Self { contract: ContractId(contract), cycle: CycleId(cycle) }))
    }
}

impl Root for PartyId {
    async fn seen<C: ConnectionTrait>(
        connection: &C,
        sight: &Visibility,
        ids: SelectStatement,
    ) -> Result<Option<Self>> {
        let own = sight.as_client.iter().chain(&sight.as_council).map(|party| party.0);
        let found = entities::party::Entity::find()
            .select_only()
            .column(entities::party::Column::Id)
            .filter(entities::party::Column::Id.in_subquery(ids))
            .filter(entities::party::Column::Id.is_in(own));
        Ok(found.into_tuple().one(connection).await?.map(PartyId))
    }
}

/// Identities of rows that name what they hang on in one of their columns.
macro_rules! sought {
    ($($id:ty, on $root:ty: $table:ident.$parent:ident;)*) => {$(
        impl Sought for $id {
            type Root = $root;

            fn parents(self) -> SelectStatement {
                $table::Entity::find()
                    .select_only()
                    .column($table::Column::$parent)
                    .filter($table::Column::Id.eq(self.0))
                    .into_query()
            }
        }
    )*};
}

sought! {
    ContractId, on ContractId: contract.Id;
    AttachmentId, on ContractId: attachment.ContractId;
    CycleId, on YearOf: annual_cycle.Id;
    TargetSetId, on YearOf: target_set.CycleId;
    OpenPointId, on YearOf: open_point.CycleId;
    ReportId, on YearOf: report.CycleId;
    ReviewId, on YearOf: review.CycleId;
    ArrangementId, on PartyId: arrangement.MunicipalityId;
    ChoiceId, on PartyId: governance_choice.MunicipalityId;
}

impl Sought for TargetId {
    type Root = YearOf;

    fn parents(self) -> SelectStatement {
        let sets = target::Entity::find()
            .select_only()
            .column(target::Column::TargetSetId)
            .filter(target::Column::Id.eq(self.0))
            .into_query();
        target_set::Entity::find()
            .select_only()
            .column(target_set::Column::CycleId)
            .filter(target_set::Column::Id.in_subquery(sets))
            .into_query()
    }
}

impl Sought for ScenarioId {
    type Root = PartyId;

    fn parents(self) -> SelectStatement {
        let choices = scenario::Entity::find()
            .select_only()
            .column(scenario::Column::ChoiceId)
            .filter(scenario::Column::Id.eq(self.0))
            .into_query();
        governance_choice::Entity::find()
            .select_only()
            .column(governance_choice::Column::MunicipalityId)
            .filter(governance_choice::Column::Id.in_subquery(choices))
            .into_query()
    }
}

impl Sought for ContractIndicatorId {
    type Root = ContractId;

    /// The text that brought it, and when that is an adopted amendment also the contract that it amends.
    fn parents(self) -> SelectStatement {
        let texts = contract_indicator::Entity::find()
            .select_only()
            .column(contract_indicator::Column::ContractId)
            .filter(contract_indicator::Column::Id.eq(self.0))
            .into_query();
        let adopted = contract::Entity::find()
            .select_only()
            .column(contract::Column::Id)
            .filter(contract::Column::State.eq(ContractStage::Adopted.name()))
            .into_query();
        let amended = amendment::Entity::find()
            .select_only()
            .column(amendment::Column::AmendsId)
            .filter(amendment::Column::ContractId.in_subquery(texts.clone()))
            .filter(amendment::Column::ContractId.in_subquery(adopted))
            .into_query();
        let either = Condition::any()
            .add(contract::Column::Id.in_subquery(texts))
            .add(contract::Column::Id.in_subquery(amended));
        contract::Entity::find().select_only().column(contract::Column::Id).filter(either).into_query()
    }
}
