//! The two matrices of the case of the Werkplein Drentsche Aa.

use super::*;

pub(super) const WPDA: &[Cell<'_>] = &[
    (
        R,
        W,
        &[
            "route vaststellen",
            "naar werk begeleiden",
            "werkgevers bedienen",
            "werk voor Wsw'ers",
            "beschut werk",
            "regie op het traject",
        ],
    ),
    (R, P, &["route vaststellen", "weten hoe het staat", "activiteit stimuleren"]),
    (
        R,
        I,
        &[
            "uitkering op tijd",
            "minimaregelingen op tijd",
            "financiële knelpunten",
            "financiële stabiliteit @ mensen in de P-wet",
        ],
    ),
    (C, W, &["aanpak jongeren", "doorstroom naar werk", "laaggeletterdheid"]),
    (C, P, &["activiteiten en plannen", "laaggeletterdheid"]),
    (C, I, &["financieel meedoen"]),
    (S, W, &["WIZ", "DAGB"]),
    (S, P, &["ST", "DAGB"]),
    (S, I, &["ST", "GKB"]),
];

pub(super) const DAGB: &[Cell<'_>] = &[
    (R, W, &["arbeidsvaardigheden", "specifieke vaardigheden", "aansluiting op re-integratie"]),
    (R, P, &["dagbesteding", "zelfstandig actief"]),
    (C, W, &["voorbereiding op werk"]),
    (C, I, &["financiële stabiliteit @ ondersteunde mensen"]),
    (S, W, &["WPDA", "UWV"]),
    (S, P, &["ST"]),
    (S, I, &["ST", "GKB"]),
];

pub(super) fn world() -> World {
    let mut world = World::new();
    world.framework(&[("W1", W), ("W3", W), ("M1", P), ("I1", I)]);
    for (task, goals) in [
        ("route vaststellen", &["W1", "M1"][..]),
        ("werk voor Wsw'ers", &["W3"]),
        ("uitkering op tijd", &["I1"]),
        ("laaggeletterdheid", &["W1", "M1"]),
        ("dagbesteding", &["M1"]),
    ] {
        world.task(task, goals);
    }
    world.contract("PO-WPDA", "WPDA", WPDA, &["W1", "W3", "M1", "I1"]);
    world.contract("INK-DAGB", "DAGB", DAGB, &["M1"]);
    world
}

#[test]
fn nobody_answers_for_what_is_only_contributed_to() {
    let found = world().of(FindingKind::NobodyResponsible);
    for expected in [
        "ERROR NOBODY_RESPONSIBLE: by WPDA; task laaggeletterdheid; goal W1, M1; in WORK, PARTICIPATION",
        "ERROR NOBODY_RESPONSIBLE: by WPDA; task aanpak jongeren; in WORK",
        "ERROR NOBODY_RESPONSIBLE: by WPDA; task financieel meedoen; in INCOME",
        "ERROR NOBODY_RESPONSIBLE: by WPDA; task doorstroom naar werk; in WORK",
        "ERROR NOBODY_RESPONSIBLE: by WPDA; task activiteiten en plannen; in PARTICIPATION",
        "ERROR NOBODY_RESPONSIBLE: by DAGB; task voorbereiding op werk; in WORK",
    ] {
        assert!(found.iter().any(|it| it == expected), "{expected} in {found:#?}");
    }
    assert_eq!(found.len(), 6, "and nothing else: not financial stability, of different groups");
}

#[test]
fn setting_the_route_in_two_domains_is_no_double() {
    assert!(world().of(FindingKind::DoubleResponsibility).is_empty());
}

#[test]
fn each_cooperation_stands_as_the_other_matrix_has_it() {
    let found = world().of(FindingKind::Cooperation);
    // Here every party is a company, UWV as well: one that holds no contract.
    assert_eq!(
        found,
        [
            "INFO COOPERATION: CONFIRMED; by DAGB; with WPDA; in WORK",
            "INFO COOPERATION: CONFIRMED; by WPDA; with DAGB; in WORK",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by DAGB; with GKB; in INCOME",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by DAGB; with ST; in INCOME",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by DAGB; with ST; in PARTICIPATION",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by DAGB; with UWV; in WORK",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by WPDA; with GKB; in INCOME",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by WPDA; with ST; in INCOME",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by WPDA; with ST; in PARTICIPATION",
            "INFO COOPERATION: NO_COUNTER_MATRIX; by WPDA; with WIZ; in WORK",
            "WARNING COOPERATION: ONE_SIDED; by WPDA; with DAGB; in PARTICIPATION; named in WORK",
        ]
    );
}

#[test]
fn a_party_that_never_contracts_is_external() {
    let mut world = world();
    let uwv = world.sources.parties.iter_mut().find(|it| it.name == "UWV").unwrap();
    let legal_form = LegalForm::IndependentAdministrativeBody;
    Arc::make_mut(uwv).kind = PartyKind::Organisation { code: "UWV".into(), legal_form };
    let found = world.found();
    let external: Vec<String> =
        found.iter().filter(|it| it.outcome == Some(CooperationOutcome::External)).map(|it| world.told(it)).collect();
    assert_eq!(external, ["INFO COOPERATION: EXTERNAL; by DAGB; with UWV; in WORK"]);
}

#[test]
fn every_goal_is_covered_and_some_responsibilities_are_not_measured() {
    let world = world();
    assert!(world.of(FindingKind::GoalUncovered).is_empty());
    let found = world.of(FindingKind::ResponsibilityUnmeasured);
    assert!(
        found.contains(&"WARNING RESPONSIBILITY_UNMEASURED: by DAGB; task arbeidsvaardigheden; in WORK".to_owned())
    );
    assert!(found.iter().all(|it| !it.contains("route vaststellen") && !it.contains("task dagbesteding")));
}

#[test]
fn the_end_is_announced_a_year_ahead() {
    let world = world();
    let ends = |on: &str| {
        let found = world.on(&View::on(day(on)));
        found.iter().filter(|it| it.kind == FindingKind::CoverageEnds).map(|it| world.told(it)).collect::<Vec<_>>()
    };
    assert!(ends("2022-12-30").is_empty());
    let found = ends("2022-12-31");
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .any(|it| it.starts_with("WARNING COVERAGE_ENDS: by DAGB; task dagbesteding, arbeidsvaardigheden, ")
                && it.ends_with("; in WORK, PARTICIPATION; until 2023-12-31"))
    );
}
