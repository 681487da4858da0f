//! What the service says to people, in Dutch and in English.
//!
//! Knows the message files (`texts/nl`, `texts/en`) and nothing of what they are about; never imports a room
//! other than the languages, and the refusals and the matrix that it puts into words. Start reading at
//! [`Texts::text`].

use chrono::{Datelike, NaiveDate};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use crate::{domain::refusal::Refusal, policy::Locale};

mod matrix_view;

#[cfg(test)]
mod tests;

/// The message files of a language, each with its name for the log.
const NL: [(&str, &str); 5] = [
    ("nl/words.ftl", include_str!("../texts/nl/words.ftl")),
    ("nl/refusal.ftl", include_str!("../texts/nl/refusal.ftl")),
    ("nl/mail.ftl", include_str!("../texts/nl/mail.ftl")),
    ("nl/coherence.ftl", include_str!("../texts/nl/coherence.ftl")),
    ("nl/editor.ftl", include_str!("../texts/nl/editor.ftl")),
];
const EN: [(&str, &str); 5] = [
    ("en/words.ftl", include_str!("../texts/en/words.ftl")),
    ("en/refusal.ftl", include_str!("../texts/en/refusal.ftl")),
    ("en/mail.ftl", include_str!("../texts/en/mail.ftl")),
    ("en/coherence.ftl", include_str!("../texts/en/coherence.ftl")),
    ("en/editor.ftl", include_str!("../texts/en/editor.ftl")),
];

/// Why a text could not be made. Always a mistake in the program or the message files.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextError {
    /// Neither the asked language nor Dutch has the text.
    #[error("no text {0}")]
    Missing(String),
    /// The text refers to a variable that was not given, or to another text that does not exist.
    #[error("text {key}: {problem}")]
    Incomplete {
        /// The key, with its attribute if any.
        key: String,
        /// What Fluent says is wrong.
        problem: String,
    },
}

/// Every text of the service. Built once and shared.
pub struct Texts {
    nl: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Texts {
    /// The texts compiled into the program. A faulty entry is left out and logged; a test sees to it that
    /// there is none.
    pub fn embedded() -> Self {
        Self { nl: bundle(Locale::Nl, &NL), en: bundle(Locale::En, &EN) }
    }

    /// The text of a key with its variables filled in. A text that does not exist is logged and answered with
    /// its key, so that the reader sees something and we see what is missing.
    pub fn text(&self, locale: Locale, key: &str, args: &[(&str, &str)]) -> String {
        self.strict(locale, key, None, args).unwrap_or_else(|error| {
            tracing::error!(%error, locale = locale.name(), "a text cannot be shown");
            key.to_owned()
        })
    }

    /// An attribute (`key.attribute`) of a text; `None` when there is none in either language.
    pub fn attribute(&self, locale: Locale, key: &str, attribute: &str, args: &[(&str, &str)]) -> Option<String> {
        match self.strict(locale, key, Some(attribute), args) {
            Ok(text) => Some(text),
            Err(TextError::Missing(_)) => None,
            Err(error) => {
                tracing::error!(%error, locale = locale.name(), "a text cannot be shown");
                Some(format!("{key}.{attribute}"))
            }
        }
    }

    /// The text of a key, or of its attribute, or what is wrong: for mail, which is better not sent than sent
    /// with a gap.
    pub fn strict(
        &self,
        locale: Locale,
        key: &str,
        attribute: Option<&str>,
        args: &[(&str, &str)],
    ) -> Result<String, TextError> {
        let mut variables = FluentArgs::with_capacity(args.len());
        for (variable, value) in args {
            variables.set(*variable, *value);
        }
        formatted(self.bundle(locale), key, attribute, &variables)
            .or_else(|| formatted(&self.nl, key, attribute, &variables))
            .unwrap_or_else(|| Err(TextError::Missing(name(key, attribute))))
    }

    /// A day in words: "1 oktober 2019", "1 October 2019".
    pub fn date(&self, locale: Locale, date: NaiveDate) -> String {
        let month = self.text(locale, &format!("month-{}", date.month()), &[]);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.text(locale, "date", &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// That a request cost more than one may: what was counted, and the limit.
    pub fn over_the_budget(&self, locale: Locale, counted: &str, limit: u64) -> String {
        self.text(locale, "error-too-expensive", &[("counted", counted), ("limit", &limit.to_string())])
    }

    /// Why an act is refused, in a sentence. Days are told as people write them.
    pub fn refusal(&self, locale: Locale, it: &Refusal) -> String {
        let told = |value: &String| match value.parse() {
            Ok(day) => self.date(locale, day),
            Err(_) => value.clone(),
        };
        let details: Vec<(&str, String)> = it.details.iter().map(|(name, value)| (*name, told(value))).collect();
        let details: Vec<(&str, &str)> = details.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.text(locale, &format!("refusal-{}", it.code.key()), &details)
    }

    const fn bundle(&self, locale: Locale) -> &FluentBundle<FluentResource> {
        match locale {
            Locale::Nl => &self.nl,
            Locale::En => &self.en,
        }
    }
}

fn bundle(locale: Locale, files: &[(&str, &str)]) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = locale.name().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks that isolate right-to-left variables show up as odd signs in mail subjects.
    bundle.set_use_isolating(false);
    for (name, source) in files {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(file = name, ?errors, "a message file has faulty entries");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(file = name, ?errors, "a message file repeats keys");
        }
    }
    bundle
}

/// The text in one language; `None` when that language does not have it.
fn formatted(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    attribute: Option<&str>,
    variables: &FluentArgs<'_>,
) -> Option<Result<String, TextError>> {
    let message = bundle.get_message(key)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(attribute) => message.get_attribute(attribute)?.value(),
    };
    let mut problems = Vec::new();
    let text = bundle.format_pattern(pattern, Some(variables), &mut problems).into_owned();
    Some(match problems.first() {
        None => Ok(text),
        Some(problem) => Err(TextError::Incomplete { key: name(key, attribute), problem: problem.to_string() }),
    })
}

fn name(key: &str, attribute: Option<&str>) -> String {
    attribute.map_or_else(|| key.to_owned(), |attribute| format!("{key}.{attribute}"))
}
