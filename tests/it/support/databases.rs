//! Every test has a database to itself.

use sea_orm::{ConnectionTrait, Statement};
use tests::TestDatabase;

const INSERT: &str = "INSERT INTO task (id, name, version) VALUES ('{id}', '{name}', 1)";

#[tokio::test]
async fn two_databases_do_not_see_each_other() {
    let (one, other) = (TestDatabase::create().await, TestDatabase::create().await);
    insert_task(&one, "Inkomen").await;

    assert_eq!(one.count("task").await, 1);
    assert_eq!(other.count("task").await, 0);
}

#[tokio::test]
async fn a_snapshot_shows_the_rows_that_went_and_came() {
    let database = TestDatabase::create().await;
    insert_task(&database, "Inkomen").await;
    let before = database.snapshot().await;
    before.assert_same(&database.snapshot().await);
    assert_eq!(before.count("task"), 1);

    execute(&database, "UPDATE task SET name = 'Werk'").await;
    let after = database.snapshot().await;
    let told = before.differences(&after);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(lines[0].starts_with("- task: ") && lines[0].contains("Inkomen"), "{told}");
    assert!(lines[1].starts_with("+ task: ") && lines[1].contains("Werk"), "{told}");
    assert_eq!(before.changed_tables(&after).into_iter().collect::<Vec<_>>(), ["task"]);
}

#[tokio::test]
async fn a_database_goes_with_its_value_even_in_a_panic() {
    let database = TestDatabase::create().await;
    match &database {
        TestDatabase::Sqlite { folder } => {
            let folder = folder.path().to_owned();
            assert!(folder.exists());
            panic_holding(database).await;
            assert!(!folder.exists());
        }
        TestDatabase::Postgres(postgres) => {
            let name = postgres.name().to_owned();
            let observer = TestDatabase::create().await;
            assert!(exists(&observer, &name).await);
            panic_holding(database).await;
            assert!(!exists(&observer, &name).await);
        }
    }
}

/// Panics on a task of its own while a connection to the database is open.
async fn panic_holding(database: TestDatabase) {
    let task = tokio::spawn(async move {
        let _open = database.connect().await;
        std::panic::panic_any(database.count("task").await);
    });
    assert!(task.await.unwrap_err().is_panic());
}

async fn exists(observer: &TestDatabase, name: &str) -> bool {
    let connection = observer.connect().await;
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let found = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap();
    connection.close().await.unwrap();
    found.is_some()
}

async fn insert_task(database: &TestDatabase, name: &str) {
    let id = match database {
        TestDatabase::Sqlite { .. } => "0123456789abcdef",
        TestDatabase::Postgres(_) => "01890000-0000-7000-8000-000000000001",
    };
    execute(database, &INSERT.replace("{id}", id).replace("{name}", name)).await;
}

async fn execute(database: &TestDatabase, sql: &str) {
    let connection = database.connect().await;
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}
