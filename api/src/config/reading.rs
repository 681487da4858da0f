//! Lays the environment over the settings file and collects everything that is wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use config::{Environment, File, FileFormat, Source, Value, ValueKind};

use super::settings::{FILE_VARIABLE, PREFIX, SETTINGS, Setting};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// The settings file.
    File(PathBuf),
    /// An environment variable, by name.
    Variable(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("not set"),
            Self::File(path) => write!(f, "set in {}", path.display()),
            Self::Variable(name) => write!(f, "set by {name}"),
        }
    }
}

/// One thing wrong with the settings. It never holds the value, which may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {reason} ({origin})")]
pub struct Problem {
    /// The name of the setting, as in the file.
    pub setting: String,
    /// What was expected instead.
    pub reason: String,
    /// Where the value came from.
    pub origin: Origin,
}

/// Everything wrong with the settings, one line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblems(pub Vec<Problem>);

impl std::error::Error for ConfigProblems {}

impl fmt::Display for ConfigProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the settings cannot be used:")?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

/// The merged settings, and what was found wrong so far.
pub(super) struct Reader {
    values: BTreeMap<String, Value>,
    file: PathBuf,
    problems: Vec<Problem>,
}

impl Reader {
    /// Reads and merges both sources. Stops at a file that cannot be read: what it would have set is
    /// unknown, and complaints about that would mislead.
    pub(super) fn open(file: Option<&Path>, environment: &[(String, String)]) -> Result<Self, ConfigProblems> {
        let (variables, problems) = own_variables(environment);
        let named_by_variable =
            environment.iter().find(|(name, value)| name == FILE_VARIABLE && !value.is_empty()).map(|(_, path)| path);
        let file = file.map(Path::to_path_buf).or_else(|| named_by_variable.map(PathBuf::from));
        let text = match &file {
            Some(path) => read_file(path).map_err(|problem| ConfigProblems(vec![problem]))?,
            None => String::new(),
        };
        let file = file.unwrap_or_default();
        let variables = Environment::with_prefix(PREFIX.trim_end_matches('_'))
            .prefix_separator("_")
            .separator("__")
            .ignore_empty(true)
            .source(Some(variables.into_iter().collect()));
        let merged = config::Config::builder()
            .add_source(File::from_str(&text, FileFormat::Toml))
            .add_source(variables)
            .build()
            .and_then(|merged| merged.collect())
            // The reason is left out: it may quote the line, and with it a password.
            .map_err(|_| {
                ConfigProblems(vec![file_problem(&file, "cannot be merged with the environment".to_owned())])
            })?;
        let mut values = BTreeMap::new();
        flatten("", merged, &mut values);
        let mut reader = Self { values, file, problems };
        reader.refuse_unknown();
        Ok(reader)
    }

    fn refuse_unknown(&mut self) {
        let unknown: Vec<String> = self.values.keys().filter(|name| Setting::named(name).is_none()).cloned().collect();
        for name in unknown {
            let reason = if is_section(&name) { "is a section, not a value" } else { "is not a setting" };
            self.refuse(&name, reason);
        }
    }

    /// Where the value of `name` came from.
    pub(super) fn origin(&self, name: &str) -> Origin {
        match (self.values.get(name), Setting::named(name)) {
            (None, _) => Origin::Default,
            (Some(value), Some(setting)) if value.origin().is_some() => Origin::Variable(setting.environment()),
            (Some(_), _) => Origin::File(self.file.clone()),
        }
    }

    /// Records that `name` cannot stay as it is.
    pub(super) fn refuse(&mut self, name: &str, reason: impl Into<String>) {
        let origin = self.origin(name);
        self.problems.push(Problem { setting: name.to_owned(), reason: reason.into(), origin });
    }

    /// Whether anybody set `name`.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// A value that `parse` understands, from a text; `None` when not set or refused.
    pub(super) fn text<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.take(name, |value| match &value.kind {
            ValueKind::String(text) => parse(text),
            _ => None,
        })
    }

    /// A whole number within `range`.
    pub(super) fn number<T: TryFrom<i64>>(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<T> {
        self.take(name, |value| {
            let number = match &value.kind {
                ValueKind::I64(number) => Some(*number),
                ValueKind::String(text) if value.origin().is_some() => text.trim().parse().ok(),
                _ => None,
            };
            number.filter(|number| range.contains(number)).and_then(|number| T::try_from(number).ok())
        })
    }

    /// True or false.
    pub(super) fn switch(&mut self, name: &str) -> Option<bool> {
        self.take(name, |value| match &value.kind {
            ValueKind::Boolean(switch) => Some(*switch),
            ValueKind::String(text) if value.origin().is_some() => text.trim().parse().ok(),
            _ => None,
        })
    }

    /// A list of values that `parse` understands; one that it does not refuses the whole list.
    pub(super) fn list<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        self.take(name, |value| match &value.kind {
            ValueKind::Array(items) => items
                .iter()
                .map(|item| match &item.kind {
                    ValueKind::String(text) => parse(text),
                    _ => None,
                })
                .collect(),
            ValueKind::String(text) if value.origin().is_some() => {
                text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(parse).collect()
            }
            _ => None,
        })
    }

    fn take<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let value = self.values.get(name)?;
        let read = read(value);
        if read.is_none() {
            let expected = Setting::named(name).map_or("another value", |setting| setting.expected);
            self.refuse(name, format!("expected {expected}"));
        }
        read
    }

    /// Gives `config` when nothing was refused.
    pub(super) fn finish<T>(self, config: T) -> Result<T, ConfigProblems> {
        if self.problems.is_empty() { Ok(config) } else { Err(ConfigProblems(self.problems)) }
    }
}

/// The variables that are settings, and a problem for each that only looks like one.
fn own_variables(environment: &[(String, String)]) -> (Vec<(String, String)>, Vec<Problem>) {
    let own = environment.iter().filter(|(name, _)| name.starts_with(PREFIX) && name != FILE_VARIABLE);
    let (known, unknown): (Vec<_>, Vec<_>) =
        own.cloned().partition(|(name, _)| SETTINGS.iter().any(|setting| setting.environment() == *name));
    let problems = unknown
        .into_iter()
        .map(|(name, _)| Problem {
            setting: name.trim_start_matches(PREFIX).to_ascii_lowercase().replace("__", "."),
            reason: "is not a setting".to_owned(),
            origin: Origin::Variable(name),
        })
        .collect();
    (known, problems)
}

fn read_file(path: &Path) -> Result<String, Problem> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| file_problem(path, format!("cannot be read: {}", error.kind())))?;
    match toml::from_str::<toml::Table>(&text) {
        Ok(_) => Ok(text),
        // Only the place is told: the parser's own message may quote the line, and with it a password.
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            Err(file_problem(path, format!("is not valid TOML at line {line}")))
        }
    }
}

fn file_problem(path: &Path, reason: String) -> Problem {
    Problem { setting: "settings file".to_owned(), reason, origin: Origin::File(path.to_path_buf()) }
}

fn is_section(name: &str) -> bool {
    let start = format!("{name}.");
    SETTINGS.iter().any(|setting| setting.name.starts_with(&start))
}

fn flatten(prefix: &str, table: impl IntoIterator<Item = (String, Value)>, into: &mut BTreeMap<String, Value>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
        match value.kind {
            ValueKind::Table(inner) if !inner.is_empty() => flatten(&name, inner, into),
            // An empty section that could hold settings sets nothing; any other empty one is a misspelling.
            ValueKind::Table(_) if is_section(&name) => {}
            _ => {
                into.insert(name, value);
            }
        }
    }
}
