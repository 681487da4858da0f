//! Every path in a file that leads out of its module: in `use` lines, grouped or not, and inside code.

use std::collections::BTreeSet;

use super::lexer::Token;
use super::sources::SourceFile;

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Import {
    /// A part of the same crate, as path from its root.
    Room(String),
    /// Another crate.
    Crate(String),
    /// The standard library.
    Standard(String),
}

impl Import {
    pub fn told(&self) -> String {
        match self {
            Self::Room(path) => format!("room {path}"),
            Self::Crate(path) => format!("crate {path}"),
            Self::Standard(path) => path.clone(),
        }
    }
}

/// An import and where it stands.
pub struct Found {
    pub import: Import,
    pub line: usize,
    /// Whether it stands in tests.
    pub in_test: bool,
}

/// A path as written, before it is known where it leads.
struct Written {
    segments: Vec<String>,
    line: usize,
    /// The modules written out in the file around it.
    inside: Vec<String>,
    is_use: bool,
}

/// Everything the file imports.
pub fn imports(file: &SourceFile, tokens: &[Token]) -> Vec<Found> {
    let written = Reader { tokens, at: 0, depth: 0, modules: Vec::new(), written: Vec::new() }.read();
    let local = local_names(tokens, &written);
    written
        .into_iter()
        .filter_map(|path| {
            let in_test = file.is_test() || path.inside.iter().any(|module| module == "tests");
            let import = resolve(file, &path, &local)?;
            Some(Found { import, line: path.line, in_test })
        })
        .collect()
}

/// Names that mean something of this crate in this file, though a crate has the same name.
fn local_names(tokens: &[Token], written: &[Written]) -> BTreeSet<String> {
    let ours = |path: &&Written| path.is_use && matches!(path.segments[0].as_str(), "crate" | "self" | "super");
    let imported = written.iter().filter(ours).filter_map(|path| path.segments.last().cloned());
    let declared = tokens.windows(2).filter(|pair| pair[0].text == "mod").map(|pair| pair[1].text.clone());
    imported.chain(declared).collect()
}

fn resolve(file: &SourceFile, path: &Written, local: &BTreeSet<String>) -> Option<Import> {
    let (first, rest) = path.segments.split_first()?;
    let from_root = |mut module: Vec<String>, rest: &[String]| {
        module.extend_from_slice(rest);
        Some(Import::Room(module.join("::")))
    };
    match first.as_str() {
        "crate" => from_root(Vec::new(), rest),
        "self" | "super" => {
            let mut module = file.module();
            module.extend(path.inside.iter().cloned());
            let ups = path.segments.iter().take_while(|s| matches!(s.as_str(), "self" | "super"));
            let (ups, steps) = ups.fold((0, 0), |(u, n), s| (u + usize::from(s == "super"), n + 1));
            module.truncate(module.len().saturating_sub(ups));
            from_root(module, &path.segments[steps..])
        }
        "std" | "core" | "alloc" => Some(Import::Standard(format!("std::{}", rest.join("::")))),
        name if file.crates.contains(name) && (path.is_use || !local.contains(name)) => {
            Some(Import::Crate(path.segments.join("::")))
        }
        _ => None,
    }
}

/// Walks through the tokens of a file.
struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    /// The modules around the present place, each with the depth of braces at which it began.
    modules: Vec<(String, usize)>,
    written: Vec<Written>,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Written> {
        while self.at < self.tokens.len() {
            match self.text(0) {
                "mod" if self.text(2) == "{" => {
                    self.modules.push((self.text(1).to_owned(), self.depth));
                    self.at += 2;
                }
                "{" => {
                    self.depth += 1;
                    self.at += 1;
                }
                "}" => {
                    self.depth = self.depth.saturating_sub(1);
                    self.modules.retain(|(_, depth)| *depth < self.depth);
                    self.at += 1;
                }
                // `use<…>` after `impl` names lifetimes, not paths.
                "use" if self.text(1) != "<" => {
                    self.at += 1;
                    self.tree(&[]);
                }
                _ if self.starts_path() => {
                    let path = self.path();
                    self.note(path, false);
                }
                _ => self.at += 1,
            }
        }
        self.written
    }

    fn text(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.text.as_str())
    }

    fn starts_path(&self) -> bool {
        let is_word = self.tokens[self.at].is_word() && self.text(1) == "::";
        let before = |back: usize| self.at.checked_sub(back).map_or("", |at| self.tokens[at].text.as_str());
        let continues = before(1) == "::" && (before(2) == ">" || self.at >= 2 && self.tokens[self.at - 2].is_word());
        is_word && !continues && before(1) != "."
    }

    /// Words parted by `::`.
    fn path(&mut self) -> Vec<String> {
        let mut segments = vec![self.text(0).to_owned()];
        self.at += 1;
        while self.text(0) == "::" && self.tokens.get(self.at + 1).is_some_and(Token::is_word) {
            segments.push(self.text(1).to_owned());
            self.at += 2;
        }
        segments
    }

    /// One branch of a `use` line, with everything grouped below it.
    fn tree(&mut self, stem: &[String]) {
        let mut segments = stem.to_vec();
        loop {
            match self.text(0) {
                "::" => self.at += 1,
                "{" => {
                    self.at += 1;
                    while !matches!(self.text(0), "}" | "") {
                        self.tree(&segments);
                        if self.text(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "as" => self.at += 2,
                "," | ";" | "}" | "" => break,
                // `self` at the end of a group is the group itself.
                "self" if !segments.is_empty() => self.at += 1,
                _ => {
                    segments.push(self.text(0).to_owned());
                    self.at += 1;
                }
            }
        }
        self.note(segments, true);
    }

    fn note(&mut self, segments: Vec<String>, is_use: bool) {
        if segments.is_empty() {
            return;
        }
        let line = self.tokens[self.at.min(self.tokens.len()) - 1].line;
        let inside = self.modules.iter().map(|(name, _)| name.clone()).collect();
        self.written.push(Written { segments, line, inside, is_use });
    }
}
