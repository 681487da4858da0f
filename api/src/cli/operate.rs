//! What an operator asks of the service.

use std::net::TcpListener;

use anyhow::{Context, anyhow};

use super::{NewAdmin, say, stop_when_told};
use crate::{
    app::{self, App, Parts},
    commands::{
        CommandError,
        person::{Invitee, create_administrator},
    },
    config::Config,
    logging,
    storage::event::{self, Walk},
};

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

/// Walks the audit trail and says whether it is whole.
pub(super) async fn verify_audit(config: Config) -> anyhow::Result<bool> {
    logging::init(&config.log)?;
    let database = app::open(&config, None).await?;
    let walk = event::verify(&database).await;
    app::close(&database).await;
    match walk.context("the audit trail cannot be read")? {
        Walk::Whole { chains, events } => {
            say(&format!("The audit trail is whole: {events} events in {chains} chains."))?;
            Ok(true)
        }
        Walk::Broken { chain, number, why } => {
            say(&format!("The audit trail is broken in chain {chain} at event {number}: {why}."))?;
            Ok(false)
        }
    }
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
