//! Who tells: moves the clock, and lets each act be done by someone who may.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow, ensure};
use chrono::{NaiveDate, TimeDelta};

use super::{
    case::{Case, find},
    library::Library,
};
use crate::{
    clock::{Clock, FixedClock},
    commands::{CommandError, Services, contract::Asking},
    domain::{
        contract::Contract,
        cycle::Cycle,
        ids::{ContractIndicatorId, GoalId, PartyId, PersonId},
        indicator::Indicator,
        period::local_day,
    },
    policy::{Role, Viewer},
    storage,
};

/// What stands in the audit trail where the request's identity stands otherwise.
pub const REQUEST: &str = "demo story";

/// Minutes between two acts of one day.
const PAUSE_MINUTES: i64 = 3;

/// Tells the story: the services it works with, the parties and who sits where.
pub struct Teller<'a> {
    pub services: &'a Services,
    clock: &'a FixedClock,
    /// By name of the municipality or code of the organisation.
    pub parties: BTreeMap<String, PartyId>,
    seats: BTreeMap<(Option<String>, Role), PersonId>,
}

impl<'a> Teller<'a> {
    /// Sets the clock to the story's first day.
    pub fn begin(services: &'a Services, clock: &'a FixedClock, first: NaiveDate) -> anyhow::Result<Self> {
        clock.set(morning(first)?);
        ensure!(services.clock.now() == clock.now(), "the services do not go by the clock of the story");
        Ok(Self { services, clock, parties: BTreeMap::new(), seats: BTreeMap::new() })
    }

    /// The day on which the story stands.
    pub fn today(&self) -> NaiveDate {
        local_day(self.clock.now())
    }

    /// Begins another chapter, of which the first day may lie before what was told: parties and people stay.
    pub fn turn_to(&self, first: NaiveDate) -> anyhow::Result<()> {
        self.clock.set(morning(first)?);
        Ok(())
    }

    /// Lets the story go on to a day; within a case it never goes back.
    pub fn on(&self, day: NaiveDate) -> anyhow::Result<()> {
        let today = local_day(self.clock.now());
        ensure!(day >= today, "the story stands at {today} and cannot go back to {day}");
        if day > today {
            self.clock.set(morning(day)?);
        }
        Ok(())
    }

    /// Gives a person a seat.
    pub fn seat(&mut self, party: Option<&str>, role: Role, person: PersonId) {
        self.seats.insert((party.map(str::to_owned), role), person);
    }

    /// Whether someone has that seat.
    pub fn seated(&self, party: &str, role: Role) -> bool {
        self.seats.contains_key(&(Some(party.to_owned()), role))
    }

    /// Whoever has the seat at that party, as the service sees them today. Some minutes pass.
    pub async fn viewer(&self, party: Option<&str>, role: Role) -> anyhow::Result<Viewer> {
        self.clock.advance(TimeDelta::minutes(PAUSE_MINUTES));
        let person = self.seats.get(&(party.map(str::to_owned), role));
        let person = person.with_context(|| format!("nobody is {role} at {party:?}"))?;
        let today = local_day(self.clock.now());
        let found = storage::person::viewer(&self.services.database, *person, today).await?;
        found.with_context(|| format!("the {role} at {party:?} may not sign in"))
    }

    /// The account holder of a municipality.
    pub async fn account_holder(&self, municipality: &str) -> anyhow::Result<Viewer> {
        self.viewer(Some(municipality), Role::AccountHolder).await
    }

    /// An act of a viewer.
    pub const fn asking<'b>(&'b self, viewer: &'b Viewer) -> Asking<'b> {
        Asking::new(self.services, viewer, REQUEST)
    }

    /// The party by that name or code.
    pub fn party(&self, name: &str) -> anyhow::Result<PartyId> {
        find(&self.parties, name).copied()
    }
}

fn morning(day: NaiveDate) -> anyhow::Result<chrono::DateTime<chrono::Utc>> {
    Ok(day.and_hms_opt(8, 0, 0).context("no such moment")?.and_utc())
}

/// An act that was not done, with every reason.
pub fn refused(error: CommandError) -> anyhow::Error {
    match error {
        CommandError::Refused(refusals) => anyhow!("refused: {refusals:?}"),
        CommandError::Denied(denial) => anyhow!("denied: {denial:?}"),
        other => other.into(),
    }
}

/// The years of one contract, as far as the story has come.
pub struct Years<'a> {
    pub teller: &'a Teller<'a>,
    pub contract: Contract,
    pub contractor: &'a str,
    /// The clients in the order of the case's lists.
    pub municipalities: Vec<&'a str>,
    pub goals: &'a BTreeMap<String, GoalId>,
    /// The indicators in the contract's order, by code.
    pub indicators: Vec<(&'a Indicator, ContractIndicatorId)>,
}

impl<'a> Years<'a> {
    /// The years of an adopted contract.
    pub fn of(teller: &'a Teller<'a>, case: &'a Case, library: &'a Library, contract: Contract) -> Self {
        let definition = |id| library.indicators.values().find(|it| it.id == id);
        let indicators =
            contract.indicators.iter().filter_map(|used| Some((definition(used.indicator)?, used.id))).collect();
        let told = case.contracts.iter().find(|it| it.code == contract.terms.code);
        Self {
            teller,
            contractor: told.map_or("", |it| it.contractor.as_str()),
            municipalities: told.map_or_else(Vec::new, |it| it.clients.iter().map(String::as_str).collect()),
            goals: &library.goals,
            indicators,
            contract,
        }
    }

    /// The year as it stands now.
    pub async fn cycle(&self, year: i32) -> anyhow::Result<Cycle> {
        let cycles = storage::cycle::of_contracts(&self.teller.services.database, &[self.contract.id]).await?;
        cycles.into_iter().find(|cycle| cycle.year == year).with_context(|| format!("{year} is not open"))
    }

    /// The indicator of the contract with that code.
    pub fn indicator(&self, code: &str) -> anyhow::Result<(&'a Indicator, ContractIndicatorId)> {
        let found = self.indicators.iter().find(|(definition, _)| definition.code == code);
        found.copied().with_context(|| format!("the contract has no indicator {code}"))
    }

    /// Someone of the contractor.
    pub async fn contractor(&self, role: Role) -> anyhow::Result<Viewer> {
        self.teller.viewer(Some(self.contractor), role).await
    }
}
