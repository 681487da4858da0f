//! A report that stands returned had its rewriting written over what was submitted: that is written back beside it,
//! from the version that was frozen at the submission.

use std::collections::BTreeMap;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{JsonValue, QueryResult, prelude::Uuid};

/// Writes back what was submitted; going back, the migration before this one keeps the rewriting.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let returned = Query::select()
            .columns(["id", "submission"])
            .from("report")
            .and_where(Expr::col("state").eq("RETURNED"))
            .take();
        for row in manager.get_connection().query_all(&returned).await? {
            let (id, submission) = (row.try_get("", "id")?, row.try_get("", "submission")?);
            if let Some(facts) = frozen(manager, id).await? {
                Report { manager, id, submission, facts }.write_back().await?;
            }
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What a report said when it was frozen, by the names that the audit trail gives its facts.
type Facts = BTreeMap<String, String>;

/// The report as it was frozen at its last submission.
async fn frozen(manager: &SchemaManager<'_>, report: Uuid) -> Result<Option<Facts>, DbErr> {
    let last = Query::select()
        .column("content")
        .from("report_version")
        .and_where(Expr::col("report_id").eq(report))
        .and_where(Expr::col("occasion").eq("SUBMITTED"))
        .order_by("number", Order::Desc)
        .limit(1)
        .take();
    let Some(row) = manager.get_connection().query_one(&last).await? else { return Ok(None) };
    let content: String = row.try_get("", "content")?;
    let content: JsonValue = content.parse().map_err(|_| unreadable("the version"))?;
    let facts = content.get("report").and_then(JsonValue::as_object).ok_or_else(|| unreadable("the version"))?;
    let text = |(key, value): (&String, &JsonValue)| Some((key.clone(), value.as_str()?.to_owned()));
    Ok(Some(facts.iter().filter_map(text).collect()))
}

fn unreadable(what: &str) -> DbErr {
    DbErr::Migration(format!("what was submitted cannot be read: {what}"))
}

/// A report that stands returned.
struct Report<'a, 'm> {
    manager: &'a SchemaManager<'m>,
    id: Uuid,
    submission: i32,
    facts: Facts,
}

impl Report<'_, '_> {
    async fn write_back(&self) -> Result<(), DbErr> {
        let explanation = self.facts.get("explanation").cloned().unwrap_or_default();
        let update = Query::update()
            .table("report")
            .value("explanation", explanation)
            .and_where(Expr::col("id").eq(self.id))
            .take();
        self.manager.execute(update).await?;
        for row in self.rewriting("report_value", &["id", "contract_indicator_id", "municipality_id", "cell"]).await? {
            self.write_value(&row).await?;
        }
        for row in self.rewriting("cooperation_account", &["id", "partner_id"]).await? {
            self.write_text("cooperation_account", ["partner_id", "text"], ("cooperation", &row)).await?;
        }
        for row in self.rewriting("self_assessment", &["id", "goal_id"]).await? {
            self.write_text("self_assessment", ["goal_id", "reasoning"], ("selfAssessment", &row)).await?;
        }
        Ok(())
    }

    /// The rows of the working copy: no place is ever taken out of a report, so it has all that was submitted.
    async fn rewriting(&self, table: &'static str, columns: &[&'static str]) -> Result<Vec<QueryResult>, DbErr> {
        let rows = Query::select()
            .columns(columns.iter().copied())
            .from(table)
            .and_where(Expr::col("report_id").eq(self.id))
            .and_where(Expr::col("submission").eq(self.submission + 1))
            .take();
        self.manager.get_connection().query_all(&rows).await
    }

    async fn write_value(&self, row: &QueryResult) -> Result<(), DbErr> {
        let (indicator, municipality): (Uuid, Uuid) =
            (row.try_get("", "contract_indicator_id")?, row.try_get("", "municipality_id")?);
        let cell: String = row.try_get("", "cell")?;
        let of_cell = if cell.is_empty() { String::new() } else { format!("/{cell}") };
        let key = format!("values/{indicator}/{municipality}{of_cell}");
        let Some(told) = self.facts.get(&key) else { return Ok(()) };
        let figure = Figure::read(told)?;
        let said = |mark: &str| self.facts.contains_key(&format!("{key}/{mark}"));
        let columns = [
            "id",
            "report_id",
            "submission",
            "contract_indicator_id",
            "municipality_id",
            "cell",
            "status",
            "number",
            "denominator",
            "reason",
            "explanation",
            "provisional",
            "unlikely_confirmed",
        ];
        let values = [
            beside(row.try_get("", "id")?).into(),
            self.id.into(),
            self.submission.into(),
            indicator.into(),
            municipality.into(),
            cell.into(),
            figure.status.into(),
            figure.number.into(),
            figure.denominator.into(),
            figure.reason.into(),
            self.facts.get(&format!("{key}/explanation")).cloned().into(),
            said("provisional").into(),
            said("confirmed").into(),
        ];
        self.insert("report_value", &columns, values).await
    }

    async fn write_text(
        &self,
        table: &'static str,
        [subject, words]: [&'static str; 2],
        (kind, row): (&str, &QueryResult),
    ) -> Result<(), DbErr> {
        let about: Uuid = row.try_get("", subject)?;
        let Some(told) = self.facts.get(&format!("{kind}/{about}")) else { return Ok(()) };
        let (judgement, text) = told.split_once(": ").ok_or_else(|| unreadable(kind))?;
        let values = [
            beside(row.try_get("", "id")?).into(),
            self.id.into(),
            self.submission.into(),
            about.into(),
            judgement.into(),
            text.into(),
        ];
        self.insert(table, &["id", "report_id", "submission", subject, "judgement", words], values).await
    }

    async fn insert<const N: usize>(
        &self,
        table: &'static str,
        columns: &[&'static str; N],
        values: [Expr; N],
    ) -> Result<(), DbErr> {
        let mut insert = Query::insert().into_table(table).columns(*columns).take();
        insert.values(values).map_err(|error| DbErr::Custom(error.to_string()))?;
        self.manager.execute(insert).await
    }
}

/// The id of the row beside that one: the same with its first bit set, which a moment sets in the year 6429 only.
fn beside(id: Uuid) -> Uuid {
    Uuid::from_u128(id.as_u128() | (1 << 127))
}

/// A figure as `report_value` keeps it; numbers in ten-thousandths.
struct Figure {
    status: &'static str,
    number: Option<i64>,
    denominator: Option<i64>,
    reason: Option<String>,
}

impl Figure {
    /// Reads what the audit trail says of a figure: `12.5`, `3 / 4`, `7.5 (80)`, `missing: why`, `not applicable`.
    fn read(told: &str) -> Result<Self, DbErr> {
        let number = |text: &str| ten_thousandths(text).ok_or_else(|| unreadable(told));
        let two = |status, [first, second]: [&str; 2]| {
            Ok(Self { status, number: Some(number(first)?), denominator: Some(number(second)?), reason: None })
        };
        if told == "not applicable" {
            Ok(Self { status: "NOT_APPLICABLE", number: None, denominator: None, reason: None })
        } else if let Some(reason) = told.strip_prefix("missing: ") {
            Ok(Self { status: "MISSING", number: None, denominator: None, reason: Some(reason.to_owned()) })
        } else if let Some((part, whole)) = told.split_once(" / ") {
            two("RATIO", [part, whole])
        } else if let Some((mark, people)) = told.strip_suffix(')').and_then(|it| it.split_once(" (")) {
            two("SCORE", [mark, people])
        } else {
            Ok(Self { status: "NUMBER", number: Some(number(told)?), denominator: None, reason: None })
        }
    }
}

/// A decimal of at most four places as a whole number of ten-thousandths; `None` for anything else.
fn ten_thousandths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let _: i64 = whole.parse().ok()?;
    format!("{whole}{part:0<4}").parse().ok().filter(|_| part.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_read_as_it_was_told() {
        let read = |told: &str| {
            let it = Figure::read(told).unwrap();
            (it.status, it.number, it.denominator, it.reason)
        };
        assert_eq!(read("12.5"), ("NUMBER", Some(125_000), None, None));
        assert_eq!(read("-0.0001"), ("NUMBER", Some(-1), None, None));
        assert_eq!(read("3 / 4"), ("RATIO", Some(30_000), Some(40_000), None));
        assert_eq!(read("7.5 (80)"), ("SCORE", Some(75_000), Some(800_000), None));
        assert_eq!(read("missing: 1 / 2 (3)"), ("MISSING", None, None, Some("1 / 2 (3)".to_owned())));
        assert_eq!(read("not applicable"), ("NOT_APPLICABLE", None, None, None));
        for told in ["", "1.00001", "1 / x", "many"] {
            assert!(Figure::read(told).is_err(), "{told}");
        }
    }
}
