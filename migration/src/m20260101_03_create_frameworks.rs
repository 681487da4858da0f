//! Policy frameworks, their goals, and the vocabulary of tasks.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        framework().create(manager).await?;
        framework_owner().create(manager).await?;
        goal().create(manager).await?;
        task().create(manager).await?;
        task_goal().create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["task_goal", "task", "goal", "framework_owner", "framework"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn framework() -> NewTable {
    NewTable::named("framework")
        .uuid_key("id")
        .text("name")
        .integer("year_from")
        .integer("year_to")
        .text_null("predecessor_name")
        .instant("created_at")
        .big_integer("version")
}

fn framework_owner() -> NewTable {
    NewTable::named("framework_owner")
        .uuid_key("id")
        .reference("framework_id", "framework")
        .reference("municipality_id", "party")
        .unique("framework_municipality", &["framework_id", "municipality_id"])
}

fn goal() -> NewTable {
    NewTable::named("goal")
        .uuid_key("id")
        .reference("framework_id", "framework")
        .text("code")
        .one_of("domain", &["WORK", "PARTICIPATION", "INCOME"])
        .text("text")
        .integer("position")
        .unique("framework_code", &["framework_id", "code"])
}

fn task() -> NewTable {
    NewTable::named("task").uuid_key("id").text("name").big_integer("version").unique("name", &["name"])
}

fn task_goal() -> NewTable {
    NewTable::named("task_goal")
        .uuid_key("id")
        .reference("task_id", "task")
        .reference("goal_id", "goal")
        .unique("task_goal", &["task_id", "goal_id"])
}
