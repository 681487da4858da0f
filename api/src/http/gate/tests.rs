use std::fmt::Write as _;

use async_graphql::parser::parse_query;
use proptest::prelude::*;
use serde_json::json;

use super::*;

mod hostile;

fn gate(document: &str) -> Result<(), Refusal> {
    inspect(document, &DocumentLimits::default())
}

fn limits() -> DocumentLimits {
    DocumentLimits::default()
}

#[test]
fn ordinary_documents_pass() {
    for document in [
        "{ a }",
        "query Q($id: ID!, $n: [Int!]! = [1, 2]) { node(id: $id) { ... on A { b: c(x: {y: [\"}\"]}) } ...F } } fragment F on A { d }",
        "\u{feff}mutation { a(text: \"\"\"block { \" \\\"\"\" ( \"\"\") { b } } # comment {{{",
        "subscription S @live { a @include(if: true) { b(n: -1.5e+3) } }",
        "{ query mutation fragment on }",
        "{ a(s: \"\\\\\") b(s: \"\\\"{\") c(s: \"é\\né\") }",
    ] {
        assert_eq!(gate(document), Ok(()), "{document}");
        assert!(parse_query(document).is_ok(), "the example itself is wrong: {document}");
    }
}

#[test]
fn the_introspection_query_of_graphiql_passes() {
    let document = include_str!("tests/introspection.graphql");
    assert!(parse_query(document).is_ok());
    assert_eq!(gate(document), Ok(()));
}

#[test]
fn counts_are_exact() {
    let found = outline::read("{ a b: c(x: {d: 1}) { e ...F } } fragment F on T { f { g ... { h } } }", &limits());
    let expected = vec![
        outline::Definition { fragment: None, fields: 3, depth: 2, uses: vec![("F", 2)] },
        outline::Definition { fragment: Some("F"), fields: 3, depth: 3, uses: vec![] },
    ];
    assert_eq!(found, Ok(expected));
}

#[test]
fn each_limit_holds_exactly() {
    let tight = DocumentLimits { expanded_fields: 5, expanded_depth: 3, ..limits() };
    assert_eq!(inspect("{ ...F ...F b } fragment F on T { a }", &tight), Ok(()));
    let six = inspect("{ ...F ...F b c } fragment F on T { a }", &tight);
    assert!(matches!(six, Err(Refusal::TooMany { limit: 5, .. })), "{six:?}");
    assert_eq!(inspect("{ a { ...F } } fragment F on T { b { c } }", &tight), Ok(()));
    assert_eq!(inspect("{ a { ...F } } fragment F on T { b { c { d } } }", &tight), Err(Refusal::TooDeep { limit: 3 }));
    let two = DocumentLimits { aliases: 2, directives: 1, operations: 1, fragments: 1, ..limits() };
    assert_eq!(inspect("{ a: x b: x }", &two), Ok(()));
    assert!(matches!(inspect("{ a: x b: x c: x }", &two), Err(Refusal::TooMany { what: "aliases", limit: 2 })));
    assert!(matches!(inspect("{ a @b @c }", &two), Err(Refusal::TooMany { what: "directives", .. })));
    assert!(matches!(inspect("query A { a } query B { b }", &two), Err(Refusal::TooMany { what: "operations", .. })));
    let fragments = "{ a } fragment A on T { a } fragment B on T { a }";
    assert!(matches!(inspect(fragments, &two), Err(Refusal::TooMany { what: "fragments", .. })));
}

#[test]
fn a_directive_counts_wherever_it_stands() {
    let one = DocumentLimits { directives: 0, ..limits() };
    for document in
        ["query @a { b }", "query($x: Int @a) { b }", "{ b @a }", "{ ...F @a }", "{ b } fragment F on T @a { b }"]
    {
        assert!(matches!(inspect(document, &one), Err(Refusal::TooMany { what: "directives", .. })), "{document}");
    }
}

#[test]
fn what_is_no_document_is_a_syntax_error_with_a_place() {
    for document in [
        "",
        "  # only a comment",
        "{",
        "{ a ",
        "{ a ) }",
        "}",
        "( )",
        "{ a(s: \"open) }",
        "{ a(s: \"\"\"open) }",
        "{ a(s: \"line\nbreak\") }",
        "{ a % }",
        "{ a(n: -) }",
        "{ a(n: 1x) }",
        "queryQ { a }",
        "type T { a: Int }",
        "fragment on on T { a } { a }",
        "fragment F on T { a } fragment F on T { b } { a }",
    ] {
        assert!(matches!(gate(document), Err(Refusal::Syntax { .. })), "{document}: {:?}", gate(document));
    }
    assert_eq!(position("{ a\n  é% }", 8), (2, 4));
}

#[test]
fn nul_is_refused_raw_and_escaped() {
    assert_eq!(gate("{ a\0 }"), Err(Refusal::Nul));
    assert_eq!(gate("{ a(s: \"x\\u0000\") }"), Err(Refusal::Nul));
    assert_eq!(gate("{ a(s: \"x\\\\u0000\") }"), Ok(()), "an escaped backslash and then plain characters");
    assert_eq!(json::nul_path(&json!({"a": [{"b": "x"}, {"b": "\u{0}"}]})), Some(".a[1].b".to_owned()));
    assert_eq!(json::nul_path(&json!({"a\u{0}": 1})), Some(".a\\u0000".to_owned()));
    assert_eq!(json::nul_path(&json!({"a": "\\u0000", "b": null})), None);
}

#[test]
fn json_nesting_is_seen_outside_strings_only() {
    assert!(!json::nests_deeper_than(br#"{"a": "[[[[\"[[[["}"#, 1));
    assert!(!json::nests_deeper_than(b"[[]][[]]", 2));
    assert!(json::nests_deeper_than(b"[[[", 2));
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC*") {
        let _ = gate(&text);
    }

    /// What the gate lets through with few brackets is never more than it counted: the parser agrees on the number of
    /// fields, or refuses the text itself.
    #[test]
    fn gate_and_parser_agree(text in r#"\{ (a|b: c|\.\.\. on T \{ d \}|e\(s: "[ a{}\\\\"]{0,6}"\)|@f|"[{}]"|"""["{]{0,2}x"""|#[{}]|\n| ){0,12} \}"#) {
        if let (Ok(document), outcome) = (parse_query(&text), outline::read(&text, &limits())) {
            let counted = outcome.map(|found| found.iter().map(|definition| definition.fields).sum::<u64>());
            prop_assert_eq!(counted, Ok(fields(&document)), "{}", text);
        }
    }
}

fn fields(document: &async_graphql::parser::types::ExecutableDocument) -> u64 {
    use async_graphql::parser::types::{Selection, SelectionSet};
    fn inside(set: &SelectionSet) -> u64 {
        set.items
            .iter()
            .map(|item| match &item.node {
                Selection::Field(field) => 1 + inside(&field.node.selection_set.node),
                Selection::InlineFragment(fragment) => inside(&fragment.node.selection_set.node),
                Selection::FragmentSpread(_) => 0,
            })
            .sum()
    }
    document.operations.iter().map(|(_, operation)| inside(&operation.node.selection_set.node)).sum()
}
