//! How the tables came to be: one migration per noun, in the order in which the tables refer to one another.
//!
//! A migration that has run somewhere never changes, so nothing here imports the entities or the
//! service; a later change is a new migration. Start reading in [`Migrator`].

pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::*;

mod table;

mod m20260101_01_create_parties;
mod m20260101_02_create_people;
mod m20260101_03_create_frameworks;
mod m20260101_04_create_indicators;
mod m20260101_05_create_contracts;
mod m20260101_06_create_cycles;
mod m20260101_07_create_reviews;
mod m20260101_08_create_targets;
mod m20260101_09_create_reports;
mod m20260101_10_create_audit;
mod m20260101_11_create_outbox;
mod m20260201_01_spell_legal_forms;
mod m20260201_02_create_party_details;
mod m20260201_03_load_municipalities;
mod m20260201_04_create_framework_successions;
mod m20260201_10_create_governance;
mod m20260201_20_create_attachments;
mod m20260201_30_create_finding_dismissals;
mod m20260201_40_create_amendments;
mod m20260201_50_create_reorganisations;
mod m20260301_10_create_throttles;
mod m20260301_20_create_session_families;
mod m20260301_21_create_mailed_links;
mod m20260301_22_create_invitations;
mod m20260301_23_create_reset_requests;
mod m20260301_24_index_audit_subjects;
mod m20260301_30_create_idempotency_keys;
mod m20260301_31_version_open_points;
mod m20260301_40_keep_submissions;
mod m20260301_41_write_back_submissions;
mod m20260301_60_add_mail_standing;
mod m20260301_65_give_codes_owners;
mod m20260301_70_key_audit_trail;
mod m20260301_71_create_security_events;
mod m20260301_72_create_offered_texts;

/// All migrations, oldest first.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20260101_01_create_parties::Migration),
            Box::new(m20260101_02_create_people::Migration),
            Box::new(m20260101_03_create_frameworks::Migration),
            Box::new(m20260101_04_create_indicators::Migration),
            Box::new(m20260101_05_create_contracts::Migration),
            Box::new(m20260101_06_create_cycles::Migration),
            Box::new(m20260101_07_create_reviews::Migration),
            Box::new(m20260101_08_create_targets::Migration),
            Box::new(m20260101_09_create_reports::Migration),
            Box::new(m20260101_10_create_audit::Migration),
            Box::new(m20260101_11_create_outbox::Migration),
            Box::new(m20260201_01_spell_legal_forms::Migration),
            Box::new(m20260201_02_create_party_details::Migration),
            Box::new(m20260201_03_load_municipalities::Migration),
            Box::new(m20260201_04_create_framework_successions::Migration),
            Box::new(m20260201_10_create_governance::Migration),
            Box::new(m20260201_20_create_attachments::Migration),
            Box::new(m20260201_30_create_finding_dismissals::Migration),
            Box::new(m20260201_40_create_amendments::Migration),
            Box::new(m20260201_50_create_reorganisations::Migration),
            Box::new(m20260301_20_create_session_families::Migration),
            Box::new(m20260301_21_create_mailed_links::Migration),
            Box::new(m20260301_22_create_invitations::Migration),
            Box::new(m20260301_23_create_reset_requests::Migration),
            Box::new(m20260301_24_index_audit_subjects::Migration),
            Box::new(m20260301_10_create_throttles::Migration),
            Box::new(m20260301_30_create_idempotency_keys::Migration),
            Box::new(m20260301_31_version_open_points::Migration),
            Box::new(m20260301_60_add_mail_standing::Migration),
            Box::new(m20260301_70_key_audit_trail::Migration),
            Box::new(m20260301_71_create_security_events::Migration),
            Box::new(m20260301_40_keep_submissions::Migration),
            Box::new(m20260301_41_write_back_submissions::Migration),
            Box::new(m20260301_72_create_offered_texts::Migration),
            Box::new(m20260301_65_give_codes_owners::Migration),
        ]
    }
}
