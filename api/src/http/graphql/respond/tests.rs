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
fn the_status_is_that_of_the_table_unless_a_field_has_a_value() {
    for (data, errors, expected) in [
        (value!({"a": 1}), vec![], 200),
        (value!({"a": null}), vec![], 200),
        (value!({"a": 1, "b": null}), vec![error(Some("INTERNAL"), &["b"])], 200),
        (value!({"a": 1, "b": null}), vec![error(Some("UNAUTHENTICATED"), &["b"])], 200),
        (value!({"a": 1, "b": null}), vec![error(Some("RATE_LIMITED"), &["b"])], 200),
        (value!({"a": null}), vec![error(Some("FORBIDDEN"), &["a"])], 200),
        (value!({"a": null}), vec![error(Some("UNAUTHENTICATED"), &["a"])], 401),
        (value!({"a": null}), vec![error(Some("RATE_LIMITED"), &["a"])], 429),
        (value!({"a": null}), vec![error(Some("BUSY"), &["a"])], 503),
        (value!({"a": null}), vec![error(Some("INTERNAL"), &["a"])], 500),
        (value!({}), vec![error(Some("RATE_LIMITED"), &["a"])], 429),
        (value!({"a": null}), vec![error(Some("RATE_LIMITED"), &["a"]), error(Some("UNAUTHENTICATED"), &["b"])], 429),
        (Value::Null, vec![error(Some("UNAUTHENTICATED"), &["a"])], 401),
        (Value::Null, vec![error(Some("UNAUTHENTICATED"), &[]), error(Some("INTERNAL"), &[])], 500),
        (Value::Null, vec![error(Some("INTERNAL"), &["a"])], 500),
        (Value::Null, vec![error(Some("NOT_FOUND"), &["a"])], 200),
        (Value::Null, vec![error(None, &[])], 400),
    ] {
        let answer = response(data, errors);
        assert_eq!(status(&answer).as_u16(), expected, "{answer:?}");
        let written = serde_json::to_value(Envelope::new(answer, "r")).unwrap();
        assert_eq!(written.get("data").is_some(), expected == 200, "{written}");
    }
}

#[test]
fn a_socket_ends_what_never_ran() {
    for (data, errors, expected) in [
        (value!({"a": 1}), vec![], false),
        (Value::Null, vec![error(None, &[])], true),
        (Value::Null, vec![error(Some("UNAUTHENTICATED"), &["a"])], true),
        (value!({"a": null}), vec![error(Some("UNAUTHENTICATED"), &["a"])], true),
        (value!({"a": null}), vec![error(Some("BUSY"), &["a"])], false),
        (Value::Null, vec![error(Some("RATE_LIMITED"), &["a"])], false),
    ] {
        let answer = response(data, errors);
        assert_eq!(is_request_error(&answer), expected, "{answer:?}");
    }
}

#[test]
fn who_has_to_wait_is_told_how_long_in_either_media_type() {
    for (code, expected) in [("RATE_LIMITED", 429), ("BUSY", 503)] {
        for media in [Media::Json, Media::GraphqlResponse] {
            let mut errors = vec![error(Some(code), &["a"]), error(Some(code), &["b"])];
            for (error, seconds) in errors.iter_mut().zip([7, 90]) {
                error.extensions.as_mut().unwrap().set("retryAfterSeconds", seconds);
            }
            let answer = answer(response(value!({"a": null}), errors), media, "r");
            assert_eq!(answer.status().as_u16(), expected, "{media:?}");
            assert_eq!(answer.headers().get("retry-after").unwrap(), "90");
        }
    }
    let internal = response(Value::Null, vec![error(Some("INTERNAL"), &["a"])]);
    assert_eq!(answer(internal, Media::Json, "r").status().as_u16(), 200);
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
