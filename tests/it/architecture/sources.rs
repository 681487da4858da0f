//! The files of the workspace.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of Rust.
pub struct SourceFile {
    /// From the root of the workspace: `api/src/domain/report/mod.rs`.
    pub path: String,
    pub text: String,
    /// The crates its crate depends on, as written in code.
    pub crates: BTreeSet<String>,
}

impl SourceFile {
    pub fn new(path: &str, text: &str, crates: &[&str]) -> Self {
        let ours = ["api", "entities", "migration", "tests"];
        let crates = crates.iter().chain(&ours).map(|&name| name.to_owned()).collect();
        Self { path: path.to_owned(), text: text.to_owned(), crates }
    }

    /// Whether it holds nothing but the tests of a room.
    pub fn is_test(&self) -> bool {
        self.room().is_some() && self.path.trim_end_matches(".rs").split('/').any(|part| part == "tests")
    }

    /// Where the file stands in its crate: `["domain", "report"]`.
    pub fn module(&self) -> Vec<String> {
        let inner = self.path.split_once("/src/").or_else(|| self.path.split_once('/')).map_or("", |(_, inner)| inner);
        let steps = inner.trim_end_matches(".rs").split('/');
        steps.filter(|step| !matches!(*step, "mod" | "lib" | "main")).map(str::to_owned).collect()
    }

    /// The room of `api` it stands in.
    pub fn room(&self) -> Option<&str> {
        let inner = self.path.strip_prefix("api/src/")?;
        Some(inner.split('/').next()?.trim_end_matches(".rs"))
    }
}

/// All files of the four crates.
pub fn all() -> Vec<SourceFile> {
    let root = root();
    let mut files = Vec::new();
    for package in ["api", "entities", "migration", "tests"] {
        let crates = dependencies(&root.join(package).join("Cargo.toml"));
        let crates: Vec<&str> = crates.iter().map(String::as_str).collect();
        for file in rust_files(&root.join(package)) {
            let path = file.strip_prefix(&root).unwrap().to_str().expect("a path in Unicode").replace('\\', "/");
            files.push(SourceFile::new(&path, &fs::read_to_string(&file).unwrap(), &crates));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace around the package").to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = Vec::new();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The crates named in a manifest, as they are written in code.
fn dependencies(manifest: &Path) -> Vec<String> {
    let manifest: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    let tables = sections.iter().filter_map(|section| manifest.get(*section)?.as_table());
    tables.flat_map(|table| table.keys().map(|name| name.replace('-', "_"))).collect()
}
