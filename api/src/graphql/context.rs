//! Who sent a request, how they are spoken to, and what was loaded for them so far.

use std::{
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_graphql::dataloader::DataLoader;
use chrono::{DateTime, NaiveDate, Utc};

use super::{
    errors::unauthenticated,
    loaders::{Loaders, Store},
    once,
    renewal::Renewal,
};
use crate::{
    budget::Account,
    commands::{Anybody, CommandError, Done, Services, contract::Asking},
    domain::period::local_day,
    policy::{Locale, Viewer},
    texts::Texts,
};

/// What is known about the sender of one request before it runs.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The signed-in person; `None` when the request came without a token.
    pub viewer: Option<Arc<Viewer>>,
    /// When their access token ends; `None` without a token.
    pub expires_at: Option<DateTime<Utc>>,
    /// Where they are: the client's address, as far as trusted proxies tell it.
    pub address: IpAddr,
    /// The language of messages to them.
    pub locale: Locale,
    /// The identity of this request, as in the log and in the answer's `x-request-id`.
    pub request_id: String,
}

/// One request under way: made afresh for each, so that nothing loaded for one viewer reaches another.
pub struct RequestContext {
    /// What the acts work with.
    pub services: Arc<Services>,
    /// The texts for people.
    pub texts: Arc<Texts>,
    /// Who asks.
    pub caller: Caller,
    /// Where a subscription leaves the viewer of now.
    pub renewal: Renewal,
    /// What the request has cost so far.
    pub account: Arc<Account>,
    loaders: Mutex<Arc<Loaders>>,
    mails: AtomicUsize,
}

impl RequestContext {
    /// A fresh context for one request, which reads and writes on its account.
    pub fn new(services: &Services, texts: Arc<Texts>, caller: Caller, account: Arc<Account>) -> Self {
        let services = Arc::new(services.drawing_on(Arc::clone(&account)));
        let loaders = Mutex::new(Arc::new(Store::loaders(services.database.clone())));
        Self { services, texts, caller, renewal: Renewal::default(), account, loaders, mails: AtomicUsize::new(0) }
    }

    /// A fresh context for the next answer of a subscription, when the viewer of now was left for it.
    pub fn renewed(&self) -> Option<Self> {
        let caller = Caller { viewer: Some(self.renewal.viewer()?), ..self.caller.clone() };
        Some(Self::new(&self.services, self.texts.clone(), caller, Arc::clone(&self.account)))
    }

    /// The context of the running request. It is put there by the one door to the schema.
    pub fn of<'a>(ctx: &async_graphql::Context<'a>) -> &'a Self {
        ctx.data_unchecked::<Self>()
    }

    /// What loads rows, each once a request.
    pub fn loaders(&self) -> Arc<DataLoader<Store, async_graphql::dataloader::HashMapCache>> {
        self.loaders.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets what was loaded: an act has changed it.
    pub fn forget(&self) {
        *self.loaders.lock().unwrap_or_else(PoisonError::into_inner) =
            Arc::new(Store::loaders(self.services.database.clone()));
    }

    /// Counts an act that sends mail to an address of the sender's choice; refuses it when the document has done `most`
    /// of them already.
    pub fn one_mail_more(&self, most: usize) -> Done<()> {
        if self.mails.fetch_add(1, Ordering::Relaxed) < most {
            return Ok(());
        }
        Err(CommandError::TooManyAttempts { retry_after_seconds: 1 })
    }

    /// The language of messages.
    pub fn locale(&self) -> Locale {
        self.caller.locale
    }

    /// Today in the Netherlands.
    pub fn today(&self) -> NaiveDate {
        local_day(self.services.clock.now())
    }
}

/// The signed-in person; without one nothing but signing in is answered.
pub fn viewer<'a>(ctx: &async_graphql::Context<'a>) -> async_graphql::Result<&'a Viewer> {
    RequestContext::of(ctx).caller.viewer.as_deref().ok_or_else(|| unauthenticated(ctx))
}

/// Who asks for an act, and under which key.
pub fn asking<'a>(ctx: &async_graphql::Context<'a>) -> async_graphql::Result<Asking<'a>> {
    let request = RequestContext::of(ctx);
    let asking = Asking::new(&request.services, viewer(ctx)?, &request.caller.request_id);
    Ok(Asking { once: once::of(ctx)?, ..asking })
}

/// Who asks for an act for which nobody has to be signed in.
pub fn anybody<'a>(ctx: &async_graphql::Context<'a>) -> Anybody<'a> {
    let request = RequestContext::of(ctx);
    let caller = &request.caller;
    Anybody { services: &request.services, address: caller.address, request_id: &caller.request_id }
}
