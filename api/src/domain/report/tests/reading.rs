//! What each side reads and may know of a report.

use super::*;

#[test]
fn to_others_a_draft_is_expected_and_its_versions_do_not_count() {
    let draft = filled().fill(Filling::default(), world().basis()).unwrap().0;
    assert_eq!((draft.version_read(Reading::Working), draft.version_read(Reading::Submitted)), (3, 1));
    let known = Report { values: Vec::new(), accounts: Vec::new(), explanation: String::new(), ..draft }.known();
    assert_eq!(known, expected(0), "nothing tells it from one that nobody has begun");
    for (report, stage) in [
        (submitted(), ReportStage::Submitted),
        (returned(), ReportStage::Returned),
        (accepted(), ReportStage::Accepted),
    ] {
        assert_eq!(report.known().state.stage(), stage);
    }
    let drafts: Vec<&ReportStage> = ReportStage::ALL.iter().filter(|stage| stage.is_draft()).collect();
    assert_eq!(drafts, [&ReportStage::Draft, &ReportStage::Returned]);
}

#[test]
fn a_rewriting_does_not_outdate_what_the_municipalities_read() {
    let before = returned();
    let filling = Filling { explanation: Some("Anders".into()), ..Filling::default() };
    let after = before.clone().fill(filling, world().basis()).unwrap().0;
    assert_eq!(after.shared_version, before.shared_version);
    assert_eq!(accept(after, &north()).unwrap().0.shared_version, before.shared_version + 1);
}

#[test]
fn what_was_not_returned_does_not_keep_it_from_being_submitted_again() {
    // Another report now says more than the value that stands: nobody could mend it here.
    let earlier = Earlier::from([(
        (usage(2), north().id),
        vec![crate::domain::standing::Dated {
            period: period("2020-01-01", "2020-01-31"),
            annual: false,
            figure: count("99"),
        }],
    )]);
    let again = |report: &Report| said(&report.cannot_submit(world().basis(), &earlier, day("2020-04-25")));
    assert_eq!(again(&filled()), again(&filled().fill(Filling::default(), world().basis()).unwrap().0));
    assert!(!again(&filled()).is_empty(), "it is looked at the first time");
    assert!(again(&returned()).is_empty());
    let whole = send_back(submitted(), &north(), &[Part::Municipality]).unwrap().0;
    assert_eq!(again(&whole), again(&filled()), "and when it was returned");
}

#[test]
fn every_reason_that_stands_is_mailed_with_its_part() {
    use crate::domain::notice::returned;
    use crate::domain::person::Locale;
    let parts = [Part::Whole, Part::Cooperation(social_team().id), Part::Indicator(usage(3))];
    let (report, event) = send_back(returned(), &north(), &parts).unwrap();
    let fact = &event.notices[0].facts["reason"];
    let told: Vec<_> = returned::read(fact).unwrap();
    let words: Vec<(&str, &str, String, &str)> =
        told.iter().map(|it| (it.municipality, it.part, it.name(Locale::En).to_owned(), it.reason)).collect();
    let measure = |place: usize| {
        let definition = &world().measures[place].definition;
        format!("{} ({})", definition.name_en, definition.code)
    };
    let why = "Klopt niet";
    assert_eq!(
        words,
        [
            ("Zuid", "indicator", measure(0), why),
            ("Zuid", "explanation", String::new(), why),
            ("Noord", "whole", String::new(), why),
            ("Noord", "cooperation", social_team().name, why),
            ("Noord", "indicator", measure(2), why),
        ]
    );
    assert_eq!(returned::read("Klopt niet.\nEcht niet."), None, "mail of before says its one reason");
    let again = report.submit(world().basis(), &Earlier::new(), by("2020-04-25")).unwrap().0;
    let (_, event) = send_back(again, &south(), &[Part::Explanation]).unwrap();
    assert_eq!(returned::read(&event.notices[0].facts["reason"]).unwrap().len(), 1, "what was mended is past");
}
