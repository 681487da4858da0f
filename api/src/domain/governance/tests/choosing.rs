//! Scenarios, their scores, and the decision.

use super::{complete, executed, first, open, public, setting, values, with_two, wording};
use crate::domain::{
    event::EventKind,
    governance::{
        ChainElement, Scale,
        choice::{Choice, MOST_SCENARIOS},
        scenario::{Scenario, Score, Setting},
    },
    ids::{ChoiceId, ScenarioId},
    notice::{Audience, Template},
    person::Role,
    refusal::Outcome,
    samples::{by, changed, day, id, north, refused},
};

const S3: ScenarioId = ScenarioId(uuid::Uuid::from_u128(203));

fn score(core_value: &str, score: i32) -> Score {
    Score { core_value: core_value.into(), score, explanation: None }
}

fn decided() -> Choice {
    let choice = with_two();
    choice.choose(ScenarioId(id(201)), "B&W 12", day("2020-06-01"), "Past het best", by("2020-06-02")).unwrap().0
}

#[test]
fn a_choice_has_a_code_and_a_title() {
    let (choice, event) = Choice::open(ChoiceId(id(200)), north(), " 2020 ", "Inrichting").unwrap();
    assert_eq!((choice.code.as_str(), choice.decision), ("2020", None));
    assert_eq!(event.kind, EventKind::GovernanceChoiceOpened);
    let outcome = Choice::open(ChoiceId(id(200)), north(), "", " ");
    assert_eq!(refused(outcome), ["empty at code", "empty at title"]);
}

#[test]
fn a_scenario_speaks_of_each_element_once_whatever_the_order() {
    let mut settings = complete();
    settings.reverse();
    let (scenario, event) = open().draft(S3, wording("S3", settings)).unwrap();
    assert_eq!(scenario.settings, complete(), "in the order of the chain");
    assert_eq!((event.kind, event.subject, scenario.version), (EventKind::ScenarioDrafted, S3.0, 1));
    let settings = vec![
        setting(ChainElement::Participation, Vec::new()),
        setting(ChainElement::IncomeProvision, vec![executed(None, None)]),
        setting(ChainElement::Participation, Vec::new()),
    ];
    assert_eq!(
        refused(open().draft(S3, wording("", settings))),
        [
            "empty at code",
            "empty at elements/1/executions/0",
            "duplicate at elements/2/element",
            "element-missing at elements/INTAKE (element=INTAKE)",
            "element-missing at elements/EMPLOYER_SERVICES (element=EMPLOYER_SERVICES)",
            "element-missing at elements/WORK_DEVELOPMENT (element=WORK_DEVELOPMENT)",
        ]
    );
}

#[test]
fn a_scenario_may_leave_role_and_executors_open_but_not_the_element_out() {
    let open_settings: Vec<Setting> =
        ChainElement::ALL.iter().map(|element| Setting { element: *element, role: None, executions: vec![] }).collect();
    assert!(open().draft(S3, wording("S3", open_settings)).is_ok());
}

#[test]
fn a_code_stands_once_in_a_choice() {
    assert_eq!(refused(with_two().draft(S3, wording("S1", complete()))), ["taken at code"]);
    let choice = with_two();
    assert!(choice.revise(&first(&choice), wording("S1", complete())).is_ok(), "its own code");
    assert_eq!(refused(choice.revise(&first(&choice), wording("S2", complete()))), ["taken at code"]);
}

#[test]
fn a_choice_has_at_most_ten_scenarios() {
    let mut choice = open();
    let (scenario, _) = choice.draft(S3, wording("S", complete())).unwrap();
    choice.scenarios =
        (0..MOST_SCENARIOS).map(|place| Scenario { code: format!("S{place}"), ..scenario.clone() }).collect();
    assert_eq!(refused(choice.draft(S3, wording("NEW", complete()))), ["too-many (limit=10)"]);
    choice.scenarios.pop();
    assert!(choice.draft(S3, wording("NEW", complete())).is_ok());
}

#[test]
fn a_scenario_written_anew_keeps_its_scores() {
    let mut choice = with_two();
    choice.scenarios[0] = choice.score(&first(&choice), vec![score("dicht bij huis", 1)]).unwrap().0;
    let mut settings = complete();
    settings[0].executions = vec![public(Scale::Municipal)];
    let (revised, event) = choice.revise(&first(&choice), wording("S1", settings)).unwrap();
    assert_eq!((revised.scores.len(), revised.version), (1, 3));
    assert_eq!((event.kind, changed(&event)), (EventKind::ScenarioRevised, vec!["elements/INTAKE"]));
}

#[test]
fn a_core_value_is_scored_at_most_once_between_minus_two_and_two() {
    let choice = with_two();
    let given = vec![
        score("dicht bij huis", -3),
        score("inwoner centraal", 3),
        score("onbekend", 0),
        score(" inwoner centraal ", 2),
        Score { explanation: Some("\0".into()), ..score("publiek en privaat", -2) },
    ];
    assert_eq!(
        refused(choice.score(&first(&choice), given)),
        [
            "number-out-of-range at scores/0/score (limit=2)",
            "number-out-of-range at scores/1/score (limit=2)",
            "not-found at scores/2/coreValue",
            "duplicate at scores/3/coreValue",
            "bad-character at scores/4/explanation",
        ]
    );
    let many = vec![score("inwoner centraal", 1); 31];
    assert!(refused(choice.score(&first(&choice), many)).contains(&"too-many at scores (limit=30)".to_owned()));
}

#[test]
fn a_total_can_be_compared_when_every_core_value_is_scored() {
    let choice = with_two();
    let scored = |given: Vec<Score>| choice.score(&first(&choice), given).unwrap().0;
    let half = scored(vec![score("publiek en privaat", 2), score("inwoner centraal", -1)]).total(&values());
    assert_eq!((half.sum, half.scored, half.complete()), (1, 2, false));
    assert_eq!(half.unscored, ["dicht bij huis"]);
    let all = scored(values().iter().map(|value| score(value, -2)).collect());
    let total = all.total(&values());
    assert_eq!((total.sum, total.scored, total.complete(), total.unscored.len()), (-6, 3, true, 0));
    let fewer = all.total(&values()[..1]);
    assert_eq!((fewer.sum, fewer.scored, fewer.complete()), (-2, 1, true), "what is no core value does not count");
    assert!(!all.total(&[]).complete(), "without core values there is nothing to compare");
}

fn choose(choice: Choice, reference: &str, on: &str, reason: &str) -> Outcome<Choice> {
    let today = by("2020-06-02");
    choice.choose(ScenarioId(id(202)), reference, day(on), reason, today).map(|(choice, _)| choice)
}

#[test]
fn a_choice_is_decided_with_reference_day_and_reason() {
    let chosen = choose(with_two(), "B&W 12", "2020-06-02", "Past het best").unwrap();
    assert_eq!(chosen.chosen().map(|it| it.code.as_str()), Some("S2"));
    assert_eq!(chosen.version, 2);
    let outcome = choose(with_two(), " ", "2020-06-03", "");
    assert_eq!(refused(outcome), ["empty at decisionReference", "date-out-of-range at decidedOn", "empty at reason"]);
}

#[test]
fn one_scenario_of_a_choice_is_chosen_and_nothing_changes_after_that() {
    let outcome = choose(decided(), "B&W 13", "2020-06-02", "Toch");
    assert_eq!(refused(outcome), ["choice-decided"]);
    let choice = decided();
    assert_eq!(refused(choice.draft(S3, wording("S3", complete()))), ["choice-decided"]);
    assert_eq!(refused(choice.revise(&first(&choice), wording("S1", complete()))), ["choice-decided"]);
    assert_eq!(refused(choice.score(&first(&choice), Vec::new())), ["choice-decided"]);
    assert!(with_two().cannot_change().is_empty());
}

#[test]
fn whoever_steers_for_the_municipality_hears_what_was_chosen() {
    let choice = with_two();
    let (_, event) =
        choice.choose(ScenarioId(id(201)), "B&W 12", day("2020-06-01"), "Past het best", by("2020-06-02")).unwrap();
    assert_eq!((event.kind, changed(&event)), (EventKind::ScenarioChosen, vec!["choice", "decision", "reason"]));
    let [notice] = event.notices.as_slice() else { panic!("{:?}", event.notices) };
    assert_eq!(notice.template, Template::ScenarioChosen);
    let told = vec![(north().id, Role::AccountHolder), (north().id, Role::PortfolioHolder)];
    assert_eq!(notice.audience, Audience::Roles(told));
    assert_eq!((notice.facts["scenario"].as_str(), notice.facts["choice"].as_str()), ("Scenario S1", "Inrichting"));
}
