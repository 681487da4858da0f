use serde_json::json;

use super::*;

fn refused(value: Value) -> Value {
    Parameters::from_json(value).expect_err("was taken").error("r")
}

#[test]
fn members_may_be_absent_or_null() {
    for value in [
        json!({"query": "{a}"}),
        json!({"query": "{a}", "variables": null, "operationName": null, "extensions": null, "other": 1}),
    ] {
        let expected = Parameters { query: "{a}".to_owned(), operation_name: None, variables: Map::new() };
        assert_eq!(Parameters::from_json(value), Ok(expected));
    }
}

#[test]
fn a_wrong_type_names_its_member() {
    for (value, member) in [
        (json!({}), json!("query")),
        (json!({"query": 1}), json!("query")),
        (json!({"query": null}), json!("query")),
        (json!({"query": "{a}", "variables": 3}), json!("variables")),
        (json!({"query": "{a}", "variables": []}), json!("variables")),
        (json!({"query": "{a}", "operationName": 1}), json!("operationName")),
        (json!({"query": "{a}", "extensions": "x"}), json!("extensions")),
        (json!([{"query": "{a}"}]), Value::Null),
        (json!("{a}"), Value::Null),
        (json!({"query": "{\u{0}}"}), json!("query")),
        (json!({"query": "{a}", "operationName": "\u{0}"}), json!("operationName")),
        (
            json!({"query": "{a}", "variables": {"input": {"lines": [1, {"text": "x\u{0}"}]}}}),
            json!("variables.input.lines[1].text"),
        ),
    ] {
        let error = refused(value.clone());
        assert_eq!(error.pointer("/extensions/member").cloned().unwrap_or_default(), member, "{value}");
        assert_eq!(error.pointer("/extensions/code"), Some(&json!("BAD_USER_INPUT")), "{value}");
    }
}

#[test]
fn the_address_is_decoded() {
    let limits = Limits::default();
    let read = |text: &str| Parameters::from_address(text, &limits);
    let taken =
        read("query=%7Ba%28s%3A+%22%C3%A9%22%29%7D&variables=%7B%22x%22%3A1%7D&operationName=&y=%41").expect("taken");
    assert_eq!(taken.query, "{a(s: \"é\")}");
    assert_eq!((taken.operation_name, taken.variables.get("x")), (None, Some(&json!(1))));
    for text in [
        "",
        "query=",
        "query=%FF",
        "query=%4",
        "query=%zz",
        "query={a}&query={b}",
        "query={a}&variables={",
        "query={a}&variables=3",
        "query={a}&variables=[]",
        "query={a}&extensions=%00",
    ] {
        assert_eq!(read(text).map_err(|problem| problem.status.as_u16()), Err(400), "{text}");
    }
    // Each is held against all before it.
    let with = |others: usize| {
        let others: Vec<String> = (0..others).map(|number| format!("{number}&")).collect();
        others.concat() + "query={a}"
    };
    assert!(read(&with(31)).is_ok());
    assert_eq!(read(&with(32)).map_err(|problem| problem.status.as_u16()), Err(400));
}

#[test]
fn json_is_read_with_care() {
    assert!(read_json(b"{\"a\":", 8).is_err());
    assert!(read_json(b"\"\xff\"", 8).is_err());
    assert!(read_json("[".repeat(9).as_bytes(), 8).is_err());
    assert_eq!(read_json(b"[[1]]", 2), Ok(json!([[1]])));
}
