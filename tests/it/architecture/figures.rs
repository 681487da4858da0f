//! Figures reach readers through one gate: no other file of the rooms that answer looks into one.

use super::lexer::{Token, tokens};
use super::sources::{SourceFile, all};

/// The rooms that answer readers.
const ANSWERING: [&str; 2] = ["graphql", "files"];
/// The one place there that asks the gate what its reader gets.
const GATE: &str = "api/src/graphql/figures.rs";
/// Where the keys of what is loaded are declared.
const LOADERS: &str = "api/src/graphql/loaders.rs";
/// What only the gate reads: a figure itself, what a year's context says in figures, and totals as stored.
const INSIDE: [&str; 4] = ["figure", "earlier", "suggested", "totals"];
/// Functions that make something of figures without asking who reads it.
const MADE: [&str; 3] = ["to_date", "standing", "rests_on"];

/// The key by which figures from before the service are loaded: they are figures, too.
const KNOWN: &str = "KnownOf";

/// Every number that the schema gives and that nobody measured: what was agreed, or holds for the whole country. All
/// other numbers are figures: whoever adds one here says what it is, whoever adds a figure makes it in the gate.
const AGREED: [(&str, &str); 6] = [
    ("ContractIndicator", "amberMargin"),
    ("ContractIndicator", "redMargin"),
    ("CycleContext", "referenceValue"),
    ("PerformanceIndicator", "referenceValue"),
    ("Target", "value"),
    ("TargetStep", "value"),
];

/// Every number that the schema gives and that somebody measured, beside which stands whether it is given.
const MEASURED: [(&str, &str, &str); 9] = [
    ("CycleContext", "suggestedTarget", "suggestedTargetStatus"),
    ("DashboardLine", "toDate", "toDateStatus"),
    ("EarlierValue", "value", "status"),
    ("KnownValue", "value", "status"),
    ("ReportedValue", "denominator", "status"),
    ("ReportedValue", "numerator", "status"),
    ("ReportedValue", "respondents", "status"),
    ("ReportedValue", "value", "status"),
    ("SeriesValue", "value", "status"),
];

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
    let known = tokens.iter().filter(|token| token.text == KNOWN).map(|token| (token.text.clone(), token.line));
    fields.chain(calls).chain(known).collect()
}

#[test]
fn nobody_looks_into_a_figure_without_the_gate() {
    let answers = |file: &&SourceFile| {
        let answers = file.room().is_some_and(|room| ANSWERING.contains(&room));
        answers && ![GATE, LOADERS].contains(&file.path.as_str()) && !file.is_test()
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

/// The fields of the schema's objects whose type is a number, with whether it may be nothing.
fn numbers(schema: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut object = None;
    for line in schema.lines() {
        if let Some(rest) = line.strip_prefix("type ") {
            object = rest.split([' ', '{']).next();
        } else if line.starts_with('}') {
            object = None;
        } else if let (Some(object), Some((field, kind))) = (object, line.trim().rsplit_once(": "))
            && ["Decimal", "Float"].iter().any(|number| kind.contains(number))
        {
            let field = field.split('(').next().unwrap_or_default();
            found.push((object.to_owned(), field.to_owned(), kind.to_owned()));
        }
    }
    found
}

#[test]
fn every_number_of_the_schema_is_agreed_or_goes_through_the_gate() {
    let schema = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql")).unwrap();
    let found = numbers(&schema);
    let named: Vec<(&str, &str)> = found.iter().map(|(object, field, _)| (object.as_str(), field.as_str())).collect();
    let mut expected: Vec<(&str, &str)> = AGREED.to_vec();
    expected.extend(MEASURED.iter().map(|(object, field, _)| (*object, *field)));
    expected.sort_unstable();
    assert_eq!(named, expected, "a number that nobody has said of whether it is measured");
    for (object, field, status) in MEASURED {
        let nullable = found.iter().any(|it| it.0 == object && it.1 == field && it.2 == "Decimal");
        assert!(nullable, "{object}.{field} is nothing where it is suppressed");
        let body = schema.split(&format!("\ntype {object} ")).nth(1).and_then(|rest| rest.split("\n}").next());
        let told = body.is_some_and(|body| body.contains(&format!("\t{status}: ValueStatus!")));
        assert!(told, "{object}.{status} says so");
    }
}

#[test]
fn a_look_into_a_figure_is_found() {
    let source = "fn f() { it.figure.number(); line.earlier.iter(); gate.to_date(x); self.suggested(); }\n\
                  fn known() { KnownOf(id) }\n\
                  fn to_date(x) { standing(x); domain::standing::to_date(y) }";
    let found: Vec<String> = looks(&tokens(source)).into_iter().map(|(name, line)| format!("{name} {line}")).collect();
    assert_eq!(found, ["figure 1", "earlier 1", "standing 3", "to_date 3", "KnownOf 2"]);
}
