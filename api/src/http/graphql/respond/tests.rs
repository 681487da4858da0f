use async_graphql::{ErrorExtensionValues, PathSegment, value};

use super::*;

fn error(code: Option<&str>, path: &[&str]) -> ServerError {
    let mut error = ServerError::new("x", None);
    error.path = path.iter().map(|step| PathSegment::Field((*step).to_owned())).collect();
    error.extensions = code.map(|code| {
        let mut values = ErrorExtensionValues::default();
        values.set("code", code);
        values
    });
    error
}

fn response(data: Value, errors: Vec<ServerError>) -> Response {
    let mut response = Response::new(data);
    response.errors = errors;
    response
}

#[test]
fn the_status_tells_whether_anything_ran() {
    for (data, errors, expected) in [
        (value!({"a": 1}), vec![], 200),
        (value!({"a": 1, "b": null}), vec![error(Some("INTERNAL"), &["b"])], 200),
        (value!({"a": 1, "b": null}), vec![error(Some("UNAUTHENTICATED"), &["b"])], 200),
        (value!({"a": null}), vec![error(Some("FORBIDDEN"), &["a"])], 200),
        (value!({"a": null}), vec![error(Some("UNAUTHENTICATED"), &["a"])], 401),
        (Value::Null, vec![error(Some("UNAUTHENTICATED"), &["a"])], 401),
        (Value::Null, vec![error(Some("UNAUTHENTICATED"), &[]), error(Some("INTERNAL"), &[])], 400),
        (Value::Null, vec![error(Some("INTERNAL"), &["a"])], 500),
        (Value::Null, vec![error(Some("NOT_FOUND"), &["a"])], 200),
        (Value::Null, vec![error(None, &[])], 400),
    ] {
        let answer = response(data, errors);
        assert_eq!(status(&answer).as_u16(), expected, "{answer:?}");
        assert_eq!(is_request_error(&answer), expected != 200);
        let written = serde_json::to_value(Envelope::new(answer, "r")).unwrap();
        assert_eq!(written.get("data").is_some(), expected == 200, "{written}");
    }
}

#[test]
fn only_errors_without_code_and_path_become_the_clients() {
    let answer =
        response(value!({"a": null}), vec![error(None, &[]), error(None, &["a"]), error(Some("FORBIDDEN"), &[])]);
    let written = serde_json::to_value(Envelope::new(answer, "r-1").into_errors()).unwrap();
    let codes: Vec<_> = written
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error.pointer("/extensions/code").and_then(|code| code.as_str()))
        .collect();
    assert_eq!(codes, [Some("BAD_USER_INPUT"), None, Some("FORBIDDEN")]);
    assert_eq!(written.pointer("/1/extensions/requestId").and_then(|id| id.as_str()), Some("r-1"));
}
