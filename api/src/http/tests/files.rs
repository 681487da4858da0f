//! Files in and out, as far as HTTP has a say in it.

use actix_web::{http::Method, test::TestRequest};
use serde_json::json;

use super::{
    bench::{Answer, Bench},
    cabinet::LARGEST,
};

fn get(path: &str) -> TestRequest {
    TestRequest::get().uri(path).insert_header(("authorization", "Bearer good"))
}

fn send(parameters: &str, content: Vec<u8>) -> TestRequest {
    let request = TestRequest::post().uri(&format!("/attachments?{parameters}"));
    request.insert_header(("authorization", "Bearer good")).set_payload(content)
}

fn problem(answer: &Answer) -> (u16, String) {
    (answer.status, answer.code())
}

#[actix_web::test]
async fn a_file_is_taken_by_its_raw_bytes() {
    let bench = Bench::new();
    let answer = bench.call(send("contract=c&name=Bijlage%201.txt", b"tekst".to_vec())).await;
    assert_eq!((answer.status, answer.header("location")), (201, "/attachments/a"));
    let expected = json!({ "attachment": { "id": "a", "name": "Bijlage 1.txt", "mediaType": "text/plain", "size": 5,
        "sha256": "00", "addedAt": "2020-01-01T00:00:00Z", "downloadUrl": "/attachments/a" } });
    assert_eq!(answer.json(), expected);
    let full = bench.call(send("contract=c&name=a", vec![b'x'; LARGEST])).await;
    assert_eq!(full.json()["attachment"]["size"], LARGEST);
}

#[actix_web::test]
async fn an_address_that_is_no_text_is_not_guessed_at() {
    let bench = Bench::new();
    for parameters in
        ["contract=c&name=%ff.txt", "contract=c&name=a%e9.txt", "contract=c&name=%4", "contract=%c3&name=a"]
    {
        let answer = bench.call(send(parameters, b"tekst".to_vec())).await;
        assert_eq!(problem(&answer), (400, "BAD_USER_INPUT".to_owned()), "{parameters}");
    }
    let twice = bench.call(send("contract=c&name=a&name=b", b"tekst".to_vec())).await;
    assert_eq!(problem(&twice), (400, "BAD_USER_INPUT".to_owned()));
}

#[actix_web::test]
async fn one_byte_too_many_is_413_in_the_shape_of_refusals() {
    let bench = Bench::new();
    let answer = bench.call(send("contract=c&name=a", vec![b'x'; LARGEST + 1])).await;
    assert_eq!(answer.status, 413);
    let reason = json!({ "code": "FILE_TOO_LARGE", "message": "No.", "path": ["content"] });
    assert_eq!(answer.json(), json!({ "errors": [reason] }));
}

#[actix_web::test]
async fn refusals_of_the_rules_are_422_and_an_outage_is_503() {
    let bench = Bench::new();
    let answer = bench.call(send("contract=c&name=refused", Vec::new())).await;
    assert_eq!((answer.status, answer.json()["errors"][0]["code"].as_str()), (422, Some("FILE_EMPTY")));
    let answer = bench.call(send("contract=c&name=outage", b"x".to_vec())).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
}

#[actix_web::test]
async fn who_may_not_send_is_told_before_anything_is_read() {
    let bench = Bench::new();
    // Too large as well: were it read, the answer would be 413.
    let large = || vec![b'x'; LARGEST + 1];
    let parameters = "contract=c&name=a";
    let anonymous = TestRequest::post().uri("/attachments?contract=c&name=a").set_payload(large());
    let answer = bench.call(anonymous).await;
    assert_eq!(problem(&answer), (401, "UNAUTHENTICATED".into()));
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    let forged = send(parameters, large()).insert_header(("authorization", "Bearer bad"));
    assert_eq!(bench.call(forged).await.status, 401);
    assert_eq!(problem(&bench.call(send("contract=other&name=a", large())).await), (404, "NOT_FOUND".into()));
    assert_eq!(problem(&bench.call(send("contract=read-only&name=a", large())).await), (403, "FORBIDDEN".into()));
    for wrong in ["", "contract=c", "name=a", "contract=c&name=a&name=b", "contract=c&name=a&more=1"] {
        assert_eq!(problem(&bench.call(send(wrong, large())).await), (400, "BAD_USER_INPUT".into()), "{wrong}");
    }
    let packed = send(parameters, large()).insert_header(("content-encoding", "gzip"));
    assert_eq!(bench.call(packed).await.status, 415);
}

#[actix_web::test]
async fn more_files_at_once_than_there_are_places_wait() {
    let bench = Bench::new();
    let place = bench.state.uploads.take(uuid::Uuid::from_u128(1)).unwrap();
    let answer = bench.call(send("contract=c&name=a", b"x".to_vec())).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
    assert_eq!(answer.code(), "BUSY");
    drop(place);
    for _ in 0..3 {
        assert_eq!(bench.call(send("contract=c&name=a", b"x".to_vec())).await.status, 201, "a place is given back");
    }
}

#[actix_web::test]
async fn a_file_is_given_to_be_saved_and_not_to_be_shown() {
    let bench = Bench::new();
    let answer = bench.call(get("/attachments/a").insert_header(("accept-encoding", "gzip"))).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"));
    let named = "attachment; filename=\"__n _map_.pdf\"; filename*=UTF-8''%C3%A9%C3%A9n%20%22map%22.pdf";
    assert_eq!(answer.header("content-disposition"), named);
    assert_eq!(answer.header("content-security-policy"), "sandbox");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert_eq!(answer.header("content-encoding"), "identity");
    assert!(answer.text.starts_with("%PDF"));
    assert_eq!(answer.header("etag"), "\"c0ffee\"");
    let again = bench.call(get("/attachments/a").insert_header(("if-none-match", "\"c0ffee\""))).await;
    assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", "\"c0ffee\""));
}

#[actix_web::test]
async fn what_is_not_there_for_the_caller_is_nowhere() {
    let bench = Bench::new();
    let elsewhere = bench.call(get("/nothing/at/all")).await;
    for path in ["/attachments/b", "/attachments/", "/contracts/x/matrix.csv", "/contracts/c/matrix.html"] {
        let answer = bench.call(get(path)).await;
        assert_eq!(problem(&answer), problem(&elsewhere), "{path}");
        assert_eq!(answer.json()["errors"][0]["message"], elsewhere.json()["errors"][0]["message"]);
    }
    let anonymous = TestRequest::get();
    assert_eq!(bench.call(anonymous.uri("/attachments/a")).await.status, 401);
    assert_eq!(bench.call(TestRequest::get().uri("/contracts/c/matrix.csv")).await.status, 401);
    let broken = bench.call(get("/attachments/broken")).await;
    assert_eq!(problem(&broken), (500, "INTERNAL".into()));
}

#[actix_web::test]
async fn the_matrix_comes_as_it_is_asked_for() {
    let bench = Bench::new();
    let answer = bench.call(get("/contracts/c/matrix.xlsx?asOf=2020-06-01&lang=en&municipality=m")).await;
    let wanted = r#"Wanted { municipality: Some("m"), as_of: Some("2020-06-01"), language: Some("en") }"#;
    assert_eq!((answer.status, answer.text), (200, format!("Xlsx {wanted}")));
    assert!(bench.call(get("/contracts/c/matrix.csv")).await.text.starts_with("Csv "));
    for wrong in ["?asOf=x", "?as_of=2020-06-01", "?lang=nl&lang=en"] {
        let answer = bench.call(get(&format!("/contracts/c/matrix.csv{wrong}"))).await;
        assert_eq!(problem(&answer), (400, "BAD_USER_INPUT".into()), "{wrong}");
    }
}

#[actix_web::test]
async fn other_methods_are_named() {
    let bench = Bench::new();
    let answer = bench.call(get("/attachments").method(Method::GET)).await;
    assert_eq!((answer.status, answer.header("allow")), (405, "POST"));
    for path in ["/attachments/a", "/contracts/c/matrix.csv"] {
        let answer = bench.call(get(path).method(Method::DELETE)).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "GET"), "{path}");
        let asked = get(path).method(Method::OPTIONS).insert_header(("origin", "https://evil.example"));
        assert_eq!(bench.call(asked).await.status, 405);
    }
}
