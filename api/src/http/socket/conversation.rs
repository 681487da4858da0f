//! One socket from its first message to its last.

use std::{sync::Arc, time::Duration};

use actix_web::web;
use actix_ws::{AggregatedMessage, AggregatedMessageStream, ProtocolError, Session};
use serde_json::Value;
use tokio::{
    sync::broadcast::{self, error::RecvError},
    time::{Instant, sleep_until, timeout},
};

use super::{
    holder::Holder,
    message::{self, ClientMessage, Close, Ending},
    operations::{Operations, Produced, What},
};
use crate::{
    auth::withdrawal::Withdrawn,
    budget::Together,
    graphql::{context::Caller, renewal::Revoked},
    http::{
        HttpState,
        answer::Problem,
        caller::{AuthFailure, Authenticated, Sender, caller},
        graphql::{Envelope, Parameters, crash, is_request_error},
    },
};

type Heard = Option<Result<AggregatedMessage, ProtocolError>>;

/// The state of a conversation.
pub struct Conversation {
    state: web::Data<HttpState>,
    session: Session,
    sender: Sender,
    operations: Operations,
    /// The budget that all operations share.
    together: Arc<Together>,
    acknowledged: bool,
    holder: Holder,
    withdrawals: broadcast::Receiver<Withdrawn>,
    /// Told by an operation whose right has ended.
    revoked: Revoked,
    opened: Instant,
    last_beat: Instant,
    last_heard: Instant,
}

impl Conversation {
    /// A conversation in which nothing was said yet.
    pub fn new(state: web::Data<HttpState>, session: Session, sender: Sender) -> Self {
        let now = Instant::now();
        Self {
            holder: Holder::nobody(state.clone()),
            withdrawals: state.withdrawals.listen(),
            revoked: Revoked::default(),
            state,
            session,
            sender,
            operations: Operations::default(),
            together: Arc::default(),
            acknowledged: false,
            opened: now,
            last_beat: now,
            last_heard: now,
        }
    }

    /// Talks until one of the two ends it, then drops all that runs.
    pub async fn run(mut self, mut inbox: AggregatedMessageStream) {
        let ending = loop {
            if let Err(ending) = self.step(&mut inbox).await {
                break ending;
            }
        };
        let Self { session, operations, state, .. } = self;
        drop(operations);
        if let Ending::Closed(close) = ending {
            // A client that takes nothing any more cannot be told.
            let _ = timeout(state.limits.socket.send_wait, session.close(Some(close.into()))).await;
        }
    }

    async fn step(&mut self, inbox: &mut AggregatedMessageStream) -> Result<(), Ending> {
        let alarm = self.next_alarm();
        let stopping = self.state.stopping.clone();
        tokio::select! {
            () = stopping.announced() => Err(Ending::Closed(Close::GoingAway)),
            heard = inbox.recv() => self.hear(heard).await,
            () = self.revoked.told() => Err(Ending::Closed(Close::Forbidden)),
            withdrawn = self.withdrawals.recv() => self.heed(withdrawn).await,
            Some(produced) = self.operations.next() => self.tell(produced).await,
            () = sleep_until(alarm) => self.look_at_the_time().await,
        }
    }

    async fn hear(&mut self, heard: Heard) -> Result<(), Ending> {
        self.last_heard = Instant::now();
        match heard {
            Some(Ok(AggregatedMessage::Text(text))) => {
                let message = message::read(&text, self.state.limits.json_nesting)?;
                self.answer(message).await
            }
            Some(Ok(AggregatedMessage::Ping(bytes))) => {
                let sent = timeout(self.state.limits.socket.send_wait, self.session.pong(&bytes)).await;
                sent.map_or(Err(Ending::Dropped), |sent| sent.map_err(|_| Ending::Dropped))
            }
            Some(Ok(AggregatedMessage::Pong(_))) => Ok(()),
            Some(Ok(AggregatedMessage::Close(_))) => Err(Ending::Closed(Close::Answered)),
            Some(Err(ProtocolError::Overflow)) => Err(Ending::Closed(Close::TooBig)),
            Some(Err(ProtocolError::Io(error))) if error.kind() == std::io::ErrorKind::Other => {
                Err(Ending::Closed(Close::TooBig))
            }
            Some(Ok(AggregatedMessage::Binary(_)) | Err(_)) => Err(Ending::Closed(Close::InvalidMessage)),
            None => Err(Ending::Dropped),
        }
    }

    async fn answer(&mut self, message: ClientMessage) -> Result<(), Ending> {
        match message {
            ClientMessage::Init { .. } if self.acknowledged => Err(Ending::Closed(Close::TooManyInits)),
            ClientMessage::Init { credentials } => self.sign_in(credentials).await,
            ClientMessage::Subscribe { .. } if !self.acknowledged => Err(Ending::Closed(Close::Unauthorized)),
            ClientMessage::Subscribe { id, payload } => self.subscribe(id, payload).await,
            ClientMessage::Complete { id } => {
                self.operations.stop(&id);
                Ok(())
            }
            ClientMessage::Ping => self.say(message::pong()).await,
            ClientMessage::Pong => Ok(()),
        }
    }

    async fn sign_in(&mut self, credentials: Option<String>) -> Result<(), Ending> {
        if let Some(credentials) = credentials {
            self.holder.introduce(&credentials, self.sender).await.map_err(|failure| match failure {
                AuthFailure::Invalid => Ending::Closed(Close::Forbidden),
                AuthFailure::Unavailable => Ending::Closed(Close::TryAgain),
            })?;
        }
        self.acknowledged = true;
        self.say(message::ack()).await
    }

    /// Something was taken back: a session that ended by it ends here.
    async fn heed(&mut self, withdrawn: Result<Withdrawn, RecvError>) -> Result<(), Ending> {
        if self.holder.is_concerned(withdrawn) { goes_on(self.holder.look_again().await) } else { Ok(()) }
    }

    async fn subscribe(&mut self, id: String, payload: Value) -> Result<(), Ending> {
        if self.operations.contains(&id) {
            return Err(Ending::Closed(Close::DuplicateId));
        }
        let request_id = self.state.ids.next().to_string();
        match self.admit(payload, &request_id).await {
            Ok((request, caller)) => {
                let (state, together) = (self.state.clone().into_inner(), Arc::clone(&self.together));
                self.operations.start(id, request_id, move || state.api.stream(request, caller, together));
                Ok(())
            }
            Err(Refused::Operation(problem)) => self.say(message::error(&id, &[problem.error(&request_id)])).await,
            Err(Refused::Socket(close)) => Err(Ending::Closed(close)),
        }
    }

    async fn admit(&mut self, payload: Value, request_id: &str) -> Result<(async_graphql::Request, Caller), Refused> {
        let most = self.state.limits.socket.operations;
        if self.operations.count() >= most {
            let message = format!("At most {most} operations may run on one socket.");
            return Err(Refused::Operation(Problem::bad_request(message)));
        }
        let parameters = Parameters::from_json(payload).map_err(Refused::Operation)?;
        parameters.pass_gate(&self.state.limits.document).map_err(Refused::Operation)?;
        let authenticated = self.holder.look_up().await.map_err(|failure| match failure {
            AuthFailure::Invalid => Refused::Socket(Close::Forbidden),
            AuthFailure::Unavailable => {
                Refused::Operation(Problem::unavailable("Signing in is not possible right now."))
            }
        })?;
        let request = parameters.into_request().data(self.revoked.clone());
        Ok((request, caller(authenticated, self.sender, request_id.to_owned())))
    }

    async fn tell(&mut self, produced: Produced) -> Result<(), Ending> {
        self.check_expiry()?;
        let Produced { id, request_id, what } = produced;
        match what {
            What::Ended => {
                self.operations.stop(&id);
                self.say(message::complete(&id)).await
            }
            What::Crashed(panic) => {
                self.operations.stop(&id);
                self.say(message::error(&id, &[crash(&panic, &request_id).error(&request_id)])).await
            }
            What::Answer(response) => {
                let never_ran = is_request_error(&response);
                let envelope = Envelope::new(*response, &request_id);
                let text = if never_ran {
                    self.operations.stop(&id);
                    message::carrying("error", &id, &envelope.into_errors())
                } else {
                    message::carrying("next", &id, &envelope)
                };
                self.say(text.unwrap_or_else(|| message::error(&id, &[Problem::internal().error(&request_id)]))).await
            }
        }
    }

    async fn say(&mut self, text: String) -> Result<(), Ending> {
        let sent = timeout(self.state.limits.socket.send_wait, self.session.text(text)).await;
        sent.map_or(Err(Ending::Dropped), |sent| sent.map_err(|_| Ending::Dropped))
    }

    fn check_expiry(&self) -> Result<(), Ending> {
        if self.holder.has_expired() { Err(Ending::Closed(Close::Forbidden)) } else { Ok(()) }
    }

    /// The next moment at which something is due although nobody says anything.
    fn next_alarm(&self) -> Instant {
        let limits = &self.state.limits.socket;
        let beat = self.last_beat + limits.heartbeat;
        let init = (!self.acknowledged).then(|| self.opened + limits.init_wait);
        let expiry = self.holder.expires_at().map(|end| {
            let left = (end - self.state.clock.now()).to_std().unwrap_or(Duration::ZERO);
            Instant::now() + left.min(limits.heartbeat)
        });
        [init, expiry].into_iter().flatten().fold(beat, Instant::min)
    }

    async fn look_at_the_time(&mut self) -> Result<(), Ending> {
        let limits = self.state.limits.socket.clone();
        let now = Instant::now();
        if !self.acknowledged && now >= self.opened + limits.init_wait {
            return Err(Ending::Closed(Close::InitTimeout));
        }
        self.check_expiry()?;
        if now < self.last_beat + limits.heartbeat {
            return Ok(());
        }
        self.last_beat = now;
        if now > self.last_heard + limits.heartbeat * 2 {
            return Err(Ending::Dropped);
        }
        goes_on(self.holder.look_up().await)?;
        let sent = timeout(limits.send_wait, self.session.ping(b"")).await;
        sent.map_or(Err(Ending::Dropped), |sent| sent.map_err(|_| Ending::Dropped))
    }
}

/// A session that was withdrawn ends here; a database that is away for a moment does not end it.
fn goes_on(found: Result<Option<Authenticated>, AuthFailure>) -> Result<(), Ending> {
    match found {
        Err(AuthFailure::Invalid) => Err(Ending::Closed(Close::Forbidden)),
        Ok(_) | Err(AuthFailure::Unavailable) => Ok(()),
    }
}

enum Refused {
    /// This operation is not run; the socket stays.
    Operation(Problem),
    /// The socket closes.
    Socket(Close),
}
