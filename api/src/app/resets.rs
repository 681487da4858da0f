//! Looks into requests for another password, away from those who ask.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::sleep};

use crate::commands::{Services, person::answer_reset_requests};

/// How often it looks when nobody rings: another process may have taken a request and ended.
const INTERVAL: Duration = Duration::from_secs(30);

/// Works until `stop` turns true or its other end is gone.
pub(super) async fn run(services: Arc<Services>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = answer_reset_requests(&services).await {
            let error: &(dyn std::error::Error + 'static) = &error;
            tracing::error!(error, "requests for another password cannot be looked into now");
        }
        tokio::select! {
            () = services.resets.notified() => {}
            () = sleep(INTERVAL) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}
