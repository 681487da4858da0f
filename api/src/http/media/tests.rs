use super::*;

#[test]
fn the_newer_type_is_the_default() {
    for accept in [None, Some(""), Some("*/*"), Some("application/*"), Some("text/html, */*;q=0.1")] {
        assert_eq!(negotiate(accept), Some(Media::GraphqlResponse), "{accept:?}");
    }
    let both = "application/graphql-response+json, application/json";
    assert_eq!(negotiate(Some(both)), Some(Media::GraphqlResponse));
}

#[test]
fn plain_json_is_honoured() {
    for accept in [
        "application/json",
        "APPLICATION/JSON; charset=utf-8",
        "application/json, multipart/mixed",
        "application/graphql-response+json;q=0.5, application/json",
        "application/json, */*;q=0.9",
        "application/json, application/graphql-response+json;q=0",
    ] {
        assert_eq!(negotiate(Some(accept)), Some(Media::Json), "{accept}");
    }
}

#[test]
fn nothing_fits() {
    for accept in [
        "text/html",
        "application/xml, text/*",
        "*/*;q=0",
        "application/json;q=2",
        "application/json;charset=latin1",
        "nonsense",
    ] {
        assert_eq!(negotiate(Some(accept)), None, "{accept}");
    }
}

#[test]
fn a_browser_gets_a_page_and_a_program_does_not() {
    assert!(wants_page(Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")));
    assert!(!wants_page(Some("application/json, text/html;q=0.9")));
    assert!(!wants_page(Some("*/*")));
    assert!(!wants_page(Some("text/html;q=0")));
    assert!(!wants_page(None));
}

#[test]
fn only_json_bodies_are_read() {
    for content_type in ["application/json", "Application/JSON;charset=UTF-8", "application/json; charset=\"utf-8\""] {
        assert!(is_json(Some(content_type)), "{content_type}");
    }
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/jsonp",
        "",
    ] {
        assert!(!is_json(Some(content_type)), "{content_type}");
    }
    assert!(!is_json(None));
}
