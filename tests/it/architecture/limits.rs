//! What keeps the code readable: short files, short functions, no loose ends, no drawers for odds and ends.

use super::lexer::{Token, tokens};
use super::sources::{SourceFile, all};

/// A file has fewer lines than this.
const FILE_LINES: usize = 300;
/// A function has fewer lines than this, from its name to its closing brace.
const FUNCTION_LINES: usize = 60;
/// Macros that say something is not done yet, or was put there to look.
const UNDONE: [&str; 3] = ["todo", "unimplemented", "dbg"];
/// Names that say nothing about what is inside.
const DRAWERS: [&str; 6] = ["util", "utils", "helper", "helpers", "manager", "managers"];

fn report(offences: &[String]) {
    assert!(offences.is_empty(), "{} offences:\n{}", offences.len(), offences.join("\n"));
}

#[test]
fn files_are_short() {
    let long = |file: &SourceFile| {
        let lines = file.text.lines().count();
        (lines >= FILE_LINES).then(|| format!("{}: {lines} lines", file.path))
    };
    report(&all().iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn functions_are_short() {
    let long = |file: &SourceFile| {
        let functions = functions(&tokens(&file.text)).into_iter().filter(|(_, _, lines)| *lines >= FUNCTION_LINES);
        functions.map(|(name, line, lines)| format!("{}:{line}: {name}, {lines} lines", file.path)).collect::<Vec<_>>()
    };
    report(&all().iter().flat_map(long).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_undone() {
    let undone = |file: &SourceFile| {
        let found = undone(&tokens(&file.text));
        found.into_iter().map(|(name, line)| format!("{}:{line}: {name}!", file.path)).collect::<Vec<_>>()
    };
    report(&all().iter().flat_map(undone).collect::<Vec<_>>());
}

#[test]
fn files_are_named_after_what_is_inside() {
    report(&all().into_iter().map(|file| file.path).filter(|path| is_drawer(path)).collect::<Vec<_>>());
}

fn is_drawer(path: &str) -> bool {
    let words = path.trim_end_matches(".rs").split(['/', '_', '-']);
    words.into_iter().any(|word| DRAWERS.contains(&word))
}

fn undone(tokens: &[Token]) -> Vec<(String, usize)> {
    let calls = tokens.windows(2).filter(|pair| UNDONE.contains(&pair[0].text.as_str()) && pair[1].text == "!");
    calls.map(|pair| (pair[0].text.clone(), pair[0].line)).collect()
}

/// The name, first line and number of lines of each function that has a body.
fn functions(tokens: &[Token]) -> Vec<(String, usize, usize)> {
    let starts = tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].text == "fn" && pair[1].is_word());
    starts
        .filter_map(|(at, pair)| {
            let end = end_of_body(&tokens[at..])?;
            Some((pair[1].text.clone(), pair[0].line, end + 1 - pair[0].line))
        })
        .collect()
}

/// The line on which the first body in braces ends; `None` when a semicolon comes before it.
fn end_of_body(tokens: &[Token]) -> Option<usize> {
    let (mut braces, mut others) = (0_usize, 0_usize);
    for token in tokens {
        match token.text.as_str() {
            "{" => braces += 1,
            "}" if braces <= 1 => return Some(token.line),
            "}" => braces -= 1,
            "(" | "[" => others += 1,
            ")" | "]" => others = others.saturating_sub(1),
            ";" if braces == 0 && others == 0 => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn the_length_of_a_function_is_counted() {
    let source = "trait T { fn none(x: [u8; 2]); }\n\nfn one() { if x { y } }\nconst fn four(\n  x: [u8; 2],\n) {\n}\ntype F = fn();";
    let found = functions(&tokens(source));
    assert_eq!(found, [("one".to_owned(), 3, 1), ("four".to_owned(), 4, 4)]);
}

#[test]
fn what_is_undone_and_ill_named_is_found() {
    let found = undone(&tokens("fn f() {\n  todo!()\n}\n// todo!\nfn todo() { \"unimplemented!\"; }"));
    assert_eq!(found, [("todo".to_owned(), 2)]);
    assert!(
        is_drawer("api/src/domain/utils.rs") && is_drawer("api/src/helpers/mod.rs") && is_drawer("a/mail_manager.rs")
    );
    assert!(!is_drawer("api/src/domain/report.rs"));
}
