//! What loads rows: each list in one statement, however many parents ask for it.

use std::{collections::HashMap, sync::Arc, time::Duration};

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use async_trait::async_trait;

use super::{context::RequestContext, errors::read_failed};
use crate::{
    domain::{
        attachment::Attachment,
        context::ContextLine,
        contract::Contract,
        cycle::Cycle,
        framework::{Framework, Goal, GoalFate, Task},
        governance::{arrangement::Arrangement, choice::Choice, values::CoreValues},
        ids::{ContractId, ContractIndicatorId, CycleId, FrameworkId, GoalId, IndicatorId, PartyId, PersonId, TaskId},
        indicator::{Indicator, KnownValue},
        party::{CategoryMembership, Participation, Party},
        report::{Reading, Report},
        review::Review,
        suppression::Published,
        target::{OpenPoint, TargetSet},
    },
    policy::{Membership, Role},
    storage::{self, Connection, person::Person, report::Figures},
};

/// The database, as the loaders see it.
#[derive(Clone)]
pub struct Store(Connection);

/// The loaders of one request.
pub type Loaders = DataLoader<Store, HashMapCache>;

impl Store {
    /// Loaders for one request. The delay is nothing: it would be paid once per level of nesting.
    pub fn loaders(connection: Connection) -> Loaders {
        DataLoader::with_cache(Self(connection), tokio::spawn, HashMapCache::default()).delay(Duration::ZERO)
    }
}

type Failure = Arc<storage::Error>;

macro_rules! by_id {
    ($($key:ty => $value:ty, $load:path, $id:expr;)*) => {$(
        #[async_trait]
        impl Loader<$key> for Store {
            type Value = Arc<$value>;
            type Error = Failure;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Self::Value>, Failure> {
                let found = $load(&self.0, keys).await.map_err(Arc::new)?;
                let id = $id;
                Ok(found.into_iter().map(|it| (id(&it), Arc::new(it))).collect())
            }
        }
    )*};
}

by_id! {
    PartyId => Party, storage::party::by_ids, |it: &Party| it.id;
    PersonId => Person, storage::person::by_ids, |it: &Person| it.id;
    ContractId => Contract, storage::contract::by_ids, |it: &Contract| it.id;
    IndicatorId => Indicator, storage::indicator::by_ids, |it: &Indicator| it.id;
    TaskId => Task, storage::framework::tasks, |it: &Task| it.id;
    GoalId => Goal, storage::framework::goals, |it: &Goal| it.id;
    FrameworkId => Framework, storage::framework::by_ids, |it: &Framework| it.id;
    CycleId => Cycle, storage::cycle::by_ids, |it: &Cycle| it.id;
}

macro_rules! lists {
    ($($(#[doc = $doc:literal])* $key:ident($parent:ty) => $value:ty, $load:path, $of:expr;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $key(pub $parent);

        impl Open for $key {}

        #[async_trait]
        impl Loader<$key> for Store {
            type Value = Arc<Vec<$value>>;
            type Error = Failure;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Self::Value>, Failure> {
                let parents: Vec<$parent> = keys.iter().map(|key| key.0).collect();
                let mut lists: HashMap<$parent, Vec<$value>> = HashMap::with_capacity(keys.len());
                let of = $of;
                for it in $load(&self.0, &parents).await.map_err(Arc::new)? {
                    let (parent, value) = of(it);
                    lists.entry(parent).or_default().push(value);
                }
                let list = |key: &$key| (*key, Arc::new(lists.remove(&key.0).unwrap_or_default()));
                Ok(keys.iter().map(list).collect())
            }
        }
    )*};
}

lists! {
    /// What took the place of a framework.
    SuccessorOf(FrameworkId) => FrameworkId, storage::framework::successions, |it: (FrameworkId, FrameworkId)| it;
    /// What became of a goal.
    FateOf(GoalId) => GoalFate, storage::framework::fates, |it: GoalFate| (it.goal, it);
    /// The goals that go on in a goal; one that goes on nowhere is never asked for.
    OriginsOf(GoalId) => GoalFate, storage::framework::origins,
        |it: GoalFate| (it.successor.unwrap_or(it.goal), it);
    /// The parts of an organisation or municipality, by name.
    PartsOf(PartyId) => Party, storage::party::parts, |it: (PartyId, Party)| it;
    /// Everybody with a role at a party.
    PeopleOf(PartyId) => (Person, Role), storage::person::at_parties,
        |(person, held): (Person, Membership)| (held.party, (person, held.role));
    /// All participations in a joint body, past and to come.
    ParticipationsOf(PartyId) => Participation, storage::party::participations_of,
        |it: Participation| (it.organisation, it);
    /// All memberships of a category of partners, past and to come.
    MembershipsOf(PartyId) => CategoryMembership, storage::party::category_memberships,
        |it: CategoryMembership| (it.category, it);
    /// The arrangements of a municipality, oldest first.
    ArrangementsOf(PartyId) => Arrangement, storage::governance::arrangements_of,
        |it: Arrangement| (it.municipality, it);
    /// The core values of a municipality: one, or none while they are not defined.
    CoreValuesOf(PartyId) => CoreValues, storage::governance::core_values, |it: CoreValues| (it.municipality, it);
    /// The choices of a municipality, newest first.
    ChoicesOf(PartyId) => Choice, storage::governance::choices_of, |it: Choice| (it.municipality.id, it);
    /// The years of a contract, newest first.
    CyclesOf(ContractId) => Cycle, storage::cycle::of_contracts, |it: Cycle| (it.contract, it);
    /// The attachments of a contract, in the order in which they were added.
    AttachmentsOf(ContractId) => Attachment, storage::attachment::of_contracts, |it: Attachment| (it.contract, it);
    /// The targets of a year.
    TargetsOf(CycleId) => TargetSet, storage::target::of_cycles, |it: TargetSet| (it.cycle, it);
    /// The reports of a year as everybody but their organisation reads them, in order.
    ReportsOf(CycleId) => Report, submitted, |it: Report| (it.cycle, it);
    /// The reports of a year as their organisation reads them, with its working copies: never for anybody else.
    WorkingReportsOf(CycleId) => Report, working, |it: Report| (it.cycle, it);
    /// The totals of a year's submitted reports, oldest first.
    FiguresOf(CycleId) => Figures, storage::report::figures, |it: Figures| (it.cycle, it);
    /// Everything ever submitted in a year, for who may not read small numbers.
    PublishedOf(CycleId) => Published, storage::report::published, |it: Published| (it.cycle, it);
    /// The reviews of a year.
    ReviewsOf(CycleId) => Review, storage::review::of_cycles, |it: Review| (it.cycle, it);
    /// What a year started from.
    ContextOf(CycleId) => ContextLine, storage::cycle::context, |it: (CycleId, ContextLine)| it;
    /// The points a year must answer.
    PointsOf(CycleId) => OpenPoint, storage::cycle::points, |it: OpenPoint| (it.cycle, it);
    /// The figures known from before of an indicator of a contract.
    KnownOf(ContractIndicatorId) => KnownValue, storage::cycle::known_values, |it: KnownValue| (it.indicator, it);
}

async fn submitted(connection: &Connection, cycles: &[CycleId]) -> storage::Result<Vec<Report>> {
    storage::report::of_cycles(connection, cycles, Reading::Submitted).await
}

async fn working(connection: &Connection, cycles: &[CycleId]) -> storage::Result<Vec<Report>> {
    storage::report::of_cycles(connection, cycles, Reading::Working).await
}

/// What everybody who is signed in may read, and lists: all that may be loaded without looking at who asks. Everything
/// else that a client names by its identity is found by `seen`.
pub trait Open {}

macro_rules! open {
    ($($key:ty),* $(,)?) => {$(impl Open for $key {})*};
}

open!(PartyId, IndicatorId, TaskId, GoalId, FrameworkId);

/// Loads one of what everybody who is signed in may read, if it exists.
pub async fn one<K>(
    ctx: &async_graphql::Context<'_>,
    key: K,
) -> async_graphql::Result<Option<<Store as Loader<K>>::Value>>
where
    K: Open + Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    Store: Loader<K, Error = Failure>,
{
    load(ctx, key).await
}

async fn load<K>(ctx: &async_graphql::Context<'_>, key: K) -> async_graphql::Result<Option<<Store as Loader<K>>::Value>>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    Store: Loader<K, Error = Failure>,
{
    RequestContext::of(ctx).loaders().load_one(key).await.map_err(|error| read_failed(ctx, &error))
}

/// Loads one that must exist: a foreign key guarantees it.
pub async fn must<K>(ctx: &async_graphql::Context<'_>, key: K) -> async_graphql::Result<<Store as Loader<K>>::Value>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    Store: Loader<K, Error = Failure>,
{
    let gone = || storage::Error::Inconsistent { place: std::any::type_name::<K>(), id: uuid::Uuid::nil() };
    load(ctx, key).await?.ok_or_else(|| read_failed(ctx, &gone()))
}

/// Loads many at once, in the order of their keys; those that do not exist are left out.
pub async fn many<K>(
    ctx: &async_graphql::Context<'_>,
    keys: Vec<K>,
) -> async_graphql::Result<Vec<<Store as Loader<K>>::Value>>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    Store: Loader<K, Error = Failure>,
{
    let loaders = RequestContext::of(ctx).loaders();
    let mut found = loaders.load_many(keys.clone()).await.map_err(|error| read_failed(ctx, &error))?;
    Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
}
