//! What frameworks say beside their goals, which one succeeds which, and what became of each goal.

use sea_orm_migration::prelude::*;

use crate::table::{NewTable, drop_tables};

/// Creates the tables of this module; going back drops them with all they hold.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        framework_statement().create(manager).await?;
        framework_succession().create(manager).await?;
        goal_fate().create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["goal_fate", "framework_succession", "framework_statement"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn framework_statement() -> NewTable {
    NewTable::named("framework_statement")
        .uuid_key("id")
        .reference("framework_id", "framework")
        .one_of("kind", &["PRINCIPLE", "PRIORITY"])
        .integer("position")
        .text("text")
        .unique("framework_kind_position", &["framework_id", "kind", "position"])
}

fn framework_succession() -> NewTable {
    NewTable::named("framework_succession")
        .reference_key("framework_id", "framework")
        .reference("predecessor_id", "framework")
        .check("other", Expr::col("predecessor_id").ne(Expr::col("framework_id")))
        .unique("predecessor", &["predecessor_id"])
}

fn goal_fate() -> NewTable {
    let dropped = || Expr::col("fate").eq("DROPPED");
    let somewhere = || Expr::col("successor_goal_id").is_not_null();
    NewTable::named("goal_fate")
        .reference_key("goal_id", "goal")
        .one_of("fate", &["KEPT", "CHANGED", "DROPPED"])
        .reference_null("successor_goal_id", "goal")
        .text_null("explanation")
        .check("successor", dropped().and(somewhere().not()).or(dropped().not().and(somewhere())))
}
