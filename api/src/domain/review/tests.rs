use super::*;
use crate::domain::{
    contract::Contract,
    cycle::{Cycle, Phase},
    event::{EventKind, changes},
    framework::Goal,
    indicator::Measure,
    samples::*,
    target::Year,
};

/// The year that the tests review.
struct World {
    contract: Contract,
    cycle: Cycle,
    measures: Vec<Measure>,
    goals: Vec<Goal>,
}

impl World {
    fn in_phase(phase: Phase) -> Self {
        Self { contract: adopted(), cycle: cycle(phase), measures: measures(), goals: goals() }
    }

    fn year(&self) -> Year<'_> {
        Year { contract: &self.contract, cycle: &self.cycle, measures: &self.measures }
    }
}

fn world() -> &'static World {
    static WORLD: std::sync::LazyLock<World> = std::sync::LazyLock::new(|| World::in_phase(Phase::Review));
    &WORLD
}

fn judge(subject: Judged, judgement: Judgement) -> JudgementOn {
    JudgementOn { subject, judgement, reasoning: "Gezien de cijfers".into() }
}

fn consequence(kind: ConsequenceKind) -> Consequence {
    Consequence {
        id: ConsequenceId(id(700)),
        kind,
        description: "Doorgaan".into(),
        indicator: None,
        owner: None,
        due_on: None,
    }
}

/// Everything a review needs before it is sent.
fn whole() -> Writing {
    let indicators = (1..=4).map(|place| Judged::Indicator(usage(place)));
    let goals = goals().into_iter().map(|goal| Judged::Goal(goal.id));
    Writing {
        judgements: indicators.chain(goals).map(|subject| judge(subject, Judgement::Met)).collect(),
        cooperation: Some("Goed".into()),
        conclusion: Some("Een goed jaar".into()),
        consequences: Some(vec![consequence(ConsequenceKind::Continue)]),
    }
}

fn empty() -> Review {
    Review::new(ReviewId(id(86)), world().cycle.id, north())
}

fn written() -> Review {
    empty().write(whole(), world().year(), &world().goals).unwrap().0
}

/// Sent on Monday 1 March 2021: the term ends ten working days later.
fn sent() -> Review {
    written().send_for_reply(world().year(), &world().goals, by("2021-03-01")).unwrap().0
}

fn replied(agrees: bool) -> Review {
    sent().reply(agrees, "Wij zien het anders", world().year(), by("2021-03-15")).unwrap().0
}

fn finalise(
    review: Review,
    second_reader: bool,
    today: &str,
) -> crate::domain::refusal::Outcome<(Review, crate::domain::event::Event)> {
    review.finalise(("B9", day("2021-03-02")), second_reader, false, world().year(), by(today))
}

fn finished() -> Review {
    finalise(replied(true), false, "2021-03-16").unwrap().0
}

fn write_fails(review: Review, writing: Writing) -> Vec<String> {
    refused(review.write(writing, world().year(), &world().goals))
}

#[test]
fn writing_replaces_judgements_by_subject_and_leaves_the_rest() {
    let subject = Judged::Indicator(usage(2));
    let writing = Writing { judgements: vec![judge(subject, Judgement::NotMet)], ..Writing::default() };
    let (review, event) = written().write(writing, world().year(), &world().goals).unwrap();
    assert_eq!((event.kind, review.version), (EventKind::ReviewWritten, 3));
    assert_eq!(changed(&event), [format!("indicators/{}", usage(2).0)]);
    assert_eq!(review.judgement(subject).unwrap().judgement, Judgement::NotMet);
    assert_eq!(review.judgements.len(), 6);
    assert_eq!((review.cooperation.as_str(), review.consequences.len()), ("Goed", 1));
    assert!(review.judgement(Judged::Goal(GoalId(id(59)))).is_none());
}

#[test]
fn every_problem_of_the_writing_is_told_at_once() {
    let unknown = consequence(ConsequenceKind::AdjustTargets);
    let plan = Consequence {
        owner: Some(" ".into()),
        description: String::new(),
        ..consequence(ConsequenceKind::ImprovementPlan)
    };
    let no = write_fails(
        empty(),
        Writing {
            judgements: vec![
                judge(Judged::Indicator(usage(9)), Judgement::Met),
                judge(Judged::Goal(GoalId(id(59))), Judgement::Met),
                JudgementOn { reasoning: String::new(), ..judge(Judged::Goal(GoalId(id(50))), Judgement::Met) },
                judge(Judged::Goal(GoalId(id(50))), Judgement::NotMet),
            ],
            cooperation: Some("nul\0".into()),
            conclusion: Some("x".repeat(10_001)),
            consequences: Some(vec![Consequence { indicator: Some(usage(9)), ..unknown }, plan]),
        },
    );
    assert_eq!(
        no,
        [
            "not-found at judgements/0/subjectId",
            "not-found at judgements/1/subjectId",
            "empty at judgements/2/reasoning",
            "duplicate at judgements/3/subjectId",
            "bad-character at cooperation",
            "too-long at conclusion (limit=10000)",
            "not-found at consequences/0/indicatorId",
            "empty at consequences/1/description",
            "consequence-incomplete at consequences/1/owner",
            "consequence-incomplete at consequences/1/dueOn",
        ]
    );
}

#[test]
fn a_concept_is_whole_before_the_director_gets_it() {
    let year = world().year();
    assert_eq!(
        refused(empty().send_for_reply(year, &world().goals, by("2021-03-01"))),
        [
            "judgement-missing at judgements/OUTFLOW (subject=OUTFLOW)",
            "judgement-missing at judgements/SO_FAR (subject=SO_FAR)",
            "judgement-missing at judgements/SHARE (subject=SHARE)",
            "judgement-missing at judgements/MARK (subject=MARK)",
            "judgement-missing at judgements/A1 (subject=A1)",
            "judgement-missing at judgements/A2 (subject=A2)",
            "empty at cooperation",
            "empty at conclusion",
            "empty at consequences",
        ]
    );
    let (review, event) = written().send_for_reply(year, &world().goals, by("2021-03-01")).unwrap();
    assert_eq!(changed(&event), ["state"]);
    assert_eq!(event.notices[0].due_on, Some(day("2021-03-15")));
    assert!(matches!(review.state, ReviewState::ForReply { due_on, reply: None, .. } if due_on == day("2021-03-15")));
}

#[test]
fn the_director_replies_once_within_the_term() {
    let reply = |review: Review, agrees, words: &str, today| review.reply(agrees, words, world().year(), by(today));
    assert_eq!(refused(reply(sent(), true, "", "2021-03-16")), ["reply-term-over (day=2021-03-15)"]);
    assert_eq!(refused(reply(sent(), false, " ", "2021-03-02")), ["empty at text"]);
    let (review, event) = reply(sent(), true, "", "2021-03-15").unwrap();
    assert_eq!(changed(&event), ["reply"]);
    assert_eq!(refused(reply(review, true, "", "2021-03-15")), ["wrong-state (state=REPLIED)"]);
    assert_eq!(refused(reply(written(), true, "", "2021-03-02")), ["wrong-state (state=DRAFT)"]);
    assert_eq!(refused(reply(finished(), true, "", "2021-03-16")), ["wrong-state (state=FINAL)"]);
}

#[test]
fn it_is_final_after_a_reply_or_when_the_term_is_over() {
    assert_eq!(refused(finalise(sent(), false, "2021-03-15")), ["reply-term-running (day=2021-03-15)"]);
    let (review, event) = finalise(sent(), false, "2021-03-16").unwrap();
    assert_eq!(event.kind, EventKind::ReviewFinalised);
    assert_eq!(changed(&event), ["decision", "state"]);
    assert_eq!(review.state.reply_kind(), Some(ReplyKind::None));
    assert!(finalise(replied(true), false, "2021-03-15").is_ok(), "an early reply ends the waiting");
    let last = replied(true).finalise(("B9", day("2021-03-02")), false, true, world().year(), by("2021-03-16"));
    assert_eq!(last.unwrap().1.kind, EventKind::CycleClosed);
    for (review, state) in [(written(), "DRAFT"), (finished(), "FINAL")] {
        assert_eq!(refused(finalise(review, true, "2021-03-16")), [format!("wrong-state (state={state})")]);
    }
    let undecided = replied(true).finalise((" ", day("2021-03-17")), false, false, world().year(), by("2021-03-16"));
    assert_eq!(refused(undecided), ["empty at decisionReference", "date-out-of-range at decidedOn"]);
}

#[test]
fn on_disagreement_a_second_reader_decides() {
    assert_eq!(refused(finalise(replied(false), false, "2021-03-16")), ["second-reader-needed"]);
    let (review, _) = finalise(replied(false), true, "2021-03-16").unwrap();
    assert_eq!(review.state.reply_kind(), Some(ReplyKind::Disagree));
    assert_eq!(review.state.reply().unwrap().text, "Wij zien het anders");
}

#[test]
fn what_the_director_said_is_known_once_it_is_said() {
    assert_eq!(written().state.reply_kind(), None);
    assert_eq!(sent().state.reply_kind(), None);
    assert_eq!(replied(true).state.reply_kind(), Some(ReplyKind::Agree));
}

#[test]
fn a_concept_is_written_and_sent_in_the_review_phase_only() {
    for (review, state) in [(sent(), "FOR_REPLY"), (finished(), "FINAL")] {
        assert_eq!(write_fails(review.clone(), Writing::default()), [format!("wrong-state (state={state})")]);
        let again = review.send_for_reply(world().year(), &world().goals, by("2021-03-16"));
        assert_eq!(refused(again), [format!("wrong-state (state={state})")]);
    }
    for phase in [Phase::TargetSetting, Phase::Execution, Phase::Closed] {
        let other = World::in_phase(phase);
        let expected = [format!("wrong-state (state={phase})")];
        assert_eq!(refused(empty().write(whole(), other.year(), &other.goals)), expected);
        assert_eq!(said(&written().cannot_send(other.year(), &other.goals)), expected);
        assert_eq!(said(&replied(true).cannot_finalise(&other.cycle, day("2021-03-16"), true)), expected);
    }
}

#[test]
fn every_part_of_a_review_stands_in_the_audit_trail() {
    let before = replied(true).facts();
    let one_change_each: [fn(&mut Review); 8] = [
        |it| it.judgements[0].judgement = Judgement::NotAssessable,
        |it| it.judgements[0].reasoning = "Anders".into(),
        |it| it.cooperation = "Anders".into(),
        |it| it.conclusion = "Anders".into(),
        |it| it.consequences[0].kind = ConsequenceKind::Terminate,
        |it| it.consequences[0].indicator = Some(usage(1)),
        |it| it.consequences[0].owner = Some("Afdeling werk".into()),
        |it| it.consequences[0].due_on = Some(day("2021-12-31")),
    ];
    for (index, change) in one_change_each.into_iter().enumerate() {
        let mut review = replied(true);
        change(&mut review);
        assert_eq!(changes(&before, &review.facts()).len(), 1, "change {index}");
    }
}
