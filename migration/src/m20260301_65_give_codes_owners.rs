//! The code of a contract is its owner's: unique among the contracts of the client that drafted it, and no longer among
//! all, where it told one client of another's drafts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::table::NewTable;

/// Gives each contract that is no amendment its first client as the owner of its code; amendments, which are numbered
/// within the contract they amend, have none. Going back fails where two owners use one code: that cannot be undone
/// without giving one of them another.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The columns that stay as they are.
const KEPT: &str = "id, code, title, kind, contractor_id, framework_id, predecessor_id, state, starts_on, ends_on, \
    reporting_frequency, conditions, deviation_domains, extension_decision_on, sent_back_remarks, withdrawal_reason, \
    offered_at, agreed_at, adopted_at, withdrawn_at, created_at, created_by, version";

/// The first client of a contract that amends none.
const FIRST_CLIENT: &str = "(SELECT client.municipality_id FROM contract_client AS client \
    WHERE client.contract_id = contract.id \
    AND NOT EXISTS (SELECT 1 FROM amendment WHERE amendment.contract_id = contract.id) \
    ORDER BY client.position LIMIT 1)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            let owned = contract()
                .reference_null("owner_id", "party")
                .unique("owner_code", &["owner_id", "code"])
                .index("code", &["code"]);
            rebuild(manager, owned).await?;
        } else {
            let party = "CONSTRAINT fk_contract_owner_id REFERENCES party (id)";
            run(manager, "ALTER TABLE contract DROP CONSTRAINT uq_contract_code").await?;
            run(manager, &format!("ALTER TABLE contract ADD COLUMN owner_id uuid {party}")).await?;
            run(manager, "ALTER TABLE contract ADD CONSTRAINT uq_contract_owner_code UNIQUE (owner_id, code)").await?;
            run(manager, "CREATE INDEX ix_contract_code ON contract (code)").await?;
        }
        run(manager, &format!("UPDATE contract SET owner_id = {FIRST_CLIENT}")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            return rebuild(manager, contract().unique("code", &["code"])).await;
        }
        run(manager, "DROP INDEX ix_contract_code").await?;
        run(manager, "ALTER TABLE contract DROP COLUMN owner_id").await?;
        run(manager, "ALTER TABLE contract ADD CONSTRAINT uq_contract_code UNIQUE (code)").await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

async fn run(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await.map(drop)
}

/// `SQLite` cannot drop a unique constraint, so the table is made anew. What refers to it is checked when all rows are
/// back, at the end of the transaction.
async fn rebuild(manager: &SchemaManager<'_>, table: NewTable) -> Result<(), DbErr> {
    run(manager, "PRAGMA defer_foreign_keys = ON").await?;
    run(manager, &format!("CREATE TEMPORARY TABLE kept_contract AS SELECT {KEPT} FROM contract")).await?;
    run(manager, "DROP TABLE contract").await?;
    table.create(manager).await?;
    run(manager, &format!("INSERT INTO contract ({KEPT}) SELECT {KEPT} FROM kept_contract")).await?;
    run(manager, "DROP TABLE kept_contract").await
}

/// The table as it was made first, but for what is unique in it.
fn contract() -> NewTable {
    NewTable::named("contract")
        .uuid_key("id")
        .text("code")
        .text("title")
        .one_of(
            "kind",
            &["PERFORMANCE_AGREEMENT", "DESIGNATION_DECISION", "SERVICE_AGREEMENT", "PURCHASE_CONTRACT", "ASSIGNMENT"],
        )
        .reference("contractor_id", "party")
        .reference_null("framework_id", "framework")
        .reference_null("predecessor_id", "contract")
        .one_of("state", &["DRAFT", "OFFERED", "AGREED", "ADOPTED", "WITHDRAWN"])
        .date("starts_on")
        .date("ends_on")
        .one_of("reporting_frequency", &["MONTHLY", "QUARTERLY", "FOUR_MONTHLY", "HALF_YEARLY", "YEARLY"])
        .text("conditions")
        .text("deviation_domains")
        .date_null("extension_decision_on")
        .text_null("sent_back_remarks")
        .text_null("withdrawal_reason")
        .instant_null("offered_at")
        .instant_null("agreed_at")
        .instant_null("adopted_at")
        .instant_null("withdrawn_at")
        .instant("created_at")
        .reference("created_by", "person")
        .big_integer("version")
        .check("period", Expr::col("ends_on").gte(Expr::col("starts_on")))
}
