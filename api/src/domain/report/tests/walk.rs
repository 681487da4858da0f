//! A random walk over filling, submitting, returning and accepting.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone, Copy)]
enum Act {
    Fill(u128, u8, u32),
    Explain(u32),
    FillAll,
    Submit,
    Return(u8, u8),
    Accept(u8),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => (2_u128..=2, 0_u8..2, 0_u32..20).prop_map(|(place, client, value)| Act::Fill(place, client, value)),
        1 => (0_u32..20).prop_map(Act::Explain),
        2 => Just(Act::FillAll),
        3 => Just(Act::Submit),
        3 => (0_u8..2, 0_u8..4).prop_map(|(client, part)| Act::Return(client, part)),
        3 => (0_u8..3).prop_map(Act::Accept),
    ];
    prop::collection::vec(act, 0..50)
}

fn client(which: u8) -> PartyRef {
    [north(), south(), stranger()][usize::from(which)].clone()
}

fn perform(report: Report, act: Act) -> Outcome<(Report, Event)> {
    let world = world();
    match act {
        Act::Fill(place, who, figure) => {
            let values = vec![value(place, &client(who), count(&figure.to_string()))];
            report.fill(Filling { values, ..Filling::default() }, world.basis())
        }
        Act::Explain(words) => {
            report.fill(Filling { explanation: Some(words.to_string()), ..Filling::default() }, world.basis())
        }
        Act::FillAll => report.fill(whole(false), world.basis()),
        Act::Submit => report.submit(world.basis(), &Earlier::new(), by("2020-04-15")),
        Act::Return(who, part) => {
            let part =
                [Part::Whole, Part::Municipality, Part::Indicator(usage(2)), Part::Explanation][usize::from(part)];
            send_back(report, &client(who), &[part])
        }
        Act::Accept(who) => accept(report, &client(who)),
    }
}

/// After a return only the returned parts change.
fn only_returned_changed(before: &Report, after: &Report) {
    let open = before.returned_parts();
    for value in &after.values {
        let old = before.values.iter().find(|it| it.place() == value.place());
        let own = |part| open.contains(&(value.municipality, part));
        let may = own(Part::Whole) || own(Part::Municipality) || own(Part::Indicator(value.indicator));
        assert!(old == Some(value) || may, "{value:?} was not returned");
    }
    let text = open.iter().any(|(_, part)| matches!(part, Part::Whole | Part::Explanation));
    assert!(before.explanation == after.explanation || text);
}

fn accepted_by(report: &Report) -> BTreeSet<PartyId> {
    let accepted = report.handlings.iter().filter(|it| it.state == HandlingState::Accepted);
    accepted.map(|it| it.municipality.id).collect()
}

proptest! {
    #[test]
    fn whatever_is_done_the_report_stays_sound(acts in acts()) {
        let mut report = expected(0);
        for act in acts {
            let before = report.clone();
            match perform(report.clone(), act) {
                Ok((after, event)) => {
                    prop_assert_eq!(after.version, before.version + 1);
                    let drafts = matches!(act, Act::Fill(..) | Act::Explain(_) | Act::FillAll);
                    prop_assert_eq!(after.shared_version, before.shared_version + i64::from(!drafts));
                    if !drafts {
                        prop_assert_eq!(&after.values, &before.values, "only filling changes what is said");
                    }
                    if after.state != before.state {
                        prop_assert!(!event.changes.is_empty(), "{:?} tells nothing", act);
                    }
                    if before.state.stage() == ReportStage::Returned {
                        only_returned_changed(&before, &after);
                    }
                    prop_assert!(accepted_by(&after).is_superset(&accepted_by(&before)), "an acceptance stands");
                    prop_assert!(after.returns.starts_with(&before.returns), "every return is kept");
                    report = after;
                }
                Err(refusals) => prop_assert!(!refusals.is_empty(), "{:?} is refused without a word", act),
            }
            let all = accepted_by(&report).len() == report.handlings.len();
            prop_assert_eq!(report.state.stage() == ReportStage::Accepted, all, "accepted when every client has");
            let returned = report.handlings.iter().any(|it| it.state == HandlingState::Returned);
            prop_assert_eq!(report.state.stage() == ReportStage::Returned, returned);
        }
    }
}
