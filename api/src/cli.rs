//! What can be asked of the program on the command line.
//!
//! Knows the commands and how their outcome is told; leaves the work to `app`, `commands` and `demo`. Start reading
//! at [`Command`].

mod operate;
mod signals;

use std::{
    io::{self, ErrorKind, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, Parser, Subcommand};

use crate::{
    config::{Config, ConfigProblems, process_environment},
    demo,
    domain::person::Locale,
    graphql,
};

/// Contracts, annual targets, reports and reviews between municipalities and their executing organisations.
#[derive(Debug, Parser)]
#[command(name = "regiekring", version)]
struct Cli {
    /// The settings file (TOML); variables REGIEKRING_… win over it.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests and deliver mail, until told to stop.
    Serve,
    /// Bring the tables of the database up to date.
    Migrate,
    /// Print the GraphQL schema.
    Schema,
    /// Make an administrator of the platform and print the link to choose a password.
    CreateAdmin(NewAdmin),
    /// Verify the audit trail; ends with 1 when anything does not hold.
    VerifyAudit(Verification),
    /// Print every setting with its meaning and default.
    Settings(Shown),
    /// Show the service with a story in it, on this machine. Data, keys and mail stay in its own folder, whatever the
    /// settings say.
    Demo(demo::DemoOptions),
}

/// The administrator to make.
#[derive(Debug, Args)]
struct NewAdmin {
    /// The address they sign in with.
    #[arg(long)]
    email: String,
    /// Their name.
    #[arg(long)]
    name: String,
    /// The language they read: nl or en.
    #[arg(long, default_value = "nl", value_parser = locale)]
    locale: Locale,
}

/// How far the verification goes.
#[derive(Debug, Args)]
struct Verification {
    /// Hold contracts, years, targets, reports and reviews against what the trail says of them as well.
    #[arg(long)]
    deep: bool,
}

/// What of the settings to print.
#[derive(Debug, Args)]
struct Shown {
    /// Print the values in force instead, secrets masked.
    #[arg(long)]
    current: bool,
}

fn locale(text: &str) -> Result<Locale, String> {
    Locale::named(text).ok_or_else(|| "expected nl or en".to_owned())
}

/// Reads the command line, does what it asks, and says how it went: 0 done, 1 not done, 2 wrongly asked or set up.
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            let wrong_settings = error.is::<ConfigProblems>();
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(io::stderr(), "regiekring: {error:#}");
            ExitCode::from(if wrong_settings { 2 } else { 1 })
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let file = cli.config.as_deref();
    let settings = || Config::load(file, process_environment);
    match cli.command {
        Command::Schema => say(graphql::schema::sdl().trim_end())?,
        Command::Settings(Shown { current: false }) => say(Config::documentation().trim_end())?,
        Command::Settings(Shown { current: true }) => {
            let lines: Vec<String> =
                settings()?.shown().into_iter().map(|(name, value)| format!("{name} = {value}")).collect();
            say(&lines.join("\n"))?;
        }
        Command::Serve => within_runtime(operate::serve(settings()?))?,
        Command::Migrate => within_runtime(operate::migrate(settings()?))?,
        Command::CreateAdmin(admin) => within_runtime(operate::create_admin(settings()?, admin))?,
        Command::VerifyAudit(Verification { deep }) => {
            let whole = within_runtime(operate::verify_audit(settings()?, deep))?;
            return Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Demo(options) => within_runtime(demo::run(options, settings()?))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Everything that waits, lives and ends inside the runtime.
fn within_runtime<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("the runtime cannot be started")?;
    runtime.block_on(work)
}

/// Prints a text and a line end. A reader who has seen enough and closed the pipe is no error.
pub(crate) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

pub(crate) use signals::stop_when_told;

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_settings_file_may_stand_before_or_after_the_command() {
        for line in [["regiekring", "--config", "a.toml", "serve"], ["regiekring", "serve", "--config", "a.toml"]] {
            let cli = Cli::try_parse_from(line).unwrap();
            assert_eq!(cli.config, Some(PathBuf::from("a.toml")));
        }
    }

    #[test]
    fn an_administrator_reads_dutch_unless_said_otherwise() {
        let line = ["regiekring", "create-admin", "--email", "a@b.example", "--name", "A"];
        let Command::CreateAdmin(admin) = Cli::try_parse_from(line).unwrap().command else { panic!("another command") };
        assert_eq!(admin.locale, Locale::Nl);
        assert!(Cli::try_parse_from(line.into_iter().chain(["--locale", "fr"])).is_err());
    }
}
