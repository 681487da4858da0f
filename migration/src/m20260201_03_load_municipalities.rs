//! The municipalities of the Netherlands as of 1 January 2023, and those that ended in the reorganisations of
//! Groningen and Eemsdelta, with who took their place.

use std::collections::BTreeMap;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::SqlErr;
use sea_orm_migration::sea_orm::prelude::{Date, Uuid};

/// CBS code and name of each, after a line of headings.
const CURRENT: &str = include_str!("../data/municipalities.csv");

/// The year from whose first day it exists, where that is known: code and year.
const SINCE: [(&str, i32); 2] = [("0014", 2019), ("1979", 2021)];

/// Code, name, the year on whose last day it ended, and the code of its successor.
const ENDED: [(&str, &str, i32, &str); 5] = [
    ("0009", "Ten Boer", 2018, "0014"),
    // A new legal person with the old name and code.
    ("0014", "Groningen", 2018, "0014"),
    ("0003", "Appingedam", 2020, "1979"),
    ("0010", "Delfzijl", 2020, "1979"),
    ("0024", "Loppersum", 2020, "1979"),
];

/// Enters the municipalities that are not there yet, by their code; going back removes those that nothing refers to.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let there = there(manager).await?;
        let id_now = |code: &str| there.get(code).copied().unwrap_or_else(|| id(code, since(code)));
        let current = current().filter(|(code, _)| !there.contains_key(*code));
        insert(manager, current.map(|(code, name)| row(code, name, since(code), None, None)).collect()).await?;
        let ended = ENDED.iter().filter(|(code, ..)| !there.contains_key(*code));
        let ended = ended.map(|(code, name, last, next)| row(code, name, None, Some(*last), Some(id_now(next))));
        insert(manager, ended.collect()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let ended = ENDED.iter().map(|(code, ..)| id(code, None));
        // Those that ended refer to their successors, so they go first.
        for id in ended.chain(current().map(|(code, _)| id(code, since(code)))) {
            remove_unless_referred_to(manager, id).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn current() -> impl Iterator<Item = (&'static str, &'static str)> {
    // A name with a comma in it stands in quotation marks.
    CURRENT.lines().skip(1).filter_map(|line| line.split_once(',')).map(|(code, name)| (code, name.trim_matches('"')))
}

fn since(code: &str) -> Option<i32> {
    SINCE.iter().find(|(of, _)| *of == code).map(|(_, year)| *year)
}

/// The same id in every installation, readable: `676d0014-2019-8000-8000-000000000000` is GM0014 from 2019, with 0000
/// where the first day is not known. The version of such an id is 8, of a form of one's own.
fn id(code: &str, since: Option<i32>) -> Uuid {
    let digits = |text: &str| u128::from_str_radix(text, 16).unwrap_or_default();
    let year = since.map_or(0, |year| digits(&year.to_string()));
    Uuid::from_u128((0x676d << 112) | (digits(code) << 96) | (year << 80) | (0x8000 << 64) | (0x8000 << 48))
}

/// The municipalities there are, by code. Of two with one code the one that goes on counts.
async fn there(manager: &SchemaManager<'_>) -> Result<BTreeMap<String, Uuid>, DbErr> {
    let select = Query::select()
        .columns(["cbs_code", "id", "valid_to"])
        .from("party")
        .and_where(Expr::col("cbs_code").is_not_null())
        .take();
    let mut there = BTreeMap::new();
    for row in manager.get_connection().query_all(&select).await? {
        let (code, id): (String, Uuid) = (row.try_get("", "cbs_code")?, row.try_get("", "id")?);
        let goes_on = row.try_get::<Option<Date>>("", "valid_to")?.is_none();
        if goes_on || !there.contains_key(&code) {
            there.insert(code, id);
        }
    }
    Ok(there)
}

type Row = [Expr; 8];

fn row(code: &str, name: &str, since: Option<i32>, last: Option<i32>, successor: Option<Uuid>) -> Row {
    let first_day = since.and_then(|year| Date::from_ymd_opt(year, 1, 1));
    let last_day = last.and_then(|year| Date::from_ymd_opt(year, 12, 31));
    [
        id(code, since).into(),
        "MUNICIPALITY".into(),
        name.into(),
        code.into(),
        first_day.into(),
        last_day.into(),
        successor.into(),
        1_i64.into(),
    ]
}

async fn insert(manager: &SchemaManager<'_>, rows: Vec<Row>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns = ["id", "kind", "name", "cbs_code", "valid_from", "valid_to", "successor_id", "version"];
    let mut insert = Query::insert().into_table("party").columns(columns).take();
    for row in rows {
        insert.values(row).map_err(|error| DbErr::Custom(error.to_string()))?;
    }
    manager.execute(insert).await
}

/// Which tables refer to a party only the database knows, so it is asked by trying, each in a savepoint of its own.
async fn remove_unless_referred_to(manager: &SchemaManager<'_>, id: Uuid) -> Result<(), DbErr> {
    let attempt = manager.begin().await?;
    let removed = attempt.execute(Query::delete().from_table("party").and_where(Expr::col("id").eq(id)).take()).await;
    match removed {
        Ok(()) => attempt.commit().await,
        Err(error) if matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) => Ok(()),
        Err(error) => Err(error),
    }
}
