//! Documents that are known to stop a service without a gate.

use std::time::{Duration, Instant};

use super::*;

fn refused_quickly(document: &str) -> Refusal {
    let start = Instant::now();
    let refusal = gate(document).expect_err("came through the gate");
    assert!(start.elapsed() < Duration::from_millis(500), "took {:?}", start.elapsed());
    refusal
}

fn nested(open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(5_000), close.repeat(5_000))
}

#[test]
fn nesting_in_arguments_defaults_directives_types_and_selections() {
    let lists = nested("[", "", "]");
    let objects = nested("{a:", "1", "}");
    for document in [
        format!("{{ a(x: {lists}) }}"),
        format!("{{ a(x: {objects}) }}"),
        format!("query($x: T = {lists}) {{ a }}"),
        format!("query($x: T = {objects}) {{ a }}"),
        format!("{{ a @b(x: {lists}) }}"),
        format!("query @b(x: {objects}) {{ a }}"),
        format!("query($x: {}) {{ a }}", nested("[", "T", "]")),
        nested("{a", "", "}"),
        nested("{...", "a", "}"),
        format!("{{ a(x: {}", "[".repeat(20_000)),
    ] {
        assert_eq!(refused_quickly(&document), Refusal::TooDeep { limit: 32 });
    }
}

/// Fragments F0 to Fn, each using the next one twice.
fn doubling(length: usize) -> String {
    let mut document = String::from("{...F0}");
    for index in 0..length {
        let next = index + 1;
        write!(document, "fragment F{index} on Q{{...F{next} ...F{next}}}").unwrap();
    }
    write!(document, "fragment F{length} on Q{{a}}").unwrap();
    document
}

#[test]
fn doubling_fragments() {
    let document = doubling(18);
    assert!(document.len() < 801, "{}", document.len());
    assert!(matches!(refused_quickly(&document), Refusal::TooMany { limit: 3_000, .. }));
    assert!(matches!(refused_quickly(&doubling(49)), Refusal::TooMany { limit: 3_000, .. }));
    assert!(matches!(refused_quickly(&doubling(1_000)), Refusal::TooMany { what: "fragments", .. }));
    let unused = doubling(18).replace("{...F0}", "{a}");
    assert!(
        matches!(refused_quickly(&unused), Refusal::TooMany { limit: 3_000, .. }),
        "validation reads it all the same"
    );
    let split = (0..20).fold(String::new(), |text, index| text + &format!("query Q{index}{{...F0}}"));
    let split = doubling(6).replace("{...F0}", &split);
    assert!(matches!(refused_quickly(&split), Refusal::TooMany { limit: 3_000, .. }), "operations count together");
}

#[test]
fn fragments_in_a_circle() {
    assert_eq!(refused_quickly("{...A} fragment A on Q {...B} fragment B on Q {...A}"), Refusal::Circle);
    assert_eq!(refused_quickly("{a} fragment A on Q {a {...A}}"), Refusal::Circle);
}

#[test]
fn a_flood_of_aliases_directives_fields_or_tokens() {
    let flood = |part: &str, times: usize| {
        format!("{{ {} }}", (0..times).fold(String::new(), |text, n| text + &part.replace('#', &n.to_string())))
    };
    assert_eq!(refused_quickly(&flood("a#:__typename ", 2_500)), Refusal::TooMany { what: "aliases", limit: 100 });
    assert_eq!(refused_quickly(&flood("a#:__typename ", 5_000)), Refusal::TooMany { what: "bytes", limit: 65_536 });
    assert_eq!(refused_quickly(&flood("a @b ", 5_000)), Refusal::TooMany { what: "directives", limit: 50 });
    assert!(matches!(refused_quickly(&flood("a ", 5_000)), Refusal::TooMany { limit: 3_000, .. }));
    assert_eq!(refused_quickly(&flood("a ", 20_000)), Refusal::TooMany { what: "tokens", limit: 6_000 });
    assert_eq!(refused_quickly(&" ".repeat(70_000)), Refusal::TooMany { what: "bytes", limit: 65_536 });
}

#[test]
fn what_the_parser_reads_differently_is_refused() {
    // The parser takes `queryab` as the operation `ab`, and an open block string as an empty string and a quote.
    for document in
        ["queryab { a }", "mutationab { a }", "fragmentF on T { a } { a }", "{ a(s: \"\"\"\") b(t: \"x\") }"]
    {
        assert!(matches!(refused_quickly(document), Refusal::Syntax { .. }), "{document}");
    }
}
