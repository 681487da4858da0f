//! A small world for the tests of the pure rooms: two municipalities, one organisation, one contract, one year.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    coherence::{Finding, FindingKind, Severity},
    contract::{By, Contract, ContractKind, Terms},
    cycle::{Cycle, Phase},
    event::Event,
    framework::Goal,
    ids::*,
    indicator::{Cell, ContractIndicator, Dimension, Direction, Indicator, IndicatorKind, Measure},
    party::PartyRef,
    period::{Frequency, Period},
    refusal::{Outcome, Refusal},
    responsibility::{LifeDomain, MatrixEntry, MatrixRole, Subject},
};

/// An identity by number.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn party(number: u128, name: &str) -> PartyRef {
    PartyRef { id: PartyId(id(number)), name: name.to_owned() }
}

/// A client.
pub fn north() -> PartyRef {
    party(1, "Noord")
}

/// The other client.
pub fn south() -> PartyRef {
    party(2, "Zuid")
}

/// The contractor.
pub fn works() -> PartyRef {
    party(3, "Werkbedrijf")
}

/// A partner named in the matrix.
pub fn social_team() -> PartyRef {
    party(4, "Sociaal team")
}

/// A party that has nothing to do with the contract.
pub fn stranger() -> PartyRef {
    party(5, "Elders")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Someone, at noon on a day.
pub fn by(today: &str) -> By {
    let today = day(today);
    By { person: PersonId(id(90)), at: today.and_hms_opt(12, 0, 0).unwrap().and_utc(), today }
}

pub fn period(from: &str, to: &str) -> Period {
    Period { from: day(from), to: day(to) }
}

pub fn terms() -> Terms {
    Terms {
        code: "DVO-1".into(),
        title: "Werk en inkomen".into(),
        kind: ContractKind::ServiceAgreement,
        contractor: works(),
        framework: Some(FrameworkId(id(10))),
        predecessor: None,
        period: period("2019-01-01", "2021-12-31"),
        frequency: Frequency::Quarterly,
        conditions: "Binnen de begroting".into(),
        legal_bases: vec!["Participatiewet".into()],
        deviation_domains: vec![LifeDomain::Participation],
        extension_decision_on: Some(day("2021-06-30")),
    }
}

pub fn entry(role: MatrixRole, domain: LifeDomain, subject: Subject) -> MatrixEntry {
    MatrixEntry { role, domain, subject, deviation: None, target_group: None, explanation: None }
}

/// Every cell filled: one task, one partner, and "none" for the rest.
pub fn matrix() -> Vec<MatrixEntry> {
    let subject = |role, domain| match (role, domain) {
        (MatrixRole::Responsible, LifeDomain::Work) => Subject::Task(TaskId(id(20))),
        (MatrixRole::Cooperates, LifeDomain::Work) => Subject::Partner(social_team().id),
        _ => Subject::None,
    };
    let cells = MatrixRole::ALL.iter().flat_map(|role| LifeDomain::ALL.iter().map(|domain| (*role, *domain)));
    cells.map(|(role, domain)| entry(role, domain, subject(role, domain))).collect()
}

fn definition(place: u128, code: &str, kind: IndicatorKind) -> Indicator {
    Indicator {
        id: IndicatorId(id(30 + place)),
        code: code.into(),
        name_nl: code.into(),
        name_en: code.into(),
        description: "Wat er wordt geteld".into(),
        unit: "personen".into(),
        kind,
        direction: Direction::Higher,
        decimals: 0,
        cumulative: false,
        dimension: None,
        reference: None,
        version: 1,
    }
}

/// A count by route, a count so far, a share, and a mark that only the annual report gives.
pub fn measures() -> Vec<Measure> {
    let cell = |code: &str| Cell { code: code.into(), name_nl: code.into(), name_en: code.into() };
    let cells = vec![cell("JOB"), cell("BUSINESS")];
    let route =
        Dimension { id: DimensionId(id(35)), code: "ROUTE".into(), name_nl: "r".into(), name_en: "r".into(), cells };
    let mut outflow = definition(1, "OUTFLOW", IndicatorKind::Flow);
    outflow.dimension = Some(route);
    let mut so_far = definition(2, "SO_FAR", IndicatorKind::Flow);
    so_far.cumulative = true;
    let share = definition(3, "SHARE", IndicatorKind::Ratio);
    let mut mark = definition(4, "MARK", IndicatorKind::Score);
    mark.decimals = 1;
    [outflow, so_far, share, mark]
        .into_iter()
        .zip(1..)
        .map(|(definition, place)| Measure {
            usage: ContractIndicator {
                id: usage(place),
                indicator: definition.id,
                goal: Some(GoalId(id(50))),
                amber_margin: Decimal::from(5),
                red_margin: Decimal::from(15),
                annual_only: definition.code == "MARK",
            },
            definition,
        })
        .collect()
}

/// The use of the measure in that place, from 1.
pub fn usage(place: u128) -> ContractIndicatorId {
    ContractIndicatorId(id(40 + place))
}

pub fn goals() -> Vec<Goal> {
    let goal = |number: u128, code: &str| Goal {
        id: GoalId(id(number)),
        framework: FrameworkId(id(10)),
        code: code.into(),
        domain: LifeDomain::Work,
        text: "Meer mensen aan het werk".into(),
    };
    vec![goal(50, "A1"), goal(51, "A2")]
}

/// A draft that is ready to be offered.
pub fn draft() -> Contract {
    let act = by("2018-10-01");
    let (contract, _) = Contract::draft(ContractId(id(60)), terms(), vec![north(), south()], act).unwrap();
    let (contract, _) = contract.fill_matrix(matrix()).unwrap();
    contract.choose_indicators(measures().into_iter().map(|measure| measure.usage).collect()).unwrap().0
}

pub fn offered() -> Contract {
    draft().offer(by("2018-11-01").at).unwrap().0
}

pub fn agreed() -> Contract {
    offered().agree(by("2018-11-15").at).unwrap().0
}

/// Agreed, and adopted by the first client.
pub fn half_adopted() -> Contract {
    agreed().adopt(north().id, "B1", day("2018-12-01"), by("2018-12-02")).unwrap().0
}

pub fn adopted() -> Contract {
    half_adopted().adopt(south().id, "B2", day("2018-12-03"), by("2018-12-04")).unwrap().0
}

pub fn withdrawn() -> Contract {
    offered().withdraw("Toch niet", by("2018-11-20").at).unwrap().0
}

/// The year 2020 of the contract.
pub fn cycle(phase: Phase) -> Cycle {
    let (cycle, _) = Cycle::open(CycleId(id(70)), &adopted(), 2020, by("2019-09-02")).unwrap();
    let execution = || cycle.clone().execute(by("2019-12-10").at);
    let review = || execution().review(by("2021-02-20").at);
    match phase {
        Phase::TargetSetting => cycle,
        Phase::Execution => execution(),
        Phase::Review => review(),
        Phase::Closed => review().close(by("2021-05-01").at),
    }
}

/// A finding that names one of everything.
pub fn finding() -> Finding {
    Finding {
        kind: FindingKind::NobodyResponsible,
        code: format!("NOBODY_RESPONSIBLE:{}:{}", north().id.0, id(20)),
        municipality: north().id,
        severity: Severity::Error,
        outcome: None,
        gap: None,
        contractors: vec![works().id],
        partners: vec![social_team().id],
        contracts: vec![ContractId(id(60))],
        tasks: vec![TaskId(id(20))],
        goals: vec![GoalId(id(50))],
        domains: vec![LifeDomain::Work],
        named_in: vec![LifeDomain::Income],
        target_groups: vec!["jongeren".into()],
        last_day: Some(day("2021-12-31")),
        facts: "a fact".into(),
    }
}

/// Refusals as short lines: "too-long at title (limit=200)".
pub fn said(refusals: &[Refusal]) -> Vec<String> {
    refusals
        .iter()
        .map(|refusal| {
            let mut line = refusal.code.key().to_owned();
            if !refusal.path.is_empty() {
                line = format!("{line} at {}", refusal.path.join("/"));
            }
            if !refusal.details.is_empty() {
                let details: Vec<String> =
                    refusal.details.iter().map(|(name, value)| format!("{name}={value}")).collect();
                line = format!("{line} ({})", details.join(", "));
            }
            line
        })
        .collect()
}

/// What an act was refused for; nothing when it was allowed.
pub fn refused<T>(outcome: Outcome<T>) -> Vec<String> {
    outcome.err().map_or_else(Vec::new, |refusals| {
        assert!(!refusals.is_empty(), "a refused act says why");
        said(&refusals)
    })
}

/// The names of the facts that an event changed.
pub fn changed(event: &Event) -> Vec<&str> {
    event.changes.iter().map(|change| change.field.as_str()).collect()
}

/// An aligned table.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join(" | ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
