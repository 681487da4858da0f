mod agreeing;
mod setting;

use super::*;
use crate::domain::{contract::Contract, cycle::Cycle, cycle::Phase, event::Event, indicator::Measure, samples::*};

/// The year in which the tests set targets.
struct World {
    contract: Contract,
    cycle: Cycle,
    measures: Vec<Measure>,
}

impl World {
    fn new() -> Self {
        Self { contract: adopted(), cycle: cycle(Phase::TargetSetting), measures: measures() }
    }

    fn year(&self) -> Year<'_> {
        Year { contract: &self.contract, cycle: &self.cycle, measures: &self.measures }
    }

    fn in_phase(phase: Phase) -> Self {
        Self { cycle: cycle(phase), ..Self::new() }
    }
}

/// The one world that all tests read.
fn world() -> &'static World {
    static WORLD: std::sync::LazyLock<World> = std::sync::LazyLock::new(World::new);
    &WORLD
}

fn empty() -> TargetSet {
    TargetSet::new(TargetSetId(id(80)), cycle(Phase::TargetSetting).id, north())
}

fn target(place: u128) -> TargetId {
    TargetId(id(800 + place))
}

fn aim(value: &str) -> Aim {
    Aim::Value { kind: TargetKind::Absolute, value: number(value) }
}

fn reasoning() -> Reasoning {
    Reasoning {
        labour_market: "Krap".into(),
        target_groups: "1.200 mensen".into(),
        previous: PreviousResult::None { because: "Eerste jaar".into() },
    }
}

/// A target for the measure in that place.
fn setting(place: u128, aim: Aim) -> Setting {
    Setting { id: target(place), indicator: usage(place), aim, reasoning: reasoning() }
}

/// A target for each of the four measures.
fn complete() -> TargetSet {
    let settings = (1..=4).map(|place| setting(place, aim("100"))).collect();
    empty().set(settings, world().year()).unwrap().0
}

fn proposed() -> TargetSet {
    complete().propose(world().year(), &[], by("2019-10-01")).unwrap().0
}

fn agreed() -> TargetSet {
    let all = Answer::Agree((1..=4).map(target).collect());
    proposed().answer(Side::Contractor, all, world().year(), by("2019-11-01")).unwrap().0
}

fn point(number: u128, municipality: PartyRef) -> OpenPoint {
    OpenPoint {
        id: OpenPointId(id(number)),
        cycle: cycle(Phase::TargetSetting).id,
        municipality,
        consequence: ConsequenceId(id(number + 50)),
        description: "Meer maatwerk".into(),
        answer: None,
        version: 1,
    }
}

fn states(set: &TargetSet) -> Vec<&'static str> {
    set.targets.iter().map(|target| target.state.name()).collect()
}

/// What every act on a set has in common.
fn follows(before: &TargetSet, after: &TargetSet, event: &Event) {
    assert_eq!(after.version, before.version + 1);
    assert_eq!(event.subject, before.id.0);
    assert!(!event.changes.is_empty(), "{}", event.kind);
}
