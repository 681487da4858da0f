//! What `migrate` brings along: the municipalities, and the spelling of what was written freely before.

use entities::party;
use migration::{Migrator, MigratorTrait};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::schema_database::on_each_database;

/// The municipalities of 1 January 2023 and the five that ended.
const ALL: u64 = 342 + 5;

/// The migration that spells legal forms, and the one that brings the municipalities.
const SPELLING: &str = "m20260201_01_spell_legal_forms";
const LOADING: &str = "m20260201_03_load_municipalities";

/// How many migrations come before the one of that name.
fn before(name: &str) -> u32 {
    let place = Migrator::migrations().iter().position(|migration| migration.name() == name);
    u32::try_from(place.unwrap_or_else(|| panic!("no migration is called {name}"))).unwrap()
}

fn entered(name: &str, cbs_code: Option<&str>, legal_form: Option<&str>) -> party::ActiveModel {
    let kind = if cbs_code.is_some() { "MUNICIPALITY" } else { "ORGANISATION" };
    party::ActiveModel {
        id: Set(Uuid::now_v7()),
        kind: Set(kind.to_owned()),
        code: Set(cbs_code.is_none().then(|| name.to_owned())),
        name: Set(name.to_owned()),
        cbs_code: Set(cbs_code.map(str::to_owned)),
        legal_form: Set(legal_form.map(str::to_owned)),
        version: Set(1),
        ..Default::default()
    }
}

async fn named(database: &DatabaseConnection, name: &str) -> Vec<party::Model> {
    party::Entity::find().filter(party::Column::Name.eq(name)).all(database).await.unwrap()
}

async fn one(database: &DatabaseConnection, name: &str) -> party::Model {
    let mut found = named(database, name).await;
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

/// Back to before the migration of that name, whatever came after it.
async fn back_to(database: &DatabaseConnection, name: &str) {
    let there = u32::try_from(Migrator::migrations().len()).unwrap();
    Migrator::down(database, Some(there - before(name))).await.unwrap();
}

#[tokio::test]
async fn every_municipality_is_there_after_migrating_with_the_same_id_everywhere() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        assert_eq!(party::Entity::find().count(database).await.unwrap(), ALL);
        let assen = one(database, "Assen").await;
        assert_eq!(assen.id.to_string(), "676d0106-0000-8000-8000-000000000000");
        assert_eq!((assen.kind.as_str(), assen.cbs_code.as_deref(), assen.version), ("MUNICIPALITY", Some("0106"), 1));
        assert_eq!(one(database, "Nuenen, Gerwen en Nederwetten").await.cbs_code.as_deref(), Some("0820"));

        let eemsdelta = one(database, "Eemsdelta").await;
        assert_eq!(eemsdelta.valid_from.unwrap().to_string(), "2021-01-01");
        for name in ["Delfzijl", "Appingedam", "Loppersum"] {
            let ended = one(database, name).await;
            assert_eq!(
                (ended.valid_to.unwrap().to_string().as_str(), ended.successor_id),
                ("2020-12-31", Some(eemsdelta.id))
            );
        }
        let groningen = named(database, "Groningen").await;
        assert_eq!(groningen.len(), 2);
        let new = groningen.iter().find(|it| it.valid_to.is_none()).unwrap();
        assert_eq!(new.valid_from.unwrap().to_string(), "2019-01-01");
        let old = groningen.iter().find(|it| it.valid_to.is_some()).unwrap();
        for ended in [old, &one(database, "Ten Boer").await] {
            assert_eq!(
                (ended.valid_to.unwrap().to_string().as_str(), ended.successor_id),
                ("2018-12-31", Some(new.id))
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_entered_by_hand_stays_and_is_not_entered_twice() {
    on_each_database(async |database| {
        Migrator::up(database, Some(before(LOADING))).await.unwrap();
        let by_hand = entered("Eemsdelta (eigen invoer)", Some("1979"), None).insert(database).await.unwrap();
        let groningen = entered("Groningen", Some("0014"), None).insert(database).await.unwrap();
        Migrator::up(database, None).await.unwrap();
        // One Eemsdelta in place of another, and one Groningen in place of two.
        assert_eq!(party::Entity::find().count(database).await.unwrap(), ALL - 1);
        assert_eq!(named(database, "Groningen").await.as_slice(), std::slice::from_ref(&groningen));
        assert!(named(database, "Eemsdelta").await.is_empty());
        assert_eq!(one(database, "Delfzijl").await.successor_id, Some(by_hand.id));
        assert_eq!(one(database, "Ten Boer").await.successor_id, Some(groningen.id));
    })
    .await;
}

#[tokio::test]
async fn going_back_keeps_what_something_refers_to() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        let assen = one(database, "Assen").await;
        let by_hand = entered("Oud-Assen", Some("9901"), None);
        party::ActiveModel { successor_id: Set(Some(assen.id)), ..by_hand }.insert(database).await.unwrap();
        back_to(database, LOADING).await;
        let left = party::Entity::find().all(database).await.unwrap();
        let names: std::collections::BTreeSet<&str> = left.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Assen", "Oud-Assen"].into());
        Migrator::up(database, None).await.unwrap();
        assert_eq!(party::Entity::find().count(database).await.unwrap(), ALL + 1);
        assert_eq!(one(database, "Assen").await, assen);
    })
    .await;
}

#[tokio::test]
async fn legal_forms_written_freely_get_their_spelling() {
    on_each_database(async |database| {
        Migrator::up(database, Some(before(SPELLING))).await.unwrap();
        let written = [
            ("GR", "Gemeenschappelijke regeling ", "JOINT_ARRANGEMENT", "gemeenschappelijke regeling"),
            ("BV", "B.V.", "PRIVATE_COMPANY", "besloten vennootschap"),
            ("ZBO", "zelfstandig bestuursorgaan", "INDEPENDENT_ADMINISTRATIVE_BODY", "zelfstandig bestuursorgaan"),
            ("DAG", "groep ingekochte aanbieders (Wmo)", "PROVIDER_GROUP", "groep ingekochte aanbieders"),
            ("KLUB", "gezelligheidsvereniging", "OTHER", "anders"),
        ];
        for (name, text, ..) in written {
            entered(name, None, Some(text)).insert(database).await.unwrap();
        }
        Migrator::up(database, None).await.unwrap();
        for (name, _, spelling, _) in written {
            assert_eq!(one(database, name).await.legal_form.as_deref(), Some(spelling), "{name}");
        }
        assert_eq!(one(database, "Assen").await.legal_form, None);
        back_to(database, SPELLING).await;
        for (name, _, _, text) in written {
            assert_eq!(one(database, name).await.legal_form.as_deref(), Some(text), "{name}");
        }
    })
    .await;
}
