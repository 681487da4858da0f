//! Everything that a reorganisation moves: the preview shows it, the operation does exactly it.

use chrono::{Months, NaiveDate};

use super::{
    Reorganisation,
    contract::{lapse, pass, touches, unclear},
    target::{MergedTargets, merge},
};
use crate::domain::{
    contract::{By, Client, Contract, ContractStage},
    cycle::{Cycle, Phase},
    event::{Event, Facts},
    framework::Framework,
    ids::{ContractId, CycleId, FrameworkId, PartyId, PersonId},
    indicator::Measure,
    named::named,
    party::{CategoryMembership, Participation, Party, PartyRef},
    person::Role,
    refusal::{Code, Refusal},
    target::TargetSet,
};

/// A year that the successor answers for, with what was agreed for it.
#[derive(Debug, Clone)]
pub struct YearAhead {
    /// The year.
    pub cycle: Cycle,
    /// Its targets.
    pub sets: Vec<TargetSet>,
    /// What it measures.
    pub measures: Vec<Measure>,
    /// Whether a report of it has been begun.
    pub report_begun: bool,
}

/// A joint body in which one of the municipalities takes part, with all who do.
#[derive(Debug, Clone)]
pub struct Body {
    /// The body.
    pub party: Party,
    /// Who takes part in it, and when.
    pub participations: Vec<Participation>,
}

/// Everything the operation looks at.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The municipalities that end, and the successor.
    pub parties: Vec<Party>,
    /// The joint bodies.
    pub bodies: Vec<Body>,
    /// The contracts of the municipalities and of the joint bodies.
    pub contracts: Vec<Contract>,
    /// Their years from the day on.
    pub years: Vec<YearAhead>,
    /// Who does what for the municipalities that end, and for the successor.
    pub roles: Vec<(PersonId, PartyId, Role)>,
    /// The frameworks of the municipalities that end.
    pub frameworks: Vec<Framework>,
    /// Who belongs to which category of partners there.
    pub categories: Vec<CategoryMembership>,
}

named! {
    /// What becomes of a joint body.
    BodyFate {
        /// Vervalt: all its participants become one municipality.
        Lapses => "LAPSES",
        /// Gaat verder met de rechtsopvolger als deelnemer.
        GoesOn => "GOES_ON",
    }
}

named! {
    /// What becomes of a contract.
    ContractFate {
        /// Gaat over op de rechtsopvolger.
        Passes => "PASSES",
        /// Vervalt met de opdrachtnemer.
        Lapses => "LAPSES",
    }
}

/// A joint body and what becomes of it.
#[derive(Debug, Clone)]
pub struct MovedBody {
    /// Which.
    pub party: PartyRef,
    /// What becomes of it.
    pub fate: BodyFate,
    /// By when it is to be adapted to its new participant, when it goes on (Wet arhi art. 41).
    pub adapt_by: Option<NaiveDate>,
    /// Whether the successor takes part in it already.
    pub successor_takes_part: bool,
    /// The participations that end.
    pub ended: Vec<Participation>,
}

/// A contract and what becomes of it.
#[derive(Debug, Clone)]
pub struct MovedContract {
    /// What becomes of it.
    pub fate: ContractFate,
    /// As it was.
    pub before: Contract,
    /// As it will be.
    pub after: Contract,
    /// What its trail is told.
    pub event: Event,
}

impl MovedContract {
    /// Its clients from the day on; none of one that lapses.
    pub fn clients_from_then(&self) -> impl Iterator<Item = &Client> {
        let text = self.after.latest();
        let replaced = |client: &&Client| text.replaced.iter().any(|it| it.municipality == client.municipality.id);
        text.clients.iter().filter(move |client| self.fate == ContractFate::Passes && !replaced(client))
    }
}

/// Everything that a reorganisation moves.
#[derive(Debug, Clone, Default)]
pub struct Passing {
    /// The municipalities that end.
    pub ended: Vec<PartyRef>,
    /// The joint bodies.
    pub bodies: Vec<MovedBody>,
    /// The contracts.
    pub contracts: Vec<MovedContract>,
    /// The targets of years ahead, put together.
    pub targets: Vec<MergedTargets>,
    /// The years whose open points and expected reports pass.
    pub years: Vec<CycleId>,
    /// Who will do what for the successor: person, role, and where it is done now.
    pub roles: Vec<(PersonId, Role, PartyId)>,
    /// The frameworks that the successor comes to own as well.
    pub frameworks: Vec<FrameworkId>,
    /// The memberships of categories that go on in the successor.
    pub categories: Vec<CategoryMembership>,
}

/// What the reorganisation will move, and everything that is too unclear to be moved.
pub fn passing(it: &Reorganisation, world: &World, by: By) -> (Passing, Vec<Refusal>) {
    let mut no = Vec::new();
    let bodies: Vec<MovedBody> = world.bodies.iter().filter_map(|body| body_fate(it, body)).collect();
    let contracts = contracts(it, world, &bodies, by, &mut no);
    let passes: Vec<ContractId> =
        contracts.iter().filter(|it| it.fate == ContractFate::Passes).map(|it| it.after.id).collect();
    let ahead = |year: &&YearAhead| passes.contains(&year.cycle.contract) && year.cycle.phase() != Phase::Closed;
    let mut targets = Vec::new();
    let years: Vec<&YearAhead> = world.years.iter().filter(ahead).collect();
    for year in &years {
        match year_fate(it, year) {
            Ok(merged) => targets.extend(merged),
            Err(unclear) => no.extend(unclear.into_iter().map(|refusal| under(world, year, refusal))),
        }
    }
    let passing = Passing {
        ended: it.predecessors.clone(),
        bodies,
        contracts,
        targets,
        years: years.iter().map(|year| year.cycle.id).collect(),
        roles: roles(it, world),
        frameworks: frameworks(it, world),
        categories: categories(it, world),
    };
    (passing, no)
}

fn under(world: &World, year: &YearAhead, refusal: Refusal) -> Refusal {
    let code = world.contracts.iter().find(|contract| contract.id == year.cycle.contract);
    let code = code.map_or_else(String::new, |contract| contract.terms.code.clone());
    let told = refusal.under(year.cycle.year).under("years").under(&code).under("contracts");
    told.with("contract", code).with("year", year.cycle.year)
}

/// A body whose participants all become one municipality lapses; one with another member goes on (Wet arhi art. 41).
fn body_fate(it: &Reorganisation, body: &Body) -> Option<MovedBody> {
    let ends = |party: PartyId| it.predecessors.iter().any(|predecessor| predecessor.id == party);
    let running: Vec<&Participation> = body
        .participations
        .iter()
        .filter(|part| part.holds_on(it.eve()) && part.to.is_none_or(|to| to >= it.date))
        .collect();
    let ended: Vec<Participation> =
        running.iter().filter(|part| ends(part.municipality)).map(|it| (*it).clone()).collect();
    if ended.is_empty() {
        return None;
    }
    let all_become_one = running.iter().all(|part| ends(part.municipality) || part.municipality == it.successor.id);
    let fate = if all_become_one { BodyFate::Lapses } else { BodyFate::GoesOn };
    let adapt_by = (fate == BodyFate::GoesOn).then(|| it.date.checked_add_months(Months::new(6))).flatten();
    let party = PartyRef { id: body.party.id, name: body.party.name.clone() };
    let successor_takes_part = running.iter().any(|part| part.municipality == it.successor.id);
    Some(MovedBody { party, fate, adapt_by, successor_takes_part, ended })
}

fn contracts(
    it: &Reorganisation,
    world: &World,
    bodies: &[MovedBody],
    by: By,
    no: &mut Vec<Refusal>,
) -> Vec<MovedContract> {
    let lapses = |party: PartyId| bodies.iter().any(|body| body.fate == BodyFate::Lapses && body.party.id == party);
    let mut moved = Vec::new();
    for before in &world.contracts {
        let (fate, (after, event)) = if lapses(before.terms.contractor.id) && before.ends_on() >= it.date {
            if before.state.stage() == ContractStage::Withdrawn {
                continue;
            }
            if before.state.stage() != ContractStage::Adopted {
                let code = before.terms.code.clone();
                let unfinished = Refusal::at(Code::ContractorLapses, ["contracts", code.as_str()]);
                no.push(unfinished.with("contract", &code));
                continue;
            }
            (ContractFate::Lapses, lapse(it, before, by))
        } else if touches(it, before) {
            no.extend(unclear(it, before));
            (ContractFate::Passes, pass(it, before, by))
        } else {
            continue;
        };
        moved.push(MovedContract { fate, before: before.clone(), after, event });
    }
    moved
}

/// The targets of a year ahead; a year in which reports were begun cannot be passed any more without doubt about whose
/// figures they are.
fn year_fate(it: &Reorganisation, year: &YearAhead) -> Result<Option<MergedTargets>, Vec<Refusal>> {
    let merged = merge(it, &year.sets, &year.measures);
    if !year.report_begun {
        return merged;
    }
    let mut no = vec![Refusal::at(Code::ReportBegun, ["reports"])];
    no.extend(merged.err().unwrap_or_default());
    Err(no)
}

fn roles(it: &Reorganisation, world: &World) -> Vec<(PersonId, Role, PartyId)> {
    let mut moved: Vec<(PersonId, Role, PartyId)> = world
        .roles
        .iter()
        .filter(|(_, party, _)| it.predecessors.iter().any(|predecessor| predecessor.id == *party))
        .map(|(person, party, role)| (*person, *role, *party))
        .collect();
    moved.sort_unstable();
    moved
}

fn frameworks(it: &Reorganisation, world: &World) -> Vec<FrameworkId> {
    let year = chrono::Datelike::year(&it.date);
    let owns = |framework: &&Framework| framework.owners.iter().any(|owner| owner.id == it.successor.id);
    let running = world.frameworks.iter().filter(|framework| framework.year_to >= year);
    running.filter(|framework| !owns(framework)).map(|framework| framework.id).collect()
}

fn categories(it: &Reorganisation, world: &World) -> Vec<CategoryMembership> {
    let goes_on = |membership: &&CategoryMembership| {
        it.predecessors.iter().any(|party| party.id == membership.municipality)
            && membership.to.is_none_or(|to| to >= it.date)
    };
    world.categories.iter().filter(goes_on).cloned().collect()
}

impl Passing {
    /// What was moved, for the audit trail of the platform: counts and names, no contract's content.
    pub fn facts(&self) -> Facts {
        let contracts = self
            .contracts
            .iter()
            .map(|moved| (format!("contracts/{}", moved.before.terms.code), moved.fate.to_string()));
        let bodies = self.bodies.iter().map(|body| (format!("bodies/{}", body.party.name), body.fate.to_string()));
        let mut facts: Facts = contracts.chain(bodies).collect();
        facts.insert("targetsMerged".into(), self.targets.len().to_string());
        facts.insert("rolesMoved".into(), self.roles.len().to_string());
        facts.insert("frameworksPassed".into(), self.frameworks.len().to_string());
        facts
    }
}
