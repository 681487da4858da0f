//! What coherence is computed over: what holds for one municipality on one day.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{Days, NaiveDate};

use crate::domain::{
    contract::{Contract, ContractStage},
    framework::{Framework, Goal, Task},
    ids::{ContractId, GoalId, PartyId},
    party::{CategoryMembership, Party, PartyRef},
    responsibility::{MatrixEntry, Subject, effective},
};

/// The days ahead in which the end of a contract is announced, unless someone asks otherwise.
pub const HORIZON_DAYS: u32 = 365;

/// What holds for one municipality on one day.
#[derive(Debug, Clone)]
pub struct Landscape<'a> {
    /// The municipality.
    pub municipality: PartyId,
    /// The day.
    pub day: NaiveDate,
    /// How many days ahead the end of a contract is announced.
    pub horizon_days: u32,
    /// The contracts that hold.
    pub holdings: Vec<Holding<'a>>,
    /// The goals of the frameworks in force.
    pub goals: Vec<&'a Goal>,
    /// The tasks that entries name or that serve one of the goals.
    pub tasks: Vec<&'a Task>,
    /// The parties that entries name, and every category with members here.
    pub partners: Vec<Partner>,
}

/// A contract that holds, as far as coherence looks at it.
#[derive(Debug, Clone)]
pub struct Holding<'a> {
    /// Which contract.
    pub contract: ContractId,
    /// Whose responsibilities its matrix tells.
    pub contractor: PartyId,
    /// Whether nobody has signed it yet.
    pub draft: bool,
    /// The last day on which it holds for the municipality.
    pub last_day: NaiveDate,
    /// Whether another contract takes its place.
    pub succeeded: bool,
    /// The entries of its matrix that hold for the municipality.
    pub entries: Vec<&'a MatrixEntry>,
    /// The goals that its indicators measure.
    pub measured: Vec<GoalId>,
}

/// A party as others name it.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Which party.
    pub party: PartyId,
    /// Whether it never contracts with a municipality.
    pub never_contracts: bool,
    /// For a category: its members in this municipality.
    pub members: Vec<PartyId>,
}

impl Landscape<'_> {
    /// The last day of which the end of a contract is announced.
    pub fn horizon(&self) -> NaiveDate {
        self.day.checked_add_days(Days::new(self.horizon_days.into())).unwrap_or(NaiveDate::MAX)
    }
}

/// Which contracts that nobody has signed are looked at as if they held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// None.
    LeftOut,
    /// Every one, as a preview.
    Included,
    /// This one.
    Only(ContractId),
}

/// A contract that is thought to end earlier than it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Which contract.
    pub contract: ContractId,
    /// Its last day then.
    pub last_day: NaiveDate,
}

/// How the contracts are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// On which day.
    pub day: NaiveDate,
    /// How many days ahead the end of a contract is announced.
    pub horizon_days: u32,
    /// With which drafts.
    pub drafts: Drafts,
    /// What is thought to end.
    pub ending: Option<Ending>,
}

impl View {
    /// What is signed, on a day, with the usual horizon.
    pub const fn on(day: NaiveDate) -> Self {
        Self { day, horizon_days: HORIZON_DAYS, drafts: Drafts::LeftOut, ending: None }
    }
}

/// Everything that is kept about one or more municipalities and that coherence may look at, shared with whoever shows
/// it. Contracts that were withdrawn are not among it.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Every contract of the municipalities.
    pub contracts: Vec<Arc<Contract>>,
    /// Their frameworks.
    pub frameworks: Vec<Arc<Framework>>,
    /// The tasks that their matrices name or that serve one of the goals that stand in their frameworks or are measured
    /// by their contracts; with these goals alone.
    pub tasks: Vec<Arc<Task>>,
    /// The municipalities, contractors, partners, categories and members.
    pub parties: Vec<Arc<Party>>,
    /// Who belongs to which category, in the municipalities, at any time.
    pub memberships: Vec<CategoryMembership>,
}

impl Sources {
    /// What holds for a municipality, looked at in a certain way.
    pub fn landscape(&self, municipality: PartyId, view: &View) -> Landscape<'_> {
        let named = |it: &&Contract| it.texts_and_drafts().any(|text| text.client(municipality).is_some());
        let own: Vec<&Contract> = self.contracts.iter().map(Arc::as_ref).filter(named).collect();
        let successors = successors(&own, municipality, view);
        let holdings: Vec<Holding<'_>> =
            own.iter().filter_map(|contract| holding(contract, municipality, view, &successors)).collect();
        let goals = self.frameworks.iter().filter(|it| in_force(it, municipality, view.day));
        Landscape {
            municipality,
            day: view.day,
            horizon_days: view.horizon_days,
            goals: goals.flat_map(|framework| &framework.goals).collect(),
            tasks: self.tasks.iter().map(Arc::as_ref).collect(),
            partners: self.partners(municipality, view.day, &holdings),
            holdings,
        }
    }

    fn partners(&self, municipality: PartyId, day: NaiveDate, holdings: &[Holding<'_>]) -> Vec<Partner> {
        let mut members: BTreeMap<PartyId, Vec<PartyId>> = BTreeMap::new();
        for it in &self.memberships {
            if it.municipality == municipality && it.from <= day && it.to.is_none_or(|to| day <= to) {
                members.entry(it.category).or_default().push(it.member);
            }
        }
        let named = holdings.iter().flat_map(|holding| &holding.entries).filter_map(|entry| match entry.subject {
            Subject::Partner(party) => Some(party),
            Subject::Task(_) | Subject::None => None,
        });
        let wanted: BTreeSet<PartyId> = named.chain(members.keys().copied()).collect();
        let never: BTreeSet<PartyId> = self.parties.iter().filter(|it| it.never_contracts()).map(|it| it.id).collect();
        wanted
            .into_iter()
            .map(|party| Partner {
                party,
                never_contracts: never.contains(&party),
                members: members.remove(&party).unwrap_or_default(),
            })
            .collect()
    }
}

/// The contract as it holds for the municipality, if it does.
fn holding<'a>(
    contract: &'a Contract,
    municipality: PartyId,
    view: &View,
    successors: &BTreeMap<ContractId, NaiveDate>,
) -> Option<Holding<'a>> {
    let worded = worded(contract, view);
    let draft = worded.state.stage() != ContractStage::Adopted;
    let last_day = last_day(contract, municipality, view);
    let holds = if draft {
        let takes_part = worded.client(municipality).is_some_and(|client| client.takes_part(view.day));
        previewed(worded, view) && contract.terms.period.from <= view.day && takes_part
    } else {
        contract.holds_for(municipality, view.day)
    };
    if !holds || view.day > last_day {
        return None;
    }
    Some(Holding {
        contract: contract.id,
        contractor: worded.terms.contractor.id,
        draft,
        last_day,
        succeeded: successors.get(&contract.id).is_some_and(|until| *until > last_day),
        entries: effective(&worded.matrix, municipality),
        measured: worded.indicators.iter().filter_map(|usage| usage.goal).collect(),
    })
}

/// The text of a contract that is looked at: as it reads on the day, or the last of its unsigned amendments that are
/// looked at as if they held.
fn worded<'a>(contract: &'a Contract, view: &View) -> &'a Contract {
    let mut in_effect = unsigned(contract, view).filter(|text| text.starts_on() <= view.day);
    in_effect.next().unwrap_or_else(|| contract.as_of(view.day))
}

/// The unsigned amendments that are looked at as if they held, the last one first.
fn unsigned<'a>(contract: &'a Contract, view: &View) -> impl Iterator<Item = &'a Contract> {
    contract.amendments.iter().rev().filter(|text| previewed(text, view))
}

/// The last day of a contract for the municipality, as it is looked at: also by an amendment whose text does not hold
/// yet. What is thought to end never ends later.
fn last_day(contract: &Contract, municipality: PartyId, view: &View) -> NaiveDate {
    let amended = unsigned(contract, view).next();
    let known = amended.map_or_else(|| contract.last_day(municipality), |it| contract.last_day_if(it, municipality));
    let thought = view.ending.filter(|ending| ending.contract == contract.id);
    thought.map_or(known, |ending| ending.last_day.min(known))
}

/// Whether it is not signed and looked at as if it were.
fn previewed(contract: &Contract, view: &View) -> bool {
    let unsigned = !matches!(contract.state.stage(), ContractStage::Adopted | ContractStage::Withdrawn);
    unsigned
        && match view.drafts {
            Drafts::LeftOut => false,
            Drafts::Included => true,
            Drafts::Only(id) => id == contract.id,
        }
}

/// Until when each contract is succeeded, where another names it as the one before it.
fn successors(own: &[&Contract], municipality: PartyId, view: &View) -> BTreeMap<ContractId, NaiveDate> {
    let mut until: BTreeMap<ContractId, NaiveDate> = BTreeMap::new();
    for contract in own {
        let counts = contract.state.stage() == ContractStage::Adopted || previewed(contract, view);
        if let (true, Some(predecessor)) = (counts, contract.terms.predecessor) {
            let last = last_day(contract, municipality, view);
            until.entry(predecessor).and_modify(|known| *known = last.max(*known)).or_insert(last);
        }
    }
    until
}

/// Whether a framework is the municipality's and holds in the year of the day.
fn in_force(framework: &Framework, municipality: PartyId, day: NaiveDate) -> bool {
    let year = chrono::Datelike::year(&day);
    (framework.year_from..=framework.year_to).contains(&year) && owned(&framework.owners, municipality)
}

fn owned(owners: &[PartyRef], municipality: PartyId) -> bool {
    owners.iter().any(|owner| owner.id == municipality)
}
