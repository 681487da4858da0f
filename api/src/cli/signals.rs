//! How the operating system tells the service to stop.

use std::{io, process};

use tokio::signal;

use crate::http::Stopping;

/// The exit code of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// Announces the stop at the first Ctrl-C or SIGTERM. A second one ends the process at once: whoever asks twice does
/// not want to wait for what still runs.
pub(crate) fn stop_when_told(stopping: Stopping) -> io::Result<()> {
    let mut signals = Signals::new()?;
    tokio::spawn(async move {
        signals.next().await;
        tracing::info!("stopping; what runs is finished first");
        stopping.announce();
        signals.next().await;
        process::exit(INTERRUPTED);
    });
    Ok(())
}

#[cfg(unix)]
struct Signals {
    terminate: signal::unix::Signal,
    interrupt: signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        // When it cannot be heard, the process can still be ended from outside.
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
