//! Legal forms from free text to a fixed spelling.

use sea_orm_migration::prelude::*;

/// What people wrote, and its spelling. The first text of a spelling is the one that going back writes.
const SPELLINGS: [(&str, &str); 25] = [
    ("gemeenschappelijke regeling", "JOINT_ARRANGEMENT"),
    ("gr", "JOINT_ARRANGEMENT"),
    ("modulaire gemeenschappelijke regeling", "MODULAR_JOINT_ARRANGEMENT"),
    ("mgr", "MODULAR_JOINT_ARRANGEMENT"),
    ("gemeentelijke besloten vennootschap", "MUNICIPAL_COMPANY"),
    ("gemeentelijke bv", "MUNICIPAL_COMPANY"),
    ("besloten vennootschap", "PRIVATE_COMPANY"),
    ("bv", "PRIVATE_COMPANY"),
    ("b.v.", "PRIVATE_COMPANY"),
    ("stichting", "FOUNDATION"),
    ("vereniging", "ASSOCIATION"),
    ("coöperatie", "COOPERATIVE"),
    ("cooperatie", "COOPERATIVE"),
    ("gemeentelijke afdeling", "MUNICIPAL_DEPARTMENT"),
    ("gemeentelijk team", "MUNICIPAL_TEAM"),
    ("zelfstandig bestuursorgaan", "INDEPENDENT_ADMINISTRATIVE_BODY"),
    ("zbo", "INDEPENDENT_ADMINISTRATIVE_BODY"),
    ("publieke kredietbank", "MUNICIPAL_CREDIT_BANK"),
    ("gemeentelijke kredietbank", "MUNICIPAL_CREDIT_BANK"),
    ("netwerk", "NETWORK"),
    ("netwerkorganisatie", "NETWORK"),
    ("groep ingekochte aanbieders", "PROVIDER_GROUP"),
    ("groep ingekochte aanbieders (wmo)", "PROVIDER_GROUP"),
    ("onderdeel van een organisatie", "ORGANISATION_PART"),
    ("anders", "OTHER"),
];

/// Spells the legal forms of the organisations there are; what is not known becomes OTHER.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let known = SPELLINGS.iter().fold(CaseStatement::new(), |spelled, (text, spelling)| {
            spelled.case(Func::lower(Func::cust("trim").arg(Expr::col("legal_form"))).eq(*text), *spelling)
        });
        spell(manager, known.finally("OTHER")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let known = SPELLINGS.iter().fold(CaseStatement::new(), |told, (text, spelling)| {
            told.case(Expr::col("legal_form").eq(*spelling), *text)
        });
        spell(manager, known.finally(Expr::col("legal_form"))).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

async fn spell(manager: &SchemaManager<'_>, spelling: CaseStatement) -> Result<(), DbErr> {
    let update = Query::update()
        .table("party")
        .value("legal_form", spelling)
        .and_where(Expr::col("legal_form").is_not_null())
        .take();
    manager.execute(update).await
}
