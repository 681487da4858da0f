//! What must be true of every landscape.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

/// A landscape in numbers: contracts with entries, tasks with goals, categories with members.
#[derive(Debug, Clone)]
struct Drawn {
    contracts: Vec<(u8, Vec<Row>, Vec<u8>)>,
    tasks: BTreeMap<u8, Vec<u8>>,
    goals_in_force: BTreeSet<u8>,
    members: BTreeSet<(u8, u8)>,
    never: BTreeSet<u8>,
}

/// A row of a matrix: role, domain, task or partner, target group.
type Row = (usize, usize, u8, Option<u8>);

fn drawn(contracts: std::ops::Range<usize>) -> impl Strategy<Value = Drawn> {
    let row = (0..3_usize, 0..3_usize, 0..8_u8, prop::option::weighted(0.4, 0..3_u8));
    let rows = prop::collection::vec(row, 0..14);
    let measured = prop::collection::vec(0..5_u8, 0..4);
    let contract = (0..8_u8, rows, measured);
    (
        prop::collection::vec(contract, contracts),
        prop::collection::btree_map(0..8_u8, prop::collection::vec(0..5_u8, 0..4), 0..8),
        prop::collection::btree_set(0..5_u8, 0..5),
        prop::collection::btree_set((0..8_u8, 0..8_u8), 0..10),
        prop::collection::btree_set(0..8_u8, 0..3),
    )
        .prop_map(|(contracts, tasks, goals_in_force, members, never)| Drawn {
            contracts,
            tasks,
            goals_in_force,
            members,
            never,
        })
}

fn party(number: u8) -> PartyId {
    PartyId(id(100 + u128::from(number)))
}

fn task(number: u8) -> TaskId {
    TaskId(id(200 + u128::from(number)))
}

fn goal(number: u8) -> GoalId {
    GoalId(id(300 + u128::from(number)))
}

fn entry((role, domain, subject, group): Row) -> MatrixEntry {
    let role = MatrixRole::ALL[role];
    let about = if role == S { Subject::Partner(party(subject)) } else { Subject::Task(task(subject)) };
    let target_group = group.map(|group| format!("groep {group}"));
    MatrixEntry { target_group, ..samples::entry(role, LifeDomain::ALL[domain], about) }
}

impl Drawn {
    fn sources(&self) -> Sources {
        let mut world = World::new();
        for (place, (contractor, rows, measured)) in self.contracts.iter().enumerate() {
            let goals: Vec<String> = measured.iter().map(u8::to_string).collect();
            let goals: Vec<&str> = goals.iter().map(String::as_str).collect();
            let mut contract = world.worded(&format!("C{place}"), "x", &[], &goals);
            contract.terms.contractor.id = party(*contractor);
            contract.matrix = rows.iter().map(|row| entry(*row)).collect();
            for (usage, number) in contract.indicators.iter_mut().zip(measured) {
                usage.goal = Some(goal(*number));
            }
            world.sources.contracts.push(Arc::new(contract));
        }
        world.framework(&[("framework", W)]);
        let framework = Arc::make_mut(&mut world.sources.frameworks[0]);
        let shape = framework.goals.remove(0);
        framework.goals = self.goals_in_force.iter().map(|it| Goal { id: goal(*it), ..shape.clone() }).collect();
        let all = 0..8_u8;
        let tasks = all.map(|number| Task {
            id: task(number),
            name: number.to_string(),
            goals: self.tasks.get(&number).into_iter().flatten().map(|it| goal(*it)).collect(),
        });
        world.sources.tasks = tasks.map(Arc::new).collect();
        let membership = |(category, member): &(u8, u8)| CategoryMembership {
            category: party(*category),
            member: party(*member),
            municipality: samples::north().id,
            from: day("2015-01-01"),
            to: None,
        };
        world.sources.memberships = self.members.iter().map(membership).collect();
        world.sources
    }

    fn found(&self) -> Vec<Finding> {
        let sources = self.sources();
        let view = View::on(day("2023-06-01"));
        let mut landscape = sources.landscape(samples::north().id, &view);
        self.mark(&mut landscape);
        findings(&landscape)
    }

    fn mark(&self, landscape: &mut Landscape<'_>) {
        for partner in &mut landscape.partners {
            partner.never_contracts = self.never.iter().any(|it| party(*it) == partner.party);
        }
    }
}

fn nobody(found: &[Finding]) -> usize {
    found.iter().filter(|it| it.kind == FindingKind::NobodyResponsible).count()
}

proptest! {
    #[test]
    fn a_responsible_contractor_more_never_leaves_more_tasks_to_nobody(
        drawn in drawn(1..7), contractor in 0..8_u8, domain in 0..3_usize, number in 0..8_u8,
        group in prop::option::of(0..3_u8),
    ) {
        let before = nobody(&drawn.found());
        let mut more = drawn.clone();
        more.contracts.push((contractor, vec![(0, domain, number, group)], Vec::new()));
        prop_assert!(nobody(&more.found()) <= before);
        let mut own = drawn.clone();
        own.contracts[0].1.push((0, domain, number, group));
        let after = own.found();
        prop_assert!(nobody(&after) <= before);
        prop_assert!(after.iter().all(|it| it.kind != FindingKind::NobodyResponsible || it.tasks != [task(number)]));
    }

    #[test]
    fn the_order_of_things_does_not_matter(drawn in drawn(0..7), seed: u64) {
        let sources = drawn.sources();
        let view = View::on(day("2023-06-01"));
        let mut landscape = sources.landscape(samples::north().id, &view);
        drawn.mark(&mut landscape);
        let found = findings(&landscape);
        let mut dice = seed;
        shuffle(&mut landscape.holdings, &mut dice);
        shuffle(&mut landscape.tasks, &mut dice);
        shuffle(&mut landscape.goals, &mut dice);
        shuffle(&mut landscape.partners, &mut dice);
        for holding in &mut landscape.holdings {
            shuffle(&mut holding.entries, &mut dice);
            shuffle(&mut holding.measured, &mut dice);
        }
        for partner in &mut landscape.partners {
            shuffle(&mut partner.members, &mut dice);
        }
        prop_assert_eq!(findings(&landscape), found);
    }

    #[test]
    fn outside_all_contracts_nothing_is_said_of_responsibilities(drawn in drawn(0..7), years in prop::bool::ANY) {
        let sources = drawn.sources();
        let on = if years { "2019-12-31" } else { "2024-01-01" };
        let mut landscape = sources.landscape(samples::north().id, &View::on(day(on)));
        prop_assert!(landscape.holdings.is_empty());
        landscape.goals = sources.frameworks.iter().flat_map(|it| &it.goals).collect();
        let found = findings(&landscape);
        prop_assert!(found.iter().all(|it| it.kind == FindingKind::GoalUncovered));
        prop_assert_eq!(found.len(), drawn.goals_in_force.len());
    }

    #[test]
    fn codes_are_unique_and_every_finding_says_what_it_is_about(drawn in drawn(0..7)) {
        let found = drawn.found();
        let codes: BTreeSet<&str> = found.iter().map(|it| it.code.as_str()).collect();
        prop_assert_eq!(codes.len(), found.len());
        prop_assert!(found.is_sorted_by(|one, other| (one.kind, &one.code) < (other.kind, &other.code)));
        for it in &found {
            prop_assert!(!it.contracts.is_empty() || !it.goals.is_empty(), "{}", it.code);
            prop_assert!(!it.facts.is_empty() && it.facts.lines().is_sorted());
            let start = format!("{}:{}:", it.kind, samples::north().id.0);
            prop_assert!(it.code.starts_with(&start));
            prop_assert_eq!(it.outcome.is_some(), it.kind == FindingKind::Cooperation);
            prop_assert!(it.contracts.is_sorted() && it.tasks.is_sorted() && it.goals.is_sorted());
        }
    }

    #[test]
    fn a_double_is_what_two_contractors_share(drawn in drawn(0..7)) {
        // The rule once more, slowly: every pair of entries held against each other.
        let mut expected: BTreeSet<TaskId> = BTreeSet::new();
        let all: Vec<(u8, Row)> = drawn.contracts.iter()
            .flat_map(|(contractor, rows, _)| rows.iter().map(|row| (*contractor, *row)))
            .filter(|(_, row)| row.0 == 0)
            .collect();
        for (one, (_, _, task_of_one, group_of_one)) in &all {
            for (other, (_, _, task_of_other, group_of_other)) in &all {
                let overlap = group_of_one.is_none() || group_of_other.is_none() || group_of_one == group_of_other;
                if one != other && task_of_one == task_of_other && overlap {
                    expected.insert(task(*task_of_one));
                }
            }
        }
        let found = drawn.found();
        let double: BTreeSet<TaskId> = found.iter()
            .filter(|it| it.kind == FindingKind::DoubleResponsibility)
            .map(|it| it.tasks[0])
            .collect();
        prop_assert_eq!(double, expected);
    }

    #[test]
    fn a_cooperation_is_one_sided_only_with_who_holds_a_contract(drawn in drawn(0..7)) {
        let holding: BTreeSet<PartyId> = drawn.contracts.iter().map(|it| party(it.0)).collect();
        let found = drawn.found();
        for it in found.iter().filter(|it| it.kind == FindingKind::Cooperation) {
            let (own, partner) = (it.contractors[0], it.partners[0]);
            let members = drawn.members.iter().filter(|(category, _)| party(*category) == partner);
            let mut others = members.map(|(_, member)| party(*member)).chain([partner]);
            let answers = others.any(|other| other != own && holding.contains(&other));
            let silent = matches!(
                it.outcome, Some(CooperationOutcome::NoCounterMatrix | CooperationOutcome::External)
            );
            prop_assert_eq!(answers, !silent);
        }
    }
}

/// Puts a list in another order, by dice of its own so that the case shows which.
fn shuffle<T>(list: &mut [T], dice: &mut u64) {
    for place in (1..list.len()).rev() {
        *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(*dice >> 33).unwrap() % (place + 1);
        list.swap(place, other);
    }
}
