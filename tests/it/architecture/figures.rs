//! Figures reach readers through one gate: no other file of the rooms that answer looks into one.

use super::lexer::{Token, tokens};
use super::sources::{SourceFile, all};

/// The rooms that answer readers.
const ANSWERING: [&str; 2] = ["graphql", "files"];
/// The one place there that asks the gate what its reader gets.
const GATE: &str = "api/src/graphql/figures.rs";
/// What only the gate reads: a figure itself, what a year's context says in figures, and totals as stored.
const INSIDE: [&str; 4] = ["figure", "earlier", "suggested", "totals"];
/// Functions that make something of figures without asking who reads it.
const MADE: [&str; 3] = ["to_date", "standing", "rests_on"];

/// Every look into a figure, by line.
fn looks(tokens: &[Token]) -> Vec<(String, usize)> {
    let field =
        |three: &&[Token]| three[0].text == "." && INSIDE.contains(&three[1].text.as_str()) && three[2].text != "(";
    let fields = tokens.windows(3).filter(field).map(|three| (three[1].text.clone(), three[1].line));
    // A call by its plain name: the methods of the gate and of the schema have a dot or `fn` before them.
    let call = |three: &&[Token]| {
        MADE.contains(&three[1].text.as_str()) && three[2].text == "(" && ![".", "fn"].contains(&three[0].text.as_str())
    };
    let calls = tokens.windows(3).filter(call).map(|three| (three[1].text.clone(), three[1].line));
    fields.chain(calls).collect()
}

#[test]
fn nobody_looks_into_a_figure_without_the_gate() {
    let answers = |file: &&SourceFile| {
        file.room().is_some_and(|room| ANSWERING.contains(&room)) && file.path != GATE && !file.is_test()
    };
    let files = all();
    let told = |file: &SourceFile| -> Vec<String> {
        let found = looks(&tokens(&file.text)).into_iter();
        found.map(|(name, line)| format!("{}:{line}: {name}", file.path)).collect()
    };
    let offences: Vec<String> = files.iter().filter(answers).flat_map(told).collect();
    assert!(offences.is_empty(), "{} figures past the gate:\n{}", offences.len(), offences.join("\n"));
    let gate = files.iter().find(|file| file.path == GATE).expect("the gate");
    assert!(!looks(&tokens(&gate.text)).is_empty(), "the gate looks into figures");
}

#[test]
fn a_look_into_a_figure_is_found() {
    let source = "fn f() { it.figure.number(); line.earlier.iter(); gate.to_date(x); self.suggested(); }\n\
                  fn to_date(x) { standing(x); domain::standing::to_date(y) }";
    let found: Vec<String> = looks(&tokens(source)).into_iter().map(|(name, line)| format!("{name} {line}")).collect();
    assert_eq!(found, ["figure 1", "earlier 1", "standing 2", "to_date 2"]);
}
