use actix_web::test::TestRequest;

use super::*;

#[test]
fn only_a_well_formed_bearer_token_is_a_token() {
    assert_eq!(bearer_token("Bearer abc.def-1_2~+/="), Some("abc.def-1_2~+/="));
    assert_eq!(bearer_token("bEARER abc"), Some("abc"));
    let long = format!("Bearer {}", "a".repeat(LONGEST_TOKEN + 1));
    for text in ["", "Bearer", "Bearer ", "Bearer  abc", "Basic abc", "Bearer a b", "Bearer a,b", "Bearer é", &long] {
        assert_eq!(bearer_token(text), None, "{text}");
    }
}

#[test]
fn two_authorization_headers_are_refused() {
    let request = TestRequest::default()
        .append_header(("authorization", "Bearer a"))
        .append_header(("authorization", "Bearer b"))
        .to_http_request();
    assert_eq!(bearer_of(request.headers()).map_err(|problem| problem.status.as_u16()), Err(401));
}

#[test]
fn dutch_unless_english_is_preferred() {
    let locale = |text: &str| {
        preferred_locale(TestRequest::default().insert_header(("accept-language", text)).to_http_request().headers())
    };
    for text in ["", "nl", "nl-NL,en;q=0.9", "de, fr", "*", "en;q=0.3, nl;q=0.3", "en;q=x", "en;q=0", "*, en;q=0.5"] {
        assert_eq!(locale(text), Locale::Nl, "{text}");
    }
    for text in ["en", "en-GB,nl;q=0.8", "nl;q=0.1, EN;q=0.2", "de, en;q=0.1"] {
        assert_eq!(locale(text), Locale::En, "{text}");
    }
}
