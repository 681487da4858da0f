//! What an operator asks of the service.

use std::net::TcpListener;

use anyhow::{Context, anyhow};

use super::{NewAdmin, say, stop_when_told};
use crate::{
    app::{self, App, Depth, Parts, Verified},
    commands::{
        CommandError,
        person::{Invitee, create_administrator},
    },
    config::Config,
    logging,
};

/// How many faults of the audit trail are told one by one.
const FAULTS_TOLD: usize = 100;

/// Answers until told to stop.
pub(super) async fn serve(config: Config) -> anyhow::Result<()> {
    logging::init(&config.log)?;
    let address = config.listen;
    // First of all: a port that is taken should not leave a migrated database behind.
    let listener = TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on"))?;
    let running = App::build(config, Parts::system()).await?.serve(listener)?;
    stop_when_told(running.stopping()).context("signals cannot be heard")?;
    running.wait().await.context("the server failed")
}

/// Brings the tables up to date.
pub(super) async fn migrate(config: Config) -> anyhow::Result<()> {
    logging::init(&config.log)?;
    let database = app::open(&config, None).await?;
    let done = app::migrate(&database).await;
    app::close(&database).await;
    let told = match done? {
        0 => "The tables were up to date.".to_owned(),
        changes => format!("The tables are up to date; {changes} changes were made."),
    };
    say(&told)?;
    Ok(())
}

/// Makes an administrator and prints their link, which is kept nowhere.
pub(super) async fn create_admin(config: Config, admin: NewAdmin) -> anyhow::Result<()> {
    logging::init(&config.log)?;
    let public_url = config.public_url.as_str().to_owned();
    let app = App::build(config, Parts::system()).await?;
    let NewAdmin { email, name, locale } = admin;
    let made = create_administrator(app.services(), Invitee { email, name, locale }).await;
    app.close().await;
    let (person, secret) = made.map_err(in_words)?;
    say(&format!(
        "{} <{}> administers the platform. With this link they choose a password; it is shown only now:\n\
         {public_url}/invitation?token={secret}",
        person.name, person.email,
    ))?;
    Ok(())
}

/// Verifies the audit trail and says whether it is whole, and what is not; `deep` looks beside it as well.
pub(super) async fn verify_audit(config: Config, deep: bool) -> anyhow::Result<bool> {
    logging::init(&config.log)?;
    let depth = if deep { Depth::Things } else { Depth::Trail };
    let verified = app::verify(&config, depth).await.context("the audit trail cannot be verified")?;
    let Verified { chains, events, unsealed, checkpoints, compared, faults } = verified;
    let whole = faults.is_empty();
    let state = if whole { "whole" } else { "BROKEN" };
    let beside = if deep {
        format!("; {compared} contracts, years, targets, reports and reviews compared")
    } else {
        String::new()
    };
    let told = format!(
        "The audit trail is {state}: {events} events in {chains} chains under {checkpoints} checkpoints read; \
         {unsealed} came after the last checkpoint{beside}"
    );
    let lines: Vec<String> = faults.iter().take(FAULTS_TOLD).map(|fault| format!("\n  {fault}")).collect();
    let more = faults.len().saturating_sub(FAULTS_TOLD);
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    say(&format!("{told}.{}{more}", lines.concat()))?;
    Ok(whole)
}

fn in_words(error: CommandError) -> anyhow::Error {
    match error {
        CommandError::Refused(refusals) => {
            let reasons: Vec<String> =
                refusals.iter().map(|refusal| format!("{}: {}", refusal.path.join("."), refusal.code.key())).collect();
            anyhow!("refused: {}", reasons.join(", "))
        }
        error => error.into(),
    }
}
