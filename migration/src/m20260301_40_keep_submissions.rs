//! The content of a report by submission: what was submitted stays as it was while the organisation rewrites it.

use sea_orm_migration::prelude::*;

use crate::table::NewTable;

/// The tables with the content of reports, and their columns as they were.
const CONTENT: [(&str, &str); 3] = [
    (
        "report_value",
        "id, report_id, contract_indicator_id, municipality_id, cell, status, number, denominator, reason, explanation, \
         provisional, unlikely_confirmed",
    ),
    ("cooperation_account", "id, report_id, partner_id, judgement, text"),
    ("self_assessment", "id, report_id, goal_id, judgement, reasoning"),
];

/// The states in which a working copy exists.
const DRAFTED: &str = "('DRAFT', 'RETURNED')";

/// Gives content its submission; going back keeps the working copy, or else what was submitted last.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let draft = ColumnDef::new("draft_explanation").text().take();
        manager.alter_table(Table::alter().table("report").add_column(draft).take()).await?;
        let shared = ColumnDef::new("shared_version").big_integer().not_null().default(1).take();
        manager.alter_table(Table::alter().table("report").add_column(shared).take()).await?;
        let connection = manager.get_connection();
        for statement in [
            format!("UPDATE report SET draft_explanation = explanation WHERE state IN {DRAFTED}"),
            "UPDATE report SET explanation = '' WHERE state = 'DRAFT'".to_owned(),
            "UPDATE report SET shared_version = version WHERE state <> 'DRAFT'".to_owned(),
        ] {
            connection.execute_unprepared(&statement).await?;
        }
        let number = format!("r.submission + CASE WHEN r.state IN {DRAFTED} THEN 1 ELSE 0 END");
        for (name, columns) in CONTENT {
            let kept = format!("SELECT c.*, {number} AS submission FROM {name} c JOIN report r ON r.id = c.report_id");
            rebuild(manager, table(name, true), name, &kept, &format!("{columns}, submission")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns) in CONTENT {
            let last = format!("SELECT MAX(submission) FROM {name} l WHERE l.report_id = c.report_id");
            let kept = format!("SELECT c.* FROM {name} c WHERE c.submission = ({last})");
            rebuild(manager, table(name, false), name, &kept, columns).await?;
        }
        let draft = "UPDATE report SET explanation = draft_explanation WHERE draft_explanation IS NOT NULL";
        manager.get_connection().execute_unprepared(draft).await?;
        for column in ["shared_version", "draft_explanation"] {
            manager.alter_table(Table::alter().table("report").drop_column(column).take()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// Makes a table anew with the rows that a query gives: not every database can change a unique constraint.
async fn rebuild(
    manager: &SchemaManager<'_>,
    new: NewTable,
    name: &str,
    kept: &str,
    columns: &str,
) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    connection.execute_unprepared(&format!("CREATE TABLE kept_content AS {kept}")).await?;
    connection.execute_unprepared(&format!("DROP TABLE {name}")).await?;
    new.create(manager).await?;
    let insert = format!("INSERT INTO {name} ({columns}) SELECT {columns} FROM kept_content");
    connection.execute_unprepared(&insert).await?;
    connection.execute_unprepared("DROP TABLE kept_content").await?;
    Ok(())
}

fn table(name: &str, by_submission: bool) -> NewTable {
    let table = match name {
        "report_value" => report_value(),
        "cooperation_account" => cooperation_account(),
        _ => self_assessment(),
    };
    let table = if by_submission { table.integer("submission") } else { table };
    match (name, by_submission) {
        ("report_value", true) => table.unique(
            "indicator_municipality_cell",
            &["report_id", "submission", "contract_indicator_id", "municipality_id", "cell"],
        ),
        ("report_value", false) => table
            .unique("indicator_municipality_cell", &["report_id", "contract_indicator_id", "municipality_id", "cell"]),
        ("cooperation_account", true) => table.unique("report_partner", &["report_id", "submission", "partner_id"]),
        ("cooperation_account", false) => table.unique("report_partner", &["report_id", "partner_id"]),
        (_, true) => table.unique("report_goal", &["report_id", "submission", "goal_id"]),
        (_, false) => table.unique("report_goal", &["report_id", "goal_id"]),
    }
}

fn report_value() -> NewTable {
    NewTable::named("report_value")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("contract_indicator_id", "contract_indicator")
        .reference("municipality_id", "party")
        .text("cell")
        .one_of("status", &["NUMBER", "RATIO", "SCORE", "MISSING", "NOT_APPLICABLE"])
        .big_integer_null("number")
        .big_integer_null("denominator")
        .text_null("reason")
        .text_null("explanation")
        .boolean("provisional")
        .boolean("unlikely_confirmed")
}

fn cooperation_account() -> NewTable {
    NewTable::named("cooperation_account")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("partner_id", "party")
        .one_of("judgement", &["GOOD", "SUFFICIENT", "INSUFFICIENT"])
        .text("text")
}

fn self_assessment() -> NewTable {
    NewTable::named("self_assessment")
        .uuid_key("id")
        .reference("report_id", "report")
        .reference("goal_id", "goal")
        .one_of("judgement", &["MET", "PARTLY_MET", "NOT_MET", "NOT_ASSESSABLE"])
        .text("reasoning")
}
