//! Five questions that people of the story ask the schema, with its real answers.

use anyhow::{Context, anyhow, bail};
use async_graphql::Request;

use super::story;
use crate::{
    app::App,
    auth::Session,
    commands::{Anybody, account::sign_in},
    graphql::context::Caller,
};

/// The files with the questions. Each begins with a comment of two lines: what is asked, in words, and
/// `# as: ADDRESS`, who asks.
const QUESTIONS: [&str; 5] = [
    include_str!("../../demo/requests/1.graphql"),
    include_str!("../../demo/requests/2.graphql"),
    include_str!("../../demo/requests/3.graphql"),
    include_str!("../../demo/requests/4.graphql"),
    include_str!("../../demo/requests/5.graphql"),
];

/// A question with its answer.
pub(super) struct Asked {
    /// In words.
    pub title: &'static str,
    /// The address of whoever asks.
    pub by: &'static str,
    /// As sent.
    pub document: &'static str,
    /// What came back, as indented JSON.
    pub answer: String,
}

/// Asks them all.
pub(super) async fn ask_all(app: &App) -> anyhow::Result<Vec<Asked>> {
    let mut asked = Vec::with_capacity(QUESTIONS.len());
    for text in QUESTIONS {
        asked.push(ask(app, text).await?);
    }
    Ok(asked)
}

async fn ask(app: &App, text: &'static str) -> anyhow::Result<Asked> {
    let (title, by, document) = parts(text).context("a question lacks its heading")?;
    let answer = app.api().execute(Request::new(document), caller(app, by).await?).await;
    if let Some(error) = answer.errors.first() {
        bail!("the question “{title}” got no answer: {}", error.message);
    }
    let answer = serde_json::to_string_pretty(&answer.data).context("an answer is no JSON")?;
    Ok(Asked { title, by, document, answer })
}

/// Title, asker and document of a file.
fn parts(text: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (title, rest) = text.strip_prefix('#')?.split_once('\n')?;
    let (by, document) = rest.strip_prefix("# as:")?.split_once('\n')?;
    Some((title.trim(), by.trim(), document.trim()))
}

/// The person behind the address, signed in the way anybody signs in.
async fn caller(app: &App, email: &str) -> anyhow::Result<Caller> {
    let failed = || format!("{email} cannot sign in");
    let who = Anybody::here(app.services(), "demo");
    let session = sign_in(who, email, story::PASSWORD).await.with_context(failed)?;
    let Session { viewer, expires_at, .. } = app
        .authenticator()
        .session(&session.access.token)
        .await
        .map_err(|error| anyhow!(error))
        .with_context(failed)?;
    let locale = viewer.locale;
    let request_id = who.request_id.to_owned();
    Ok(Caller { viewer: Some(viewer), expires_at: Some(expires_at), address: who.address, locale, request_id })
}
