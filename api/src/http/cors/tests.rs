use actix_web::test::TestRequest;

use super::*;

#[test]
fn a_socket_needs_an_origin_that_is_ours_or_none() {
    let permitted = |origin: Option<&str>, allowed: &[&str]| {
        let request = TestRequest::default().insert_header(("host", "regie.example"));
        let request = match origin {
            Some(origin) => request.insert_header(("origin", origin)),
            None => request,
        };
        let named = allowed.iter().map(|origin| (*origin).to_owned()).collect();
        socket_permitted(request.to_http_request().headers(), &Origins { named, loopback: false })
    };
    assert!(permitted(None, &[]));
    assert!(permitted(Some("https://regie.example"), &[]));
    assert!(!permitted(Some("https://evil.example"), &[]));
    assert!(!permitted(Some("https://regie.example.evil.example"), &[]));
    assert!(!permitted(Some("null"), &[]));
    assert!(permitted(Some("https://front.example"), &["https://front.example"]));
    assert!(!permitted(Some("http://front.example"), &["https://front.example"]));
    assert!(permitted(Some("https://regie.example"), &["https://front.example"]), "our own page goes on working");
    assert!(!permitted(Some("http://localhost:3000"), &[]));
}

#[test]
fn pages_on_this_machine_may_call_where_that_is_set() {
    let here = Origins { named: Vec::new(), loopback: true };
    let admitted = [
        "http://localhost",
        "http://localhost:3000",
        "https://LOCALHOST:5173",
        "http://127.0.0.1:8080",
        "http://127.8.9.1",
        "http://[::1]:3000",
    ];
    for origin in admitted {
        assert!(here.admit(origin), "{origin}");
        assert!(!Origins::default().admit(origin), "{origin}");
    }
    let strange = [
        "null",
        "file://localhost",
        "http://localhost.evil.example",
        "http://evil.example:3000",
        "http://localhost:3000.evil.example",
        "http://127.0.0.1@evil.example",
        "http://10.0.0.1:3000",
        "http://[::2]",
    ];
    for origin in strange {
        assert!(!here.admit(origin), "{origin}");
    }
}
