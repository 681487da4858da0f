use super::*;
use crate::domain::{
    responsibility::{Deviation, effective},
    samples::*,
};

fn names() -> Names {
    let tasks = BTreeMap::from([(TaskId(id(20)), "Mensen naar werk begeleiden".to_owned())]);
    let parties = [north(), south(), social_team()].map(|party| (party.id, party.name));
    Names { tasks, parties: BTreeMap::from(parties) }
}

fn deviating() -> Vec<MatrixEntry> {
    let mut all = matrix();
    let deviation = Some(Deviation { municipality: north().id, decision_reference: "B&W 12".into() });
    let own = entry(MatrixRole::Responsible, LifeDomain::Participation, Subject::Task(TaskId(id(20))));
    // Written before what holds for all, and shown after it.
    all.insert(0, MatrixEntry { deviation, target_group: Some("P-wet".into()), ..own });
    all
}

fn shown(entries: &[&MatrixEntry]) -> Vec<Vec<Vec<Line>>> {
    let rows = layout(entries, &names());
    rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.lines).collect()).collect()
}

fn plain(name: &str) -> Line {
    Line::Named { name: name.into(), group: None, only: None }
}

#[test]
fn there_are_three_rows_of_three_cells_in_the_order_of_the_paper() {
    let rows = layout(&[], &names());
    let roles: Vec<MatrixRole> = rows.iter().map(|row| row.role).collect();
    assert_eq!(roles, [MatrixRole::Responsible, MatrixRole::Contributes, MatrixRole::Cooperates]);
    for row in rows {
        let domains: Vec<LifeDomain> = row.cells.iter().map(|cell| cell.domain).collect();
        assert_eq!(domains, [LifeDomain::Work, LifeDomain::Participation, LifeDomain::Income]);
        assert!(row.cells.iter().all(|cell| cell.lines.is_empty()));
    }
}

#[test]
fn tasks_and_partners_stand_by_name_and_none_stands_as_none() {
    let all = matrix();
    let shown = shown(&all.iter().collect::<Vec<_>>());
    assert_eq!(shown[0][0], [plain("Mensen naar werk begeleiden")]);
    assert_eq!(shown[2][0], [plain("Sociaal team")]);
    assert_eq!(shown[1][2], [Line::None { only: None }]);
}

#[test]
fn what_deviates_comes_last_with_its_client_and_decision() {
    let all = deviating();
    let only = Some(Only { municipality: "Noord".into(), reference: "B&W 12".into() });
    let own = Line::Named { name: "Mensen naar werk begeleiden".into(), group: Some("P-wet".into()), only };
    assert_eq!(shown(&all.iter().collect::<Vec<_>>())[0][1], [Line::None { only: None }, own.clone()]);
    assert_eq!(shown(&effective(&all, north().id))[0][1], [own]);
    assert_eq!(shown(&effective(&all, south().id))[0][1], [Line::None { only: None }]);
}

#[test]
fn everything_named_is_asked_for_once_and_a_gap_is_seen() {
    let all: Vec<MatrixEntry> = deviating().into_iter().chain(deviating()).collect();
    assert_eq!(referred(&all), (vec![TaskId(id(20))], vec![north().id, social_team().id]));
    let rows = layout(&all.iter().collect::<Vec<_>>(), &Names::default());
    assert_eq!(rows[2].cells[0].lines[0], plain("?"));
}

#[test]
fn drawn_it_is_straight_however_long_the_words() {
    let long = format!("Ondersteuning van {}", "x".repeat(80));
    let cell = |text: &str| vec![text.to_owned()];
    let table = Table {
        title: "Matrix".into(),
        subtitle: "Op 1 juni 2020".into(),
        columns: ["werken", "meedoen", "inkomen"].map(String::from).to_vec(),
        rows: vec![("verantwoordelijk voor".into(), vec![cell(&long), cell("geen – één"), Vec::new()])],
    };
    let drawn = drawn(&table);
    let lines: Vec<&str> = drawn.lines().skip(3).collect();
    let width = lines[0].chars().count();
    assert!(lines.iter().all(|line| line.chars().count() == width), "{drawn}");
    let expected = "\
Matrix
Op 1 juni 2020

+----------------------+------------------------------------+------------------------------------+------------------------------------+
|                      | werken                             | meedoen                            | inkomen                            |
+======================+====================================+====================================+====================================+
| verantwoordelijk     | - Ondersteuning van                | - geen – één                       |                                    |
| voor                 |   xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx |                                    |                                    |
|                      |   xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx |                                    |                                    |
|                      |   xxxxxxxxxxxxxxxx                 |                                    |                                    |
+----------------------+------------------------------------+------------------------------------+------------------------------------+";
    assert_eq!(drawn, expected);
}
