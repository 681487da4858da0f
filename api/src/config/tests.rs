mod documented;
mod merging;
mod production;
mod wrong_values;

use std::path::{Path, PathBuf};

use super::{Config, ConfigProblems, Problem};

/// A settings file of its own for each test, gone afterwards.
struct SettingsFile(PathBuf);

impl SettingsFile {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("regiekring-settings-{}-{name}.toml", std::process::id()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SettingsFile {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).unwrap();
    }
}

fn load(file: Option<&Path>, variables: &[(&str, &str)]) -> Result<Config, ConfigProblems> {
    let variables: Vec<_> = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Config::load(file, || variables.clone())
}

fn problems(file: Option<&Path>, variables: &[(&str, &str)]) -> Vec<Problem> {
    load(file, variables).unwrap_err().0
}

/// The names of the settings refused, in alphabetical order.
fn refused(file: Option<&Path>, variables: &[(&str, &str)]) -> Vec<String> {
    let mut names: Vec<String> = problems(file, variables).into_iter().map(|problem| problem.setting).collect();
    names.sort();
    names
}
