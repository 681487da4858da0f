//! What the demo prints once it answers.

use std::path::PathBuf;

use serde::Serialize;

use super::{requests, story};
use crate::app::App;

/// Where things are.
pub(super) struct Place {
    /// The start of every address.
    pub url: String,
    /// The folder with the mail.
    pub mail: PathBuf,
}

const GRAPHQL: &str = "/graphql";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    address: &'a str,
    graphql_path: &'a str,
    mail_folder: String,
    sign_ins: Vec<SignIn>,
}

#[derive(Serialize)]
struct SignIn {
    name: String,
    email: String,
    password: &'static str,
    role: &'static str,
    party: Option<String>,
}

fn sign_ins() -> Vec<SignIn> {
    let of = |person: story::SignIn| SignIn {
        name: person.name,
        email: person.email,
        password: story::PASSWORD,
        role: person.role.name(),
        party: person.party,
    };
    story::people().into_iter().map(of).collect()
}

/// One line of JSON.
pub(super) fn line(place: &Place) -> anyhow::Result<String> {
    let mail_folder = place.mail.display().to_string();
    let line = Line { address: &place.url, graphql_path: GRAPHQL, mail_folder, sign_ins: sign_ins() };
    Ok(serde_json::to_string(&line)?)
}

/// A page for a person.
pub(super) async fn page(app: &App, place: &Place) -> anyhow::Result<String> {
    let mut lines = vec![
        "Regiekring answers.".to_owned(),
        String::new(),
        format!("  GraphQL  {}{GRAPHQL}   (open it in a browser for the query editor)", place.url),
        format!("  mail     {}   (every mail of the story as a file)", place.mail.display()),
        String::new(),
        format!("Sign in as any of these, with the password: {}", story::PASSWORD),
        String::new(),
    ];
    lines.extend(table(&sign_ins()));
    lines.push(String::new());
    lines.push("Five questions, and what the service answers:".to_owned());
    for (number, asked) in (1..).zip(requests::ask_all(app).await?) {
        lines.push(format!("\n{number}. {} (asked by {})\n", asked.title, asked.by));
        lines.extend(indented(asked.document));
        lines.push(String::new());
        lines.extend(indented(&asked.answer));
    }
    lines.push("\nCtrl-C stops it; the next start goes on with the same data, --fresh begins anew.".to_owned());
    Ok(lines.join("\n"))
}

fn table(people: &[SignIn]) -> Vec<String> {
    let width = |of: fn(&SignIn) -> &str| people.iter().map(|person| of(person).chars().count()).max().unwrap_or(0);
    let names = width(|person| &person.name);
    let addresses = width(|person| &person.email);
    let roles = width(|person| person.role);
    let row = |it: &SignIn| {
        let party = it.party.as_deref().unwrap_or("–");
        format!("  {:<addresses$}  {:<names$}  {:<roles$}  {party}", it.email, it.name, it.role)
    };
    people.iter().map(row).collect()
}

fn indented(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(|line| format!("    {line}"))
}
