//! What findings rest on: what opens a finding that was set aside, and what does not.

use super::*;

/// What the findings of a kind rest on.
fn facts(world: &World, kind: FindingKind) -> Vec<String> {
    world.found().into_iter().filter(|it| it.kind == kind).map(|it| it.facts).collect()
}

/// Two that answer for one task, one that contributes to another, and partners that name each other.
fn world(order: [usize; 3]) -> World {
    let mut world = World::new();
    // Identities are given in order of naming.
    for name in ["A", "B", "C", "t", "u", "v", "C0", "C1", "C2"] {
        world.id(name);
    }
    let contracts: [(&str, &str, &[Cell<'_>]); 3] = [
        ("C0", "A", &[(R, W, &["t @ jongeren"]), (S, W, &["B"]), (C, W, &["u @ jongeren"])]),
        ("C1", "B", &[(R, W, &["t @ jongeren"]), (S, W, &["A"]), (C, I, &["u"])]),
        ("C2", "C", &[(R, P, &["t @ jongeren", "v"]), (C, P, &["u"])]),
    ];
    for (code, contractor, cells) in order.map(|place| contracts[place]) {
        world.contract(code, contractor, cells, &[]);
    }
    world
}

/// Changes the entries of a contract about a task.
fn entries(world: &mut World, code: &str, task: &str, change: impl Fn(&mut MatrixEntry)) {
    let subject = Subject::Task(TaskId(world.id(task)));
    world.change(code, |contract| contract.matrix.iter_mut().filter(|it| it.subject == subject).for_each(change));
}

const KINDS: [FindingKind; 4] = [
    FindingKind::DoubleResponsibility,
    FindingKind::NobodyResponsible,
    FindingKind::ResponsibilityUnmeasured,
    FindingKind::Cooperation,
];

#[test]
fn they_do_not_depend_on_the_order_in_which_things_are_kept() {
    let told = world([0, 1, 2]);
    for order in [[2, 1, 0], [1, 2, 0]] {
        let mut other = world(order);
        for code in ["C0", "C1", "C2"] {
            other.change(code, |contract| contract.matrix.reverse());
        }
        other.sources.parties.reverse();
        other.sources.tasks.reverse();
        for kind in KINDS {
            assert!(!facts(&told, kind).is_empty(), "{kind}");
            assert_eq!(facts(&told, kind), facts(&other, kind), "{kind}");
        }
    }
}

#[test]
fn another_target_group_is_another_fact() {
    for (task, kind) in [
        ("t", FindingKind::DoubleResponsibility),
        ("u", FindingKind::NobodyResponsible),
        ("t", FindingKind::ResponsibilityUnmeasured),
    ] {
        let mut world = world([0, 1, 2]);
        let before = facts(&world, kind);
        entries(&mut world, "C0", task, |entry| entry.target_group = Some(" JONGEREN ".into()));
        assert_eq!(facts(&world, kind), before, "{kind}: the same group, written otherwise");
        entries(&mut world, "C0", task, |entry| entry.target_group = None);
        let after = facts(&world, kind);
        assert_eq!(after.len(), before.len(), "{kind}: the same findings");
        assert_ne!(after, before, "{kind}");
    }
}

#[test]
fn another_role_is_another_fact() {
    for (task, role, kind) in
        [("t", C, FindingKind::DoubleResponsibility), ("u", R, FindingKind::ResponsibilityUnmeasured)]
    {
        let mut world = world([0, 1, 2]);
        let before = facts(&world, kind);
        entries(&mut world, "C0", task, |entry| entry.role = role);
        assert_ne!(facts(&world, kind), before, "{kind}");
    }
    let mut world = world([0, 1, 2]);
    entries(&mut world, "C0", "t", |entry| entry.role = C);
    assert_eq!(facts(&world, FindingKind::DoubleResponsibility).len(), 1, "the other two still answer both");
}

#[test]
fn a_contract_that_has_nothing_to_do_with_it_changes_no_fact() {
    let mut world = world([0, 1, 2]);
    let before = world.found();
    assert!(before.len() > 5);
    world.contract("X", "D", &[(R, W, &["x"]), (C, W, &["y"]), (S, W, &["E"])], &[]);
    let same = |found: Vec<Finding>| found.into_iter().filter(|it| before.contains(it)).count() == before.len();
    assert!(same(world.found()), "another contract");
    entries(&mut world, "X", "x", |entry| entry.target_group = Some("ouderen".into()));
    entries(&mut world, "X", "y", |entry| entry.role = R);
    world.change("X", |contract| contract.terms.period.to = day("2021-12-31"));
    assert!(same(world.found()), "and its changes");
}
