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
        let allowed: Vec<String> = allowed.iter().map(|origin| (*origin).to_owned()).collect();
        socket_permitted(request.to_http_request().headers(), &allowed)
    };
    assert!(permitted(None, &[]));
    assert!(permitted(Some("https://regie.example"), &[]));
    assert!(!permitted(Some("https://evil.example"), &[]));
    assert!(!permitted(Some("https://regie.example.evil.example"), &[]));
    assert!(!permitted(Some("null"), &[]));
    assert!(permitted(Some("https://front.example"), &["https://front.example"]));
    assert!(!permitted(Some("http://front.example"), &["https://front.example"]));
    assert!(!permitted(Some("https://regie.example"), &["https://front.example"]));
}
