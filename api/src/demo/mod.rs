//! The service with a story in it: for whoever wants to see what it does before setting anything up.
//!
//! Knows `app`, `commands` and the story it tells; never imports sea-orm, entities or lettre, and nothing but the
//! command line imports it. Start reading at [`run`].

mod folder;
mod overbetuwe;
mod requests;
mod shown;
pub mod story;

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::{
    app::{App, Parts},
    cli::{say, stop_when_told},
    clock::{Clock, FixedClock, SystemClock},
    config::{Config, Profile, PublicUrl},
    logging, private,
};
use folder::Folder;
use shown::Place;

/// How the demo is shown.
#[derive(Debug, Clone, Args)]
pub struct DemoOptions {
    /// Throw away what an earlier demo left and begin anew.
    #[arg(long)]
    pub fresh: bool,
    /// Where to listen; port 0 takes any that is free.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder that holds everything the demo makes.
    #[arg(long, value_name = "DIR", default_value = "./data/demo")]
    pub data: PathBuf,
    /// What is printed once it answers.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What is printed once the demo answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines for a person, with five requests and their answers.
    Text,
    /// One line of JSON for a program.
    Json,
}

/// Shows the service until told to stop. The story is told on the first start; later starts go on with what there is.
pub async fn run(options: DemoOptions, settings: Config) -> anyhow::Result<()> {
    let folder = Folder::claim(&options.data)?;
    let listener = listen(options.listen)?;
    let address = listener.local_addr().context("the address of the demo is not known")?;
    let mut config = at_home(settings, &folder, address)?;
    logging::init(&config.log)?;
    private::warn_if_exposed(folder.path());
    if options.fresh {
        folder.clear()?;
    }
    if !folder.is_loaded() {
        Box::pin(load(&folder, &config)).await?;
    }
    config.listen = address;
    let place = Place { url: config.public_url.as_str().to_owned(), mail: folder.mail() };
    let app = App::build(config, Parts::system()).await?;
    let told = match options.format {
        Format::Json => shown::line(&place),
        Format::Text => shown::page(&app, &place).await,
    };
    let running = app.serve(listener)?;
    stop_when_told(running.stopping()).context("signals cannot be heard")?;
    match told.and_then(|told| Ok(say(&told)?)) {
        Ok(()) => running.wait().await.context("the server failed"),
        Err(error) => {
            running.stop().await.context("the server failed")?;
            Err(error)
        }
    }
}

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let hint = "is another program there? choose a port with --listen 127.0.0.1:PORT";
    TcpListener::bind(address).with_context(|| format!("{address} cannot be listened on; {hint}"))
}

/// The settings with everything that is kept in the demo's own folder and on its own address. Pages on this machine may
/// call it: a front end under construction has a port of its own.
fn at_home(settings: Config, folder: &Folder, address: SocketAddr) -> anyhow::Result<Config> {
    if settings.profile == Profile::Production {
        bail!("the demo is for trying out: it does not go with profile production");
    }
    let Config { database, attachments, keys, audit, mail, log, .. } = Config::development(folder.path());
    let mut config = Config { database, attachments, keys, audit, mail, ..settings };
    config.http.loopback_origins = true;
    // Everywhere is no place that a link can lead to.
    let host = if address.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { address.ip() };
    let url = format!("http://{}", SocketAddr::new(host, address.port()));
    config.public_url = PublicUrl::parse(&url).with_context(|| format!("{url} is no address for a browser"))?;
    // The terminal is for the story: only what goes wrong is told beside it, unless more was asked.
    if config.log.filter == log.filter {
        "warn".clone_into(&mut config.log.filter);
    }
    Ok(config)
}

/// Tells the story in a database of its own, which takes its place only when it is whole: what a crash leaves half
/// told is thrown away by the next start.
async fn load(folder: &Folder, config: &Config) -> anyhow::Result<()> {
    let loading = folder.begin_loading()?;
    let mut config = config.clone();
    let aside = Config::development(&loading);
    config.database = aside.database;
    config.mail.transport = aside.mail.transport;
    let clock = FixedClock::new(SystemClock.now());
    let app = App::build(config, Parts::at(Arc::new(clock.clone()))).await?;
    let told = tell(&app, &clock).await;
    app.close().await;
    told.context("the story could not be told")?;
    folder.finish_loading()
}

async fn tell(app: &App, clock: &FixedClock) -> anyhow::Result<()> {
    story::load(app.services(), clock).await?;
    let count = app.deliver_mail().await?;
    if count.postponed + count.dead > 0 {
        bail!("{} mails could not be written", count.postponed + count.dead);
    }
    Ok(())
}
