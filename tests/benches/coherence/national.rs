//! A country of municipalities with contracts, written straight into the tables.

use api::domain::ids::{PartyId, PersonId};
use api::domain::responsibility::MatrixRole;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use entities::{
    contract, contract_client, contract_indicator, framework, framework_owner, goal, indicator, matrix_entry, party,
    person, task, task_goal,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseConnection, EntityTrait};
use uuid::Uuid;

/// How large the country is.
#[derive(Clone, Copy)]
pub struct Size {
    pub municipalities: u128,
    /// Contracts of each municipality.
    pub contracts: u128,
}

const ENTRIES: u128 = 30;
const TASKS: u128 = 120;
const GOALS: u128 = 6;
const ORGANISATIONS: u128 = 40;
const DOMAINS: [&str; 3] = ["WORK", "PARTICIPATION", "INCOME"];

/// An identity: what kind of thing, and which.
pub fn id(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128((kind << 64) | number)
}

fn municipality(number: u128) -> Uuid {
    id(1, number)
}

pub fn organisation(number: u128) -> Uuid {
    id(2, number)
}

/// The municipality that is looked at.
pub fn somewhere() -> PartyId {
    PartyId(municipality(7))
}

/// Who looks.
pub fn person() -> PersonId {
    PersonId(id(3, 0))
}

pub fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2019, 12, 1, 9, 0, 0).unwrap()
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn small(number: u128) -> i32 {
    i32::try_from(number).unwrap()
}

async fn insert<A>(database: &DatabaseConnection, rows: Vec<A>)
where
    A: ActiveModelTrait + Send,
{
    for rows in rows.chunks(500) {
        A::Entity::insert_many(rows.to_vec()).exec_without_returning(database).await.unwrap();
    }
}

/// Writes the country down.
pub async fn seed(database: &DatabaseConnection, size: Size) {
    parties(database, size).await;
    frameworks(database, size).await;
    vocabulary(database, size).await;
    let (mut contracts, mut clients, mut entries, mut usages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for owner in 0..size.municipalities {
        for place in 0..size.contracts {
            let number = owner * 100 + place;
            contracts.push(contract_row(owner, place));
            clients.push(contract_client::ActiveModel {
                id: Set(id(11, number)),
                contract_id: Set(id(10, number)),
                municipality_id: Set(municipality(owner)),
                position: Set(0),
                decision_reference: Set(Some("B&W".to_owned())),
                decided_on: Set(Some(day(2019, 12, 1))),
                adopted_at: Set(Some(at())),
                adopted_by: Set(Some(person().0)),
            });
            entries.extend((0..ENTRIES).map(|row| entry_row(number, place, row)));
            usages.extend((0..3).map(|usage| contract_indicator::ActiveModel {
                id: Set(id(13, number * 10 + usage)),
                contract_id: Set(id(10, number)),
                indicator_id: Set(id(9, usage)),
                goal_id: Set(Some(id(5, owner * 10 + (place + usage) % (GOALS - 1)))),
                position: Set(small(usage)),
                amber_margin: Set(50_000),
                red_margin: Set(100_000),
                annual_only: Set(false),
            }));
        }
    }
    insert(database, contracts).await;
    insert(database, clients).await;
    insert(database, entries).await;
    insert(database, usages).await;
}

async fn parties(database: &DatabaseConnection, size: Size) {
    let people = vec![person::ActiveModel {
        id: Set(person().0),
        email: Set("bench@platform.example".to_owned()),
        name: Set("Iemand".to_owned()),
        locale: Set("nl".to_owned()),
        platform_admin: Set(false),
        active: Set(true),
        version: Set(1),
        ..Default::default()
    }];
    insert(database, people).await;
    let municipalities = (0..size.municipalities).map(|number| party::ActiveModel {
        id: Set(municipality(number)),
        kind: Set("MUNICIPALITY".to_owned()),
        name: Set(format!("Gemeente {number}")),
        cbs_code: Set(Some(format!("{number:04}"))),
        version: Set(1),
        ..Default::default()
    });
    insert(database, municipalities.collect()).await;
    let organisations = (0..ORGANISATIONS).map(|number| party::ActiveModel {
        id: Set(organisation(number)),
        kind: Set("ORGANISATION".to_owned()),
        name: Set(format!("Organisatie {number}")),
        code: Set(Some(format!("O{number}"))),
        legal_form: Set(Some("PRIVATE_COMPANY".to_owned())),
        version: Set(1),
        ..Default::default()
    });
    insert(database, organisations.collect()).await;
}

/// A framework with goals for each municipality.
async fn frameworks(database: &DatabaseConnection, size: Size) {
    let (mut frameworks, mut owners, mut goals) = (Vec::new(), Vec::new(), Vec::new());
    for owner in 0..size.municipalities {
        frameworks.push(framework::ActiveModel {
            id: Set(id(4, owner)),
            name: Set("Kader".to_owned()),
            year_from: Set(2020),
            year_to: Set(2023),
            created_at: Set(at()),
            version: Set(1),
            ..Default::default()
        });
        let owned = (id(4, owner), municipality(owner));
        owners.push(framework_owner::ActiveModel {
            id: Set(id(6, owner)),
            framework_id: Set(owned.0),
            municipality_id: Set(owned.1),
        });
        goals.extend((0..GOALS).map(|number| goal::ActiveModel {
            id: Set(id(5, owner * 10 + number)),
            framework_id: Set(id(4, owner)),
            code: Set(format!("D{number}")),
            domain: Set(DOMAINS[usize::try_from(number % 3).unwrap()].to_owned()),
            text: Set(format!("Doel {number} van gemeente {owner}.")),
            position: Set(small(number)),
        }));
    }
    insert(database, frameworks).await;
    insert(database, owners).await;
    insert(database, goals).await;
}

/// The shared tasks, and a few indicators.
async fn vocabulary(database: &DatabaseConnection, size: Size) {
    let tasks = (0..TASKS).map(|number| task::ActiveModel {
        id: Set(id(7, number)),
        name: Set(format!("opgave {number}")),
        version: Set(1),
    });
    insert(database, tasks.collect()).await;
    // Every task serves one goal of every municipality: the shared vocabulary of a country.
    let links = (0..size.municipalities).flat_map(|owner| (0..TASKS).map(move |number| (owner, number)));
    let links = links.filter(|(_, number)| number % 2 == 0).map(|(owner, number)| task_goal::ActiveModel {
        id: Set(id(8, owner * 1_000 + number)),
        task_id: Set(id(7, number)),
        goal_id: Set(id(5, owner * 10 + number % GOALS)),
    });
    insert(database, links.collect()).await;
    let indicators = (0..3).map(|number| indicator::ActiveModel {
        id: Set(id(9, number)),
        code: Set(format!("X{number}")),
        name_nl: Set("X".to_owned()),
        name_en: Set("X".to_owned()),
        description: Set("X".to_owned()),
        unit: Set("personen".to_owned()),
        kind: Set("FLOW".to_owned()),
        direction: Set("HIGHER".to_owned()),
        decimals: Set(0),
        cumulative: Set(false),
        version: Set(1),
        ..Default::default()
    });
    insert(database, indicators.collect()).await;
}

fn contract_row(owner: u128, place: u128) -> contract::ActiveModel {
    contract::ActiveModel {
        id: Set(id(10, owner * 100 + place)),
        code: Set(format!("C{owner}-{place}")),
        title: Set(format!("Overeenkomst {place} van gemeente {owner}")),
        kind: Set("SERVICE_AGREEMENT".to_owned()),
        contractor_id: Set(organisation(place)),
        framework_id: Set(Some(id(4, owner))),
        state: Set("ADOPTED".to_owned()),
        starts_on: Set(day(2020, 1, 1)),
        ends_on: Set(if place.is_multiple_of(4) { day(2021, 12, 31) } else { day(2023, 12, 31) }),
        reporting_frequency: Set("YEARLY".to_owned()),
        conditions: Set(String::new()),
        deviation_domains: Set("PARTICIPATION".to_owned()),
        offered_at: Set(Some(at())),
        agreed_at: Set(Some(at())),
        adopted_at: Set(Some(at())),
        created_at: Set(at()),
        created_by: Set(person().0),
        version: Set(5),
        ..Default::default()
    }
}

/// A row: most tasks are one contractor's, some are two's, some are nobody's.
fn entry_row(contract: u128, place: u128, row: u128) -> matrix_entry::ActiveModel {
    let (role, task, partner) = shape(place, row);
    matrix_entry::ActiveModel {
        id: Set(id(12, contract * 100 + row)),
        contract_id: Set(id(10, contract)),
        role: Set(role.name().to_owned()),
        domain: Set(DOMAINS[usize::try_from(row % 3).unwrap()].to_owned()),
        task_id: Set(task.map(|task| id(7, task))),
        partner_id: Set(partner.map(organisation)),
        position: Set(small(row)),
        ..Default::default()
    }
}

fn shape(place: u128, row: u128) -> (MatrixRole, Option<u128>, Option<u128>) {
    match row {
        0..9 => (MatrixRole::Responsible, Some((place * 9 + row) % TASKS), None),
        9 => (MatrixRole::Responsible, Some((place * 9 + row + 3) % TASKS), None),
        10..20 => (MatrixRole::Contributes, Some((place * 13 + row) % TASKS), None),
        _ => (MatrixRole::Cooperates, None, Some((place + row) % ORGANISATIONS)),
    }
}
