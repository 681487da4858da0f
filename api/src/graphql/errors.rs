//! How no is said: refusals in the payload, everything else as an error with one of a few codes.

use async_graphql::{Context, Error, ErrorExtensions, ServerError, SimpleObject};

use super::{
    context::RequestContext,
    cost::{Refused, TextTooLong},
    enums::RefusalCode,
    security,
};
use crate::{
    budget::Exceeded,
    commands::{BUSY_SECONDS, CommandError, Done},
    domain::refusal,
    policy::{Denial, Locale},
    storage,
    texts::Texts,
};

/// Why an act was refused (weigering): a stable code, a sentence in the viewer's language, and the place in the input.
#[derive(SimpleObject, Debug, Clone)]
pub struct Refusal {
    /// The stable code.
    pub code: RefusalCode,
    /// The sentence, in the viewer's language.
    pub message: String,
    /// The place in the input, outermost first; empty when the act as a whole is refused.
    pub path: Vec<String>,
}

/// The refusal as the viewer reads it.
pub fn refusal(ctx: &Context<'_>, it: &refusal::Refusal) -> Refusal {
    let request = RequestContext::of(ctx);
    let message = request.texts.refusal(request.locale(), it);
    Refusal { code: it.code.into(), message, path: it.path.clone() }
}

fn coded(message: impl Into<String>, code: &'static str) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// The client sent something that cannot be understood; `field` says where.
pub fn bad_input(message: impl Into<String>, field: &str) -> Error {
    coded(message, "BAD_USER_INPUT").extend_with(|_, extensions| extensions.set("field", field))
}

/// Nobody is signed in, or the credentials are not good.
pub fn unauthenticated(ctx: &Context<'_>) -> Error {
    let request = RequestContext::of(ctx);
    coded(request.texts.text(request.locale(), "error-unauthenticated", &[]), "UNAUTHENTICATED")
}

/// The viewer may read the thing but not do this. It is noted.
pub fn forbidden(ctx: &Context<'_>, denial: Denial) -> Error {
    let it = refusal(ctx, &refusal::Refusal::new(denial.code()));
    let reason = security::in_capitals(denial.code());
    security::refused(ctx, &reason);
    coded(it.message, "FORBIDDEN").extend_with(|_, extensions| extensions.set("reason", reason.as_str()))
}

/// The request is over its budget. Acts that were done before that stay done, and are counted.
pub fn too_expensive(texts: &Texts, locale: Locale, exceeded: Exceeded, acts_done: u64) -> ServerError {
    let Exceeded { counted, limit } = exceeded;
    let mut error = ServerError::new(texts.over_the_budget(locale, counted.name(), limit), None);
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("code", "TOO_EXPENSIVE");
    extensions.set("counted", counted.name());
    extensions.set("limit", limit);
    if acts_done > 0 {
        extensions.set("actsDone", acts_done);
    }
    error
}

/// A document that is not run at all.
pub fn refused_unrun(request: &RequestContext, refused: Refused) -> ServerError {
    let (texts, locale) = (&request.texts, request.locale());
    let told = |code: &'static str, text: String| {
        let mut error = ServerError::new(text, None);
        error.extensions.get_or_insert_default().set("code", code);
        error
    };
    match refused {
        Refused::TooExpensive(exceeded) => too_expensive(texts, locale, exceeded, 0),
        Refused::TooDeep { limit } => {
            told("BAD_USER_INPUT", texts.text(locale, "error-too-deep", &[("limit", &limit.to_string())]))
        }
        Refused::Introspection => told("FORBIDDEN", texts.text(locale, "error-introspection-closed", &[])),
        Refused::Text(TextTooLong { field, limit }) => {
            let of = [("field", field.as_str()), ("limit", &limit.to_string())];
            let mut error = told("BAD_USER_INPUT", texts.text(locale, "error-text-too-long", &of));
            error.extensions.get_or_insert_default().set("field", field);
            error
        }
    }
}

/// Something broke: logged once with its causes, told to nobody. What comes of load alone is not broken but busy.
pub fn internal(ctx: &Context<'_>, error: &(dyn std::error::Error + 'static)) -> Error {
    let request = RequestContext::of(ctx);
    if request.account.exceeded().is_some() {
        // What fails now fails because the request is being ended; nobody will read this.
        return coded(String::new(), "TOO_EXPENSIVE");
    }
    if storage::error::is_load(error) {
        tracing::warn!(error, request_id = %request.caller.request_id, "too busy to answer");
        return later(ctx, "error-busy", "BUSY", BUSY_SECONDS);
    }
    tracing::error!(error, request_id = %request.caller.request_id, "the request could not be answered");
    coded(request.texts.text(request.locale(), "error-internal", &[]), "INTERNAL")
}

/// A read that went wrong.
pub fn read_failed(ctx: &Context<'_>, error: &storage::Error) -> Error {
    internal(ctx, error)
}

/// Not now, but after so many seconds.
fn later(ctx: &Context<'_>, text: &str, code: &'static str, retry_after_seconds: u64) -> Error {
    let request = RequestContext::of(ctx);
    let seconds = retry_after_seconds.to_string();
    let message = request.texts.text(request.locale(), text, &[("seconds", &seconds)]);
    coded(message, code).extend_with(|_, extensions| extensions.set("retryAfterSeconds", retry_after_seconds))
}

/// What an act came to: its result, or the refusals for the payload, or an error. What concerns security is noted.
pub fn outcome<T>(ctx: &Context<'_>, done: Done<T>) -> async_graphql::Result<(Option<T>, Vec<Refusal>)> {
    // What was loaded before the act may have changed by it.
    RequestContext::of(ctx).forget();
    match done {
        Ok(value) => {
            security::done(ctx);
            Ok((Some(value), Vec::new()))
        }
        Err(CommandError::Refused(refusals)) => {
            if let Some(reason) = security::reason(ctx, refusals.iter().map(|it| it.code)) {
                security::refused(ctx, &reason);
            }
            Ok((None, refusals.iter().map(|it| refusal(ctx, it)).collect()))
        }
        Err(CommandError::Denied(denial)) => Err(forbidden(ctx, denial)),
        Err(CommandError::Unauthenticated) => {
            security::refused(ctx, "UNAUTHENTICATED");
            Err(unauthenticated(ctx))
        }
        Err(CommandError::TooManyAttempts { retry_after_seconds }) => {
            security::refused(ctx, "RATE_LIMITED");
            Err(later(ctx, "error-too-many-attempts", "RATE_LIMITED", retry_after_seconds))
        }
        // An act of nobody has no key, and every other is told by `given`, which looks for what it gave.
        Err(error @ CommandError::DoneBefore(_)) => Err(internal(ctx, &error)),
        Err(CommandError::Busy { retry_after_seconds }) => Err(later(ctx, "error-busy", "BUSY", retry_after_seconds)),
        Err(error @ (CommandError::Storage(_) | CommandError::Attachments(_) | CommandError::Auth(_))) => {
            Err(internal(ctx, &error))
        }
    }
}
