//! The migrations go both ways, and the tables they make keep the rules written into them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entities::{audit_event, contract, contract_client, framework_owner, matrix_entry, party, person};
use migration::{Migrator, MigratorTrait};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, QueryOrder, SqlErr,
};
use uuid::Uuid;

use crate::schema_database::{definition, foreign_keys, leading_index_columns, on_each_database, rows, tables, text};

#[tokio::test]
async fn up_down_up_leaves_the_same_schema() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        let first = definition(database).await;
        assert!(!first.is_empty());

        Migrator::down(database, None).await.unwrap();
        assert_eq!(definition(database).await, Vec::<String>::new(), "going back leaves nothing behind");

        Migrator::up(database, None).await.unwrap();
        assert_eq!(definition(database).await, first);
    })
    .await;
}

#[tokio::test]
async fn each_migration_goes_back_alone_even_with_rows() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        let first = definition(database).await;
        let municipality = party("MUNICIPALITY").insert(database).await.unwrap();
        party::ActiveModel { successor_id: Set(Some(municipality.id)), ..party("MUNICIPALITY") }
            .insert(database)
            .await
            .unwrap();
        audit_event("contracts", 1).insert(database).await.unwrap();

        for steps in 1..=u32::try_from(Migrator::migrations().len()).unwrap() {
            Migrator::down(database, Some(1)).await.unwrap();
            assert_eq!(Migrator::get_pending_migrations(database).await.unwrap().len(), steps as usize);
        }
        assert_eq!(definition(database).await, Vec::<String>::new());
        Migrator::up(database, None).await.unwrap();
        assert_eq!(definition(database).await, first);
    })
    .await;
}

/// The last migration gives the codes of contracts their owners; on `SQLite` it makes their table anew.
#[tokio::test]
async fn contracts_keep_all_that_hangs_on_them_when_their_codes_get_owners() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        let client = party("MUNICIPALITY").insert(database).await.unwrap();
        let author = person("nl").insert(database).await.unwrap();
        let first = contract::ActiveModel { owner_id: Set(Some(client.id)), ..contract(client.id, author.id) };
        let first = first.insert(database).await.unwrap();
        let named = contract_client(first.id, client.id).insert(database).await.unwrap();
        let entry = matrix_entry(first.id).insert(database).await.unwrap();
        let second = contract::ActiveModel {
            code: Set("SECOND".to_owned()),
            predecessor_id: Set(Some(first.id)),
            ..contract(client.id, author.id)
        };
        // Of a contract without clients nobody is the owner.
        let second = second.insert(database).await.unwrap();

        Migrator::down(database, Some(1)).await.unwrap();
        Migrator::up(database, None).await.unwrap();
        let all = contract::Entity::find().order_by_asc(contract::Column::Id).all(database).await.unwrap();
        assert_eq!(all, [first.clone(), second]);
        assert_eq!(contract_client::Entity::find().all(database).await.unwrap(), [named]);
        assert_eq!(matrix_entry::Entity::find().all(database).await.unwrap(), [entry]);
        let refusal = contract::Entity::delete_by_id(first.id).exec(database).await.unwrap_err().sql_err();
        assert!(matches!(refusal, Some(SqlErr::ForeignKeyConstraintViolation(_))), "{refusal:?}");
        let twice = contract::ActiveModel { owner_id: Set(Some(client.id)), ..contract(client.id, author.id) };
        let refusal = twice.insert(database).await.unwrap_err().sql_err();
        assert!(matches!(refusal, Some(SqlErr::UniqueConstraintViolation(_))), "{refusal:?}");
    })
    .await;
}

#[tokio::test]
async fn every_constraint_has_a_name_of_ours() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        for table in tables(database).await {
            let names = constraint_names(database, &table).await;
            assert!(names.contains(&format!("pk_{table}")), "{table} has no named primary key: {names:?}");
            let ours = ["pk", "fk", "uq", "ck"].map(|prefix| format!("{prefix}_{table}"));
            for name in names {
                assert!(ours.iter().any(|start| name.starts_with(start)), "{table}: {name:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_foreign_key_can_be_followed_back_by_an_index() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        for table in tables(database).await {
            let indexed = leading_index_columns(database, &table).await;
            for key in foreign_keys(database, &table).await {
                assert!(indexed.contains(&key.column), "{table}.{} opens no index", key.column);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_audit_event_can_be_added_but_not_changed_or_removed() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        let event = audit_event("contracts", 1).insert(database).await.unwrap();
        audit_event("contracts", 2).insert(database).await.unwrap();

        let mut attempts = vec![
            "UPDATE audit_event SET kind = 'Other'".to_owned(),
            "DELETE FROM audit_event WHERE seq = 2".to_owned(),
        ];
        attempts.push(match database.get_database_backend() {
            DbBackend::Sqlite => "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event".to_owned(),
            _ => "TRUNCATE audit_event CASCADE".to_owned(),
        });
        for attempt in attempts {
            let refusal = database.execute_unprepared(&attempt).await.unwrap_err().to_string();
            assert!(refusal.contains("audit_event is append-only"), "{attempt}: {refusal}");
        }

        let events = audit_event::Entity::find().all(database).await.unwrap();
        assert_eq!(events.len(), 2);
        assert!(events.contains(&event));
    })
    .await;
}

#[tokio::test]
async fn the_tables_refuse_what_their_constraints_forbid() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        let client = party("MUNICIPALITY").insert(database).await.unwrap();
        let author = person("nl").insert(database).await.unwrap();

        assert_check(party("CLUB").insert(database).await, "ck_party_kind");
        assert_check(person("fr").insert(database).await, "ck_person_locale");
        let ended = contract::ActiveModel { ends_on: Set(day("2025-12-31")), ..contract(client.id, author.id) };
        assert_check(ended.insert(database).await, "ck_contract_period");

        let agreement = contract(client.id, author.id).insert(database).await.unwrap();
        let entry = matrix_entry(agreement.id);
        let both = matrix_entry::ActiveModel {
            task_id: Set(Some(Uuid::now_v7())),
            partner_id: Set(Some(client.id)),
            ..entry.clone()
        };
        assert_check(both.insert(database).await, "ck_matrix_entry_task_or_partner");
        entry.insert(database).await.expect("neither task nor partner says that the cell holds none");

        let orphan = framework_owner::ActiveModel {
            id: Set(Uuid::now_v7()),
            framework_id: Set(Uuid::now_v7()),
            municipality_id: Set(client.id),
        };
        let refusal = orphan.insert(database).await.unwrap_err().sql_err();
        assert!(matches!(refusal, Some(SqlErr::ForeignKeyConstraintViolation(_))), "{refusal:?}");
        let refusal = person("en").insert(database).await.unwrap_err().sql_err();
        assert!(matches!(refusal, Some(SqlErr::UniqueConstraintViolation(_))), "{refusal:?}");
    })
    .await;
}

/// The names of the constraints of a table; an unnamed one counts as the empty name.
/// Without the foreign keys on SQLite, where they keep no name: not even its errors tell which one failed.
async fn constraint_names(database: &DatabaseConnection, table: &str) -> BTreeSet<String> {
    if database.get_database_backend() == DbBackend::Postgres {
        let sql =
            format!("SELECT conname::text AS name FROM pg_constraint WHERE conrelid = 'public.{table}'::regclass");
        return rows(database, &sql).await.iter().map(|row| text(row, "name")).collect();
    }
    let sql = format!("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '{table}'");
    let created = text(&rows(database, &sql).await[0], "sql");
    let starts = ["PRIMARY KEY", "UNIQUE", "CHECK"];
    let places = starts.iter().flat_map(|start| created.match_indices(start).map(|(at, _)| at));
    places.map(|at| name_before(&created[..at])).collect()
}

/// The `x` of a text that ends in `CONSTRAINT "x"`, or nothing.
fn name_before(text: &str) -> String {
    let named = text.trim_end().strip_suffix('"').and_then(|text| text.rsplit_once("CONSTRAINT \""));
    named.map_or_else(String::new, |(_, name)| name.to_owned())
}

fn assert_check<M: std::fmt::Debug>(outcome: Result<M, DbErr>, name: &str) {
    let refusal = outcome.unwrap_err().to_string();
    assert!(refusal.contains(name), "{refusal} does not name {name}");
}

fn noon() -> DateTime<Utc> {
    "2026-01-01T12:00:00Z".parse().unwrap()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn party(kind: &str) -> party::ActiveModel {
    party::ActiveModel {
        id: Set(Uuid::now_v7()),
        kind: Set(kind.to_owned()),
        name: Set("Voorbeeldgemeente".to_owned()),
        version: Set(1),
        ..Default::default()
    }
}

fn person(locale: &str) -> person::ActiveModel {
    person::ActiveModel {
        id: Set(Uuid::now_v7()),
        email: Set("someone@example.nl".to_owned()),
        name: Set("Someone".to_owned()),
        locale: Set(locale.to_owned()),
        platform_admin: Set(false),
        active: Set(true),
        version: Set(1),
        ..Default::default()
    }
}

fn contract(contractor: Uuid, author: Uuid) -> contract::ActiveModel {
    contract::ActiveModel {
        id: Set(Uuid::now_v7()),
        code: Set("EXAMPLE".to_owned()),
        title: Set("Example".to_owned()),
        kind: Set("ASSIGNMENT".to_owned()),
        contractor_id: Set(contractor),
        state: Set("DRAFT".to_owned()),
        starts_on: Set(day("2026-01-01")),
        ends_on: Set(day("2026-01-01")),
        reporting_frequency: Set("YEARLY".to_owned()),
        conditions: Set(String::new()),
        deviation_domains: Set(String::new()),
        created_at: Set(noon()),
        created_by: Set(author),
        version: Set(1),
        ..Default::default()
    }
}

fn contract_client(contract: Uuid, municipality: Uuid) -> contract_client::ActiveModel {
    contract_client::ActiveModel {
        id: Set(Uuid::now_v7()),
        contract_id: Set(contract),
        municipality_id: Set(municipality),
        position: Set(0),
        ..Default::default()
    }
}

fn matrix_entry(contract: Uuid) -> matrix_entry::ActiveModel {
    matrix_entry::ActiveModel {
        id: Set(Uuid::now_v7()),
        contract_id: Set(contract),
        role: Set("COOPERATES".to_owned()),
        domain: Set("WORK".to_owned()),
        position: Set(0),
        ..Default::default()
    }
}

fn audit_event(chain: &str, seq: i64) -> audit_event::ActiveModel {
    audit_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        chain: Set(chain.to_owned()),
        seq: Set(seq),
        kind: Set("ContractOffered".to_owned()),
        subject_kind: Set("contract".to_owned()),
        subject_id: Set(Uuid::now_v7()),
        contract_id: Set(None),
        actor_id: Set(None),
        permit: Set("account holder of a client".to_owned()),
        request_id: Set("request".to_owned()),
        at: Set(noon()),
        changes: Set("{}".to_owned()),
        previous_hash: Set(String::new()),
        hash: Set("hash".to_owned()),
        key_id: Set(None),
    }
}
