//! What may be done to targets, reports and reviews.

use super::*;
use crate::domain::{
    cycle::Cycle,
    ids::*,
    report::{
        self, Basis, CooperationAccount, CooperationJudgement, Earlier, Filling, Part, Report, SelfAssessment, Value,
    },
    review::{self, Consequence, ConsequenceKind, Judged, Judgement, JudgementOn, Review, Writing},
    target::{
        self, Aim, Answer, CounterProposal, PreviousResult, Reasoning, Setting, Side, TargetKind, TargetSet, Year,
    },
};

struct World {
    contract: Contract,
    cycle: Cycle,
}

impl World {
    fn new(phase: Phase) -> Self {
        // One indicator is enough to tell what may.
        let mut contract = adopted();
        contract.indicators.truncate(1);
        Self { contract, cycle: cycle(phase) }
    }
}

/// The count so far: no breakdown, every report gives it.
fn only_measure() -> Vec<crate::domain::indicator::Measure> {
    measures().drain(1..2).collect()
}

macro_rules! year {
    ($world:expr, $measures:expr) => {
        Year { contract: &$world.contract, cycle: &$world.cycle, measures: $measures }
    };
}

fn aim() -> Aim {
    Aim::Value { kind: TargetKind::Absolute, value: number("100") }
}

fn setting() -> Setting {
    let reasoning = Reasoning {
        labour_market: "Krap".into(),
        target_groups: "Velen".into(),
        previous: PreviousResult::None { because: "Eerste jaar".into() },
    };
    Setting { id: TargetId(id(800)), indicator: usage(2), aim: aim(), reasoning }
}

#[test]
fn what_may_be_done_to_targets() {
    let (world, measures) = (World::new(Phase::TargetSetting), only_measure());
    let year = year!(world, &measures);
    let now = by("2019-12-10");
    let next = |it: Outcome<(TargetSet, _)>| {
        outcome(it, |(set, _): &(TargetSet, crate::domain::event::Event)| {
            let target = set.targets.first().map_or_else(String::new, |it| format!(" ({})", it.state));
            format!("{}{target}", set.state.stage())
        })
    };
    let agree = |side| move |set: TargetSet| set.answer(side, Answer::Agree(vec![TargetId(id(800))]), year, now);
    let counter = |side| {
        move |set: TargetSet| {
            let proposal = CounterProposal { target: TargetId(id(800)), aim: aim(), reason: "Te hoog".into() };
            set.answer(side, Answer::Counter(vec![proposal]), year, now)
        }
    };
    let empty = TargetSet::new(TargetSetId(id(80)), world.cycle.id, north());
    let draft = empty.clone().set(vec![setting()], year).unwrap().0;
    let proposed = draft.clone().propose(year, &[], now).unwrap().0;
    let countered = counter(Side::Contractor)(proposed.clone()).unwrap().0;
    let agreed = agree(Side::Contractor)(proposed.clone()).unwrap().0;
    let adopt = |set: TargetSet| set.adopt("B1", day("2019-12-01"), true, year, now);
    let adopted = adopt(agreed.clone()).unwrap().0;
    let states = [
        ("DRAFT, empty", empty),
        ("DRAFT", draft),
        ("PROPOSED", proposed),
        ("PROPOSED, countered", countered),
        ("AGREED", agreed),
        ("ADOPTED", adopted),
    ];
    let text = acts_by_states(
        &states,
        &[
            ("set", &|it| next(it.set(vec![setting()], year))),
            ("propose", &|it| next(it.propose(year, &[], now))),
            ("counter as contractor", &|it| next(counter(Side::Contractor)(it))),
            ("counter as client", &|it| next(counter(Side::Client)(it))),
            ("agree as contractor", &|it| next(agree(Side::Contractor)(it))),
            ("agree as client", &|it| next(agree(Side::Client)(it))),
            ("adopt", &|it| next(adopt(it))),
        ],
    );
    let later: Vec<_> = [Phase::Execution, Phase::Review, Phase::Closed]
        .iter()
        .map(|phase| {
            let world = World::new(*phase);
            let refusals = states.iter().map(|(_, set)| no(&refusals_later(set, &world))).collect::<Vec<_>>();
            format!("{phase}: every act is refused ({})", refusals[0])
        })
        .collect();
    committed(
        "what_may_targets",
        format!("Targets of one municipality, in target setting\n\n{text}\n\n{}", later.join("\n")),
    );
}

fn refusals_later(set: &TargetSet, world: &World) -> Vec<Refusal> {
    let measures = only_measure();
    let all = [
        set.cannot_set(&world.cycle),
        set.cannot_propose(&world.cycle, &measures, &[]),
        set.cannot_answer(&world.cycle),
        set.cannot_adopt(&world.cycle),
    ];
    assert!(all.iter().all(|refusals| !refusals.is_empty()));
    all.into_iter().flatten().collect()
}

fn value() -> Vec<Value> {
    let of = |municipality| Value {
        indicator: usage(2),
        municipality,
        cell: None,
        figure: crate::domain::figure::Figure::Number(number("10")),
        explanation: None,
        provisional: false,
        confirmed: false,
    };
    vec![of(north().id), of(south().id)]
}

/// Everything a report needs, values included.
fn everything(goals: &[crate::domain::framework::Goal]) -> Filling {
    let account =
        CooperationAccount { partner: social_team().id, judgement: CooperationJudgement::Good, text: "Goed".into() };
    let assess = |goal: &crate::domain::framework::Goal| SelfAssessment {
        goal: goal.id,
        judgement: Judgement::Met,
        reasoning: "Ja".into(),
    };
    Filling {
        values: value(),
        accounts: vec![account],
        assessments: goals.iter().map(assess).collect(),
        explanation: None,
    }
}

#[test]
fn what_may_be_done_to_a_report() {
    let (world, measures) = (World::new(Phase::Execution), only_measure());
    let (goals, partners) = (goals(), [social_team()]);
    let basis = Basis { year: year!(world, &measures), goals: &goals, partners: &partners };
    let now = by("2020-04-15");
    let next = |it: Outcome<(Report, crate::domain::event::Event)>| {
        outcome(it, |(report, _)| report.state.stage().to_string())
    };
    let fill = |report: Report| report.fill(everything(&goals), basis);
    let submit = |report: Report| report.submit(basis, &Earlier::new(), now);
    let accept = |report: Report, who: PartyId| report.accept(who, basis, now);
    let send_back = |report: Report, who| report.send_back(who, vec![(Part::Whole, "Klopt niet".into())], basis, now);
    let owed = world.cycle.owed(&world.contract)[0];
    let expected = Report::expected(ReportId(id(85)), world.cycle.id, owed, [north(), south()]);
    let draft = fill(expected.clone()).unwrap().0;
    let submitted = submit(draft.clone()).unwrap().0;
    let half = accept(submitted.clone(), north().id).unwrap().0;
    let returned = send_back(submitted.clone(), north().id).unwrap().0;
    let accepted = accept(half.clone(), south().id).unwrap().0;
    let states = [
        ("EXPECTED", expected),
        ("DRAFT", draft),
        ("SUBMITTED", submitted),
        ("SUBMITTED, Noord accepted", half),
        ("RETURNED by Noord", returned),
        ("ACCEPTED", accepted),
    ];
    let text = acts_by_states(
        &states,
        &[
            ("fill in everything", &|it| next(fill(it))),
            ("submit", &|it| next(submit(it))),
            ("return as Noord", &|it| next(send_back(it, north().id))),
            ("return as Zuid", &|it| next(send_back(it, south().id))),
            ("accept as Noord", &|it| next(accept(it, north().id))),
            ("accept as Zuid", &|it| next(accept(it, south().id))),
            ("accept as no client", &|it| next(accept(it, works().id))),
        ],
    );
    assert_eq!(report::ReportStage::ALL.len(), 5, "every stage stands in the table");
    committed("what_may_report", format!("Report\n\n{text}"));
}

/// Everything a review needs before it can be sent.
fn whole_review(goals: &[crate::domain::framework::Goal]) -> Writing {
    let subjects = [Judged::Indicator(usage(2)), Judged::Goal(goals[0].id), Judged::Goal(goals[1].id)];
    let judge = |subject| JudgementOn { subject, judgement: Judgement::Met, reasoning: "Gezien de cijfers".into() };
    let consequence = Consequence {
        id: ConsequenceId(id(700)),
        kind: ConsequenceKind::Continue,
        description: "Doorgaan".into(),
        indicator: None,
        owner: None,
        due_on: None,
    };
    Writing {
        judgements: subjects.map(judge).to_vec(),
        cooperation: Some("Goed".into()),
        conclusion: Some("Goed".into()),
        consequences: Some(vec![consequence]),
    }
}

#[test]
fn what_may_be_done_to_a_review() {
    let (world, measures, goals) = (World::new(Phase::Review), only_measure(), goals());
    let year = year!(world, &measures);
    let next = |it: Outcome<(Review, crate::domain::event::Event)>| {
        outcome(it, |(review, _)| review.state.stage().to_string())
    };
    let writing = whole_review(&goals);
    let write = |review: Review| review.write(writing.clone(), year, &goals);
    let send = |review: Review| review.send_for_reply(year, &goals, by("2021-03-01"));
    let reply = |review: Review, agrees, today| review.reply(agrees, "Gelezen", year, by(today));
    let finalise =
        |review: Review, second, today| review.finalise(("B9", day("2021-03-01")), second, false, year, by(today));
    let empty = Review::new(ReviewId(id(86)), world.cycle.id, north());
    let draft = write(empty.clone()).unwrap().0;
    let for_reply = send(draft.clone()).unwrap().0;
    let agreed = reply(for_reply.clone(), true, "2021-03-02").unwrap().0;
    let disputed = reply(for_reply.clone(), false, "2021-03-02").unwrap().0;
    let finished = finalise(agreed.clone(), false, "2021-03-02").unwrap().0;
    let states = [
        ("DRAFT, empty", empty),
        ("DRAFT", draft),
        ("FOR_REPLY", for_reply),
        ("FOR_REPLY, agreed", agreed),
        ("FOR_REPLY, disagreed", disputed),
        ("FINAL", finished),
    ];
    let text = acts_by_states(
        &states,
        &[
            ("write", &|it| next(write(it))),
            ("send for reply", &|it| next(send(it))),
            ("reply within the term", &|it| next(reply(it, true, "2021-03-15"))),
            ("reply after the term", &|it| next(reply(it, true, "2021-03-16"))),
            ("finalise within the term", &|it| next(finalise(it, false, "2021-03-15"))),
            ("finalise after the term", &|it| next(finalise(it, false, "2021-03-16"))),
            ("finalise as second reader", &|it| next(finalise(it, true, "2021-03-16"))),
        ],
    );
    assert_eq!(
        review::ReviewStage::ALL.len() + target::TargetSetStage::ALL.len(),
        7,
        "every stage stands in the tables"
    );
    committed("what_may_review", format!("Review, in the review phase\n\n{text}"));
}
