//! The entities say what the migrated tables say: no more, no less.

use std::collections::{BTreeMap, BTreeSet};

use migration::{Migrator, MigratorTrait};
use sea_orm::sea_query::{ColumnType, Iden, TableRef};
use sea_orm::{ColumnTrait, DbBackend, EntityName, EntityTrait, Iterable, RelationTrait};

use crate::schema_database::{Column, ForeignKey, columns, foreign_keys, on_each_database, tables};

/// What one entity says about its table.
struct Described {
    module: &'static str,
    columns: BTreeSet<Column>,
    foreign_keys: BTreeSet<ForeignKey>,
}

/// Describes the entities of the modules named, by the name of their table.
macro_rules! described {
    ($database:expr, [$($module:ident),* $(,)?]) => {
        BTreeMap::from([$((
            entities::$module::Entity.table_name().to_owned(),
            Described {
                module: stringify!($module),
                columns: described_columns::<entities::$module::Entity>($database),
                foreign_keys: described_keys::<entities::$module::Entity>(),
            },
        )),*])
    };
}

fn entities_as_described(database: DbBackend) -> BTreeMap<String, Described> {
    let mut all = beside_contracts(database);
    all.extend(under_contracts(database));
    all
}

/// Contracts, and everything under them.
fn under_contracts(database: DbBackend) -> BTreeMap<String, Described> {
    described!(
        database,
        [
            amendment,
            annual_cycle,
            attachment,
            attachment_content,
            client_term,
            consequence,
            context_line,
            contract,
            contract_client,
            contract_indicator,
            contract_indicator_origin,
            contract_legal_basis,
            cooperation_account,
            extension_decision,
            hearing,
            known_value,
            matrix_entry,
            offered_text,
            open_point,
            report,
            report_handling,
            report_return,
            report_value,
            report_version,
            review,
            review_judgement,
            self_assessment,
            target,
            target_set,
            target_step,
            termination,
        ]
    )
}

/// Parties, people, the library, governance, and what the service keeps for itself.
fn beside_contracts(database: DbBackend) -> BTreeMap<String, Described> {
    described!(
        database,
        [
            adaptation,
            arrangement,
            audit_chain,
            audit_checkpoint,
            audit_checkpoint_head,
            audit_event,
            category_membership,
            choice_value,
            core_value,
            core_value_set,
            dimension,
            dimension_cell,
            execution,
            finding_dismissal,
            framework,
            framework_owner,
            framework_statement,
            framework_succession,
            goal,
            goal_fate,
            governance_choice,
            idempotency_key,
            indicator,
            invitation,
            known_origin,
            mailed_link,
            membership,
            outbox_mail,
            participation,
            party,
            party_detail,
            person,
            reorganisation,
            reorganisation_predecessor,
            reset_request,
            scenario,
            scenario_decision,
            scenario_score,
            scenario_setting,
            security_event,
            session_family,
            session_token,
            task,
            task_goal,
            throttle,
        ]
    )
}

#[tokio::test]
async fn every_table_has_an_entity_and_every_entity_a_table() {
    let described = entities_as_described(DbBackend::Sqlite);
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        assert_eq!(tables(database).await, described.keys().cloned().collect());
    })
    .await;

    let modules: BTreeSet<String> = described.values().map(|entity| entity.module.to_owned()).collect();
    assert_eq!(entity_files(), modules, "every file of the entities is compared with its table");
    for (table, entity) in described {
        assert_eq!(table, entity.module, "the file of an entity is named after its table");
    }
}

#[tokio::test]
async fn every_column_has_the_name_type_and_nullability_of_its_entity() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        for (table, entity) in entities_as_described(database.get_database_backend()) {
            assert_eq!(columns(database, &table).await, entity.columns, "{table}: database left, entity right");
        }
    })
    .await;
}

#[tokio::test]
async fn every_foreign_key_is_a_relation_and_every_relation_a_foreign_key() {
    on_each_database(async |database| {
        Migrator::up(database, None).await.unwrap();
        for (table, entity) in entities_as_described(database.get_database_backend()) {
            let keys = foreign_keys(database, &table).await;
            assert_eq!(keys, entity.foreign_keys, "{table}: database left, entity right");
        }
    })
    .await;
}

fn described_columns<E: EntityTrait>(database: DbBackend) -> BTreeSet<Column> {
    E::Column::iter()
        .map(|column| Column {
            name: column.unquoted().to_owned(),
            kind: stored_kind(column.def().get_column_type(), database).to_owned(),
            nullable: column.def().is_null(),
        })
        .collect()
}

/// The relations in which the entity holds the key; the other direction has no column of its own.
fn described_keys<E: EntityTrait>() -> BTreeSet<ForeignKey> {
    E::Relation::iter()
        .map(|relation| relation.def())
        .filter(|relation| !relation.is_owner)
        .map(|relation| ForeignKey {
            column: relation.from_col.quoted().into_owned(),
            to_table: table_name(&relation.to_tbl),
            to_column: relation.to_col.quoted().into_owned(),
        })
        .collect()
}

fn table_name(table: &TableRef) -> String {
    table.sea_orm_table().to_string()
}

/// What the database calls the type of such a column, written out so that it does not rest on the
/// same code that made the tables.
fn stored_kind(kind: &ColumnType, database: DbBackend) -> &'static str {
    let sqlite = database == DbBackend::Sqlite;
    match kind {
        ColumnType::String(_) | ColumnType::Text => "text",
        ColumnType::Integer => "integer",
        ColumnType::BigInteger if sqlite => "integer",
        ColumnType::BigInteger => "bigint",
        ColumnType::Boolean => "boolean",
        ColumnType::VarBinary(_) if sqlite => "varbinary_blob",
        ColumnType::VarBinary(_) => "bytea",
        ColumnType::Uuid if sqlite => "uuid_text",
        ColumnType::Uuid => "uuid",
        ColumnType::Date if sqlite => "date_text",
        ColumnType::Date => "date",
        ColumnType::TimestampWithTimeZone if sqlite => "timestamp_with_timezone_text",
        ColumnType::TimestampWithTimeZone => "timestamp with time zone",
        other => panic!("no table stores {other:?} so far"),
    }
}

fn entity_files() -> BTreeSet<String> {
    std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../entities/src"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| name != "lib")
        .collect()
}
