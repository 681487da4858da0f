//! A mail server in this process, that keeps what it gets.

mod conversation;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};

use crate::mail::ReceivedMail;

/// What the server does with those who talk to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Takes every mail.
    Accept,
    /// Refuses every recipient for now (451).
    RefuseForNow,
    /// Refuses every recipient for good (550).
    RefuseForGood,
    /// Hangs up at once, also on those already connected.
    HangUp,
    /// Keeps the mail, but hangs up before saying so: the sender cannot know.
    HangUpAfterKeeping,
}

/// A mail server on a free port of this machine, for as long as the value lives.
pub struct SmtpSink {
    address: SocketAddr,
    shared: Arc<Shared>,
    behaviour: watch::Sender<Behaviour>,
    accepting: JoinHandle<()>,
}

/// What all conversations share.
struct Shared {
    mails: Mutex<Vec<ReceivedMail>>,
    /// How recipients are treated whom the server treats unlike the others.
    exceptions: Mutex<HashMap<String, Behaviour>>,
    arrived: Notify,
    connections: AtomicUsize,
    recipients_asked: AtomicUsize,
}

impl SmtpSink {
    /// Starts the server, in the runtime of the caller.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            mails: Mutex::default(),
            exceptions: Mutex::default(),
            arrived: Notify::new(),
            connections: AtomicUsize::new(0),
            recipients_asked: AtomicUsize::new(0),
        });
        let (behaviour, watched) = watch::channel(Behaviour::Accept);
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared), watched));
        Self { address, shared, behaviour, accepting }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Behaves so from now on, on open connections too.
    pub fn behave(&self, behaviour: Behaviour) {
        self.behaviour.send_replace(behaviour);
    }

    /// Behaves so towards mail for this address; [`Behaviour::Accept`] puts an end to the exception.
    pub fn behave_towards(&self, address: &str, behaviour: Behaviour) {
        self.shared.exceptions.lock().unwrap().insert(address.to_lowercase(), behaviour);
    }

    /// All mails so far, oldest first.
    pub fn mails(&self) -> Vec<ReceivedMail> {
        self.shared.mails.lock().unwrap().clone()
    }

    /// The mails so far, which the server then forgets.
    pub fn take(&self) -> Vec<ReceivedMail> {
        std::mem::take(&mut *self.shared.mails.lock().unwrap())
    }

    /// The mails so far for this address.
    pub fn mails_to(&self, address: &str) -> Vec<ReceivedMail> {
        let is_theirs = |mail: &ReceivedMail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(address));
        self.mails().into_iter().filter(is_theirs).collect()
    }

    /// The last mail for this address. Panics, telling what came, when there is none.
    pub fn last_mail_to(&self, address: &str) -> ReceivedMail {
        self.mails_to(address).pop().unwrap_or_else(|| panic!("no mail to {address}, but {:#?}", self.overview()))
    }

    /// Recipient and subject of every mail, sorted: what a test compares.
    pub fn overview(&self) -> Vec<(String, String)> {
        let line = |mail: ReceivedMail| (mail.to.join(", "), mail.subject);
        let mut lines: Vec<_> = self.mails().into_iter().map(line).collect();
        lines.sort();
        lines
    }

    /// Waits until there are `count` mails; panics when that takes longer than `timeout`.
    pub async fn wait_for(&self, count: usize, timeout: Duration) -> Vec<ReceivedMail> {
        let enough = async {
            loop {
                let arrived = self.shared.arrived.notified();
                tokio::pin!(arrived);
                // Registered before looking, so that a mail coming in between is not missed.
                arrived.as_mut().enable();
                let mails = self.mails();
                if mails.len() >= count {
                    return mails;
                }
                arrived.await;
            }
        };
        tokio::time::timeout(timeout, enough)
            .await
            .unwrap_or_else(|_| panic!("{count} mails within {timeout:?}, but: {:#?}", self.overview()))
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How often somebody wanted to send to a recipient so far, refused or not.
    pub fn recipients_asked(&self) -> usize {
        self.shared.recipients_asked.load(Ordering::SeqCst)
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>, behaviour: watch::Receiver<Behaviour>) {
    // Dropped together with this task, and the conversations with it.
    let mut conversations = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        conversations.spawn(conversation::hold(stream, Arc::clone(&shared), behaviour.clone()));
        while conversations.try_join_next().is_some() {}
    }
}
