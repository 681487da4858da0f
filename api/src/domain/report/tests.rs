mod filling;
mod handling;
mod reading;
mod submitting;
mod walk;

use super::*;
use crate::domain::{
    contract::Contract,
    cycle::{Cycle, Phase},
    event::Event,
    framework::Goal,
    indicator::Measure,
    refusal::Outcome,
    samples::*,
    target::Year,
};

/// The year on which the tests report.
struct World {
    contract: Contract,
    cycle: Cycle,
    measures: Vec<Measure>,
    goals: Vec<Goal>,
    partners: Vec<PartyRef>,
}

impl World {
    fn new() -> Self {
        Self {
            contract: adopted(),
            cycle: cycle(Phase::Execution),
            measures: measures(),
            goals: goals(),
            partners: vec![social_team()],
        }
    }

    fn basis(&self) -> Basis<'_> {
        let year = Year { contract: &self.contract, cycle: &self.cycle, measures: &self.measures };
        Basis { year, goals: &self.goals, partners: &self.partners }
    }
}

/// The one world that all tests read.
fn world() -> &'static World {
    static WORLD: std::sync::LazyLock<World> = std::sync::LazyLock::new(World::new);
    &WORLD
}

/// The report that is owed in that place of the year: four quarters and the annual report.
fn expected(place: usize) -> Report {
    let world = world();
    let owed = world.cycle.owed(&world.contract)[place];
    Report::expected(ReportId(id(85)), world.cycle.id, owed, [north(), south()])
}

fn value(place: u128, municipality: &PartyRef, figure: Figure) -> Value {
    Value {
        indicator: usage(place),
        municipality: municipality.id,
        cell: None,
        figure,
        explanation: None,
        provisional: false,
        confirmed: false,
    }
}

fn count(text: &str) -> Figure {
    Figure::Number(number(text))
}

fn cell(code: &str, value: Value) -> Value {
    Value { cell: Some(code.into()), ..value }
}

fn ratio(numerator: &str, denominator: &str) -> Figure {
    Figure::Ratio { numerator: number(numerator), denominator: number(denominator) }
}

/// What a report needs, for both municipalities; the annual report needs the mark as well.
fn whole(annual: bool) -> Filling {
    let mut values = Vec::new();
    for client in [north(), south()] {
        values.push(value(1, &client, count("50")));
        values.push(cell("JOB", value(1, &client, count("40"))));
        values.push(cell("BUSINESS", value(1, &client, count("10"))));
        values.push(value(2, &client, count("60")));
        values.push(value(3, &client, ratio("30", "40")));
        if annual {
            let figure = Figure::Score { mark: number("7.5"), respondents: number("80") };
            values.push(value(4, &client, figure));
        }
    }
    let account =
        CooperationAccount { partner: social_team().id, judgement: CooperationJudgement::Good, text: "Goed".into() };
    let assess = |goal: &Goal| SelfAssessment { goal: goal.id, judgement: Judgement::Met, reasoning: "Gelukt".into() };
    let assessments = if annual { goals().iter().map(assess).collect() } else { Vec::new() };
    Filling { values, accounts: vec![account], assessments, explanation: Some("Rustig kwartaal".into()) }
}

/// The first quarter, filled.
fn filled() -> Report {
    expected(0).fill(whole(false), world().basis()).unwrap().0
}

fn submitted() -> Report {
    filled().submit(world().basis(), &Earlier::new(), by("2020-04-15")).unwrap().0
}

fn send_back(report: Report, client: &PartyRef, parts: &[Part]) -> Outcome<(Report, Event)> {
    let parts = parts.iter().map(|part| (*part, "Klopt niet".to_owned())).collect();
    report.send_back(client.id, parts, world().basis(), by("2020-04-20"))
}

fn accept(report: Report, client: &PartyRef) -> Outcome<(Report, Event)> {
    report.accept(client.id, world().basis(), by("2020-04-22"))
}

/// The second municipality returned its outflow and the explanation.
fn returned() -> Report {
    send_back(submitted(), &south(), &[Part::Indicator(usage(1)), Part::Explanation]).unwrap().0
}

fn accepted() -> Report {
    accept(accept(submitted(), &north()).unwrap().0, &south()).unwrap().0
}
