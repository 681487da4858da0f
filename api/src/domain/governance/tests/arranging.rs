//! Arrangements over time, and core values.

use super::{executed, public, under};
use crate::domain::{
    event::EventKind,
    governance::{
        ChainElement, Execution, MOST_EXECUTIONS, MunicipalRole, Scale, Sector,
        arrangement::{self, Arrangement, Set, Wording},
        values::{CoreValues, MOST_VALUES},
    },
    ids::ArrangementId,
    refusal::Outcome,
    samples::{changed, day, id, north, refused, works},
};

fn wording(from: &str) -> Wording {
    Wording {
        element: ChainElement::WorkDevelopment,
        role: MunicipalRole::PolicyDirection,
        executions: vec![public(Scale::Regional)],
        from: day(from),
        decision_reference: Some(" B&W 7 ".into()),
    }
}

fn set(number: u128, wording: Wording, latest: Option<Arrangement>) -> Outcome<Set> {
    arrangement::set(ArrangementId(id(number)), north().id, wording, latest)
}

fn running(from: &str) -> Arrangement {
    set(300, wording(from), None).unwrap().arrangement
}

#[test]
fn a_first_arrangement_runs_from_its_day_on() {
    let Set { arrangement, ended, event } = set(300, wording("2016-01-01"), None).unwrap();
    assert_eq!((ended, arrangement.to, arrangement.version), (None, None, 1));
    assert_eq!(arrangement.decision_reference.as_deref(), Some("B&W 7"));
    assert!(!arrangement.holds_on(day("2015-12-31")));
    assert!(arrangement.holds_on(day("2016-01-01")) && arrangement.holds_on(day("2099-01-01")));
    assert_eq!((event.kind, event.subject), (EventKind::ArrangementSet, id(300)));
    let told = ["decisionReference", "element", "executions", "from", "municipality", "role"];
    assert_eq!(changed(&event), told);
}

#[test]
fn a_new_arrangement_ends_the_running_one_the_day_before() {
    let Set { arrangement, ended, .. } = set(301, wording("2020-03-01"), Some(running("2016-01-01"))).unwrap();
    let ended = ended.unwrap();
    assert_eq!((ended.id, ended.to, ended.version), (ArrangementId(id(300)), Some(day("2020-02-29")), 2));
    assert_eq!(ended.end_reference.as_deref(), Some("B&W 7"));
    let all = [ended, arrangement];
    for (on, which) in [("2015-12-31", None), ("2020-02-29", Some(300)), ("2020-03-01", Some(301))] {
        let found: Vec<_> = arrangement::on(&all, day(on)).iter().map(|it| it.id.0).collect();
        assert_eq!(found, which.map(id).into_iter().collect::<Vec<_>>(), "{on}");
    }
}

#[test]
fn a_new_arrangement_must_begin_after_the_last_one() {
    for from in ["2015-12-31", "2016-01-01"] {
        let outcome = set(301, wording(from), Some(running("2016-01-01")));
        assert_eq!(refused(outcome), ["not-after-running at from (day=2016-01-01)"]);
    }
    assert!(set(301, wording("2016-01-02"), Some(running("2016-01-01"))).is_ok());
}

#[test]
fn what_has_ended_before_is_left_alone() {
    let (over, _) = running("2016-01-01").end(day("2018-12-31"), None).unwrap();
    let after = set(301, wording("2019-01-01"), Some(over.clone())).unwrap();
    assert_eq!(after.ended, None);
    let within = set(301, wording("2018-12-31"), Some(over)).unwrap();
    assert_eq!(within.ended.unwrap().to, Some(day("2018-12-30")), "a planned end is brought forward");
}

#[test]
fn everything_wrong_with_an_arrangement_is_told_at_once() {
    let twice = || under(1, public(Scale::Regional));
    let executions = vec![executed(None, None), twice(), twice(), words(" "), words("a\0")];
    let bad = Wording { executions, decision_reference: Some("x".repeat(201)), ..wording("1816-01-01") };
    assert_eq!(
        refused(set(301, bad, None)),
        [
            "empty at executions/0",
            "duplicate at executions/2",
            "empty at executions/3",
            "bad-character at executions/4/inWords",
            "too-long at decisionReference (limit=200)",
            "date-out-of-range at from",
        ]
    );
    let none = Wording { executions: Vec::new(), ..wording("2016-01-01") };
    assert_eq!(refused(set(301, none, None)), ["empty at executions"]);
}

fn words(text: &str) -> Execution {
    Execution { in_words: Some(text.into()), ..executed(None, None) }
}

#[test]
fn an_element_has_one_to_ten_executors_at_the_same_time() {
    let many = |count: usize| (0..count).map(|place| words(&format!("uitvoerder {place}"))).collect::<Vec<_>>();
    let with = |count| set(301, Wording { executions: many(count), ..wording("2016-01-01") }, None);
    assert!(with(1).is_ok() && with(MOST_EXECUTIONS).is_ok());
    assert_eq!(refused(with(MOST_EXECUTIONS + 1)), ["too-many at executions (limit=10)"]);
    let sayings = [
        Execution { executor: Some(works()), ..executed(None, None) },
        under(1, executed(None, None)),
        executed(Some(Sector::Both), None),
        executed(None, Some(Scale::Municipal)),
    ];
    for one in sayings {
        let alone = Wording { executions: vec![one.clone()], ..wording("2016-01-01") };
        assert!(set(301, alone, None).is_ok(), "{one:?} says something");
    }
}

#[test]
fn an_arrangement_ends_once_and_not_before_it_began() {
    let outcome = running("2016-01-01").end(day("2015-12-31"), None);
    assert_eq!(refused(outcome), ["period-reversed at lastDay"]);
    let (ended, event) = running("2016-01-01").end(day("2016-01-01"), Some("B&W 9")).unwrap();
    assert_eq!((ended.to, ended.version), (Some(day("2016-01-01")), 2));
    assert_eq!((event.kind, changed(&event)), (EventKind::ArrangementEnded, vec!["endReference", "to"]));
    let again = ended.end(day("2020-01-01"), None);
    assert_eq!(refused(again), ["arrangement-ended (day=2016-01-01)"]);
}

fn defined(given: &[&str]) -> Outcome<CoreValues> {
    let given: Vec<String> = given.iter().map(|it| (*it).to_owned()).collect();
    CoreValues::undefined(north().id).define(&given).map(|(values, _)| values)
}

#[test]
fn core_values_keep_their_order_and_stand_once() {
    let values = defined(&[" inwoner centraal ", "dicht bij huis"]).unwrap();
    assert_eq!(
        (values.values.as_slice(), values.version),
        (&["inwoner centraal", "dicht bij huis"].map(str::to_owned)[..], 1)
    );
    assert_eq!(
        refused(defined(&["Sturen", "", "sturen", "x\ny"])),
        ["empty at values/1", "duplicate at values/2", "bad-character at values/3"]
    );
    assert_eq!(refused(defined(&[])), ["empty at values"]);
    let many: Vec<String> = (0..=MOST_VALUES).map(|place| format!("waarde {place}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(refused(defined(&many)), ["too-many at values (limit=30)"]);
    assert!(defined(&many[1..]).is_ok());
}

#[test]
fn core_values_are_replaced_as_a_whole() {
    let values = defined(&["een", "twee"]).unwrap();
    let (values, event) = values.define(&["een".into(), "drie".into()]).unwrap();
    assert_eq!((values.values, values.version), (vec!["een".to_owned(), "drie".to_owned()], 2));
    assert_eq!((event.kind, changed(&event)), (EventKind::CoreValuesDefined, vec!["values/01"]));
}
