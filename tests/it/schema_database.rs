//! Empty databases for the tests of the schema, and what a database says about itself.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement};
use uuid::Uuid;

/// A column as a database or an entity describes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    pub name: String,
    pub kind: String,
    pub nullable: bool,
}

/// A foreign key of one column, as a database or an entity describes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignKey {
    pub column: String,
    pub to_table: String,
    pub to_column: String,
}

/// Runs `test` on an empty SQLite file and, when `TEST_DATABASE_URL` names a PostgreSQL server,
/// on an empty database there, which is dropped afterwards whatever the test did.
pub async fn on_each_database(test: impl AsyncFn(&DatabaseConnection)) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schema.sqlite");
    let sqlite = Database::connect(format!("sqlite://{}?mode=rwc", file.display())).await.unwrap();
    test(&sqlite).await;
    sqlite.close().await.unwrap();

    let Ok(server_url) = std::env::var("TEST_DATABASE_URL") else { return };
    let server = Database::connect(&server_url).await.unwrap();
    let name = format!("schema_{}", Uuid::now_v7().simple());
    server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let postgres = Database::connect(with_database(&server_url, &name)).await.unwrap();
    let outcome = AssertUnwindSafe(test(&postgres)).catch_unwind().await;
    postgres.close().await.unwrap();
    server.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    server.close().await.unwrap();
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// All tables except the one in which the migrations keep their own progress.
pub async fn tables(database: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match database.get_database_backend() {
        DbBackend::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        _ => "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    };
    let names = rows(database, sql).await;
    names.iter().map(|row| text(row, "name")).filter(|name| name != "seaql_migrations").collect()
}

pub async fn columns(database: &DatabaseConnection, table: &str) -> BTreeSet<Column> {
    let sql = match database.get_database_backend() {
        DbBackend::Sqlite => {
            format!(r#"SELECT name, lower(type) AS kind, "notnull" = 0 AS nullable FROM pragma_table_info('{table}')"#)
        }
        _ => format!(
            "SELECT column_name AS name, data_type AS kind, is_nullable = 'YES' AS nullable
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
        ),
    };
    let column = |row: &QueryResult| Column {
        name: text(row, "name"),
        kind: text(row, "kind"),
        nullable: row.try_get("", "nullable").unwrap(),
    };
    rows(database, &sql).await.iter().map(column).collect()
}

pub async fn foreign_keys(database: &DatabaseConnection, table: &str) -> BTreeSet<ForeignKey> {
    let sql = match database.get_database_backend() {
        DbBackend::Sqlite => format!(
            r#"SELECT "from" AS own, "table" AS to_table, "to" AS to_column FROM pragma_foreign_key_list('{table}')"#
        ),
        _ => format!(
            "SELECT own.column_name AS own, other.table_name AS to_table, other.column_name AS to_column
             FROM information_schema.referential_constraints AS link
             JOIN information_schema.key_column_usage AS own USING (constraint_schema, constraint_name)
             JOIN information_schema.key_column_usage AS other
               ON other.constraint_schema = link.unique_constraint_schema
              AND other.constraint_name = link.unique_constraint_name
              AND other.ordinal_position = own.position_in_unique_constraint
             WHERE own.table_schema = 'public' AND own.table_name = '{table}'"
        ),
    };
    let key = |row: &QueryResult| ForeignKey {
        column: text(row, "own"),
        to_table: text(row, "to_table"),
        to_column: text(row, "to_column"),
    };
    rows(database, &sql).await.iter().map(key).collect()
}

/// The columns that come first in some index of the table, those of constraints included.
pub async fn leading_index_columns(database: &DatabaseConnection, table: &str) -> BTreeSet<String> {
    let sql = match database.get_database_backend() {
        DbBackend::Sqlite => format!(
            "SELECT part.name FROM pragma_index_list('{table}') AS list, pragma_index_info(list.name) AS part
             WHERE part.seqno = 0"
        ),
        _ => format!(
            "SELECT attname AS name FROM pg_index
             JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
             WHERE indrelid = 'public.{table}'::regclass"
        ),
    };
    rows(database, &sql).await.iter().map(|row| text(row, "name")).collect()
}

/// Everything the database holds except rows, one line for each thing, in a fixed order.
pub async fn definition(database: &DatabaseConnection) -> Vec<String> {
    let sql = match database.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS line FROM sqlite_schema
             WHERE tbl_name <> 'seaql_migrations' ORDER BY line"
        }
        _ => {
            "SELECT line FROM (
               SELECT table_name || '.' || column_name || ': ' || data_type || ' null ' || is_nullable
                      || ' default ' || coalesce(column_default, '-') || ' at ' || ordinal_position AS line, table_name
               FROM information_schema.columns WHERE table_schema = 'public'
               UNION ALL
               SELECT conname || ': ' || pg_get_constraintdef(oid), conrelid::regclass::text
               FROM pg_constraint WHERE connamespace = 'public'::regnamespace
               UNION ALL
               SELECT indexdef, tablename FROM pg_indexes WHERE schemaname = 'public'
               UNION ALL
               SELECT pg_get_triggerdef(oid), tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal
               UNION ALL
               SELECT pg_get_functiondef(oid), '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace
             ) AS things WHERE table_name <> 'seaql_migrations' ORDER BY line"
        }
    };
    rows(database, sql).await.iter().map(|row| text(row, "line")).collect()
}

pub async fn rows(database: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    database.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{error}: {sql}"))
}

pub fn text(row: &QueryResult, column: &str) -> String {
    row.try_get("", column).unwrap()
}

/// The address of another database on the same server.
fn with_database(server_url: &str, name: &str) -> String {
    let (address, options) = server_url.split_once('?').map_or((server_url, None), |(a, o)| (a, Some(o)));
    let (server, _) = address.rsplit_once('/').expect("TEST_DATABASE_URL ends in /<database>");
    options.map_or_else(|| format!("{server}/{name}"), |options| format!("{server}/{name}?{options}"))
}
