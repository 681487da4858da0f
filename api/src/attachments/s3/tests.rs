use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU16, Ordering},
    },
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::Method, web};

use super::*;
use crate::config::{MOST_ATTACHMENT_BYTES, PublicUrl, Secret};

/// What the store was asked, and what it holds.
#[derive(Default)]
struct Seen {
    objects: Mutex<BTreeMap<String, Vec<u8>>>,
    queries: Mutex<Vec<String>>,
    /// The status that it answers whatever is asked; 0 when it works.
    broken: AtomicU16,
    knows_no_ranges: AtomicBool,
}

async fn answer(request: HttpRequest, body: web::Bytes, seen: web::Data<Seen>) -> HttpResponse {
    let path = request.path().to_owned();
    seen.queries.lock().unwrap().push(request.query_string().to_owned());
    let broken = seen.broken.load(Ordering::SeqCst);
    if broken != 0 {
        return HttpResponse::build(broken.try_into().unwrap()).finish();
    }
    let mut objects = seen.objects.lock().unwrap();
    match *request.method() {
        Method::PUT => {
            objects.insert(path, body.to_vec());
            HttpResponse::Ok().finish()
        }
        Method::GET => objects.get(&path).map_or_else(
            || HttpResponse::NotFound().finish(),
            |it| ranged(it, request.headers().get("range").unwrap().to_str().unwrap(), &seen),
        ),
        _ if objects.remove(&path).is_some() => HttpResponse::NoContent().finish(),
        _ => HttpResponse::NotFound().finish(),
    }
}

/// The part that is asked for, or everything from a store that knows no ranges.
fn ranged(content: &[u8], range: &str, seen: &Seen) -> HttpResponse {
    if seen.knows_no_ranges.load(Ordering::SeqCst) {
        return HttpResponse::Ok().body(content.to_vec());
    }
    let (from, to) = range.strip_prefix("bytes=").unwrap().split_once('-').unwrap();
    let (from, to): (usize, usize) = (from.parse().unwrap(), to.parse().unwrap());
    match content.get(from..(to + 1).min(content.len())) {
        Some(part) if !part.is_empty() => HttpResponse::PartialContent().body(part.to_vec()),
        _ => HttpResponse::RangeNotSatisfiable().finish(),
    }
}

/// A store on a port of its own, and the settings that lead to it.
fn store() -> (Arc<Seen>, S3) {
    let seen = web::Data::new(Seen::default());
    let data = seen.clone();
    let routes = move || {
        let config = web::PayloadConfig::new(MOST_ATTACHMENT_BYTES);
        App::new().app_data(data.clone()).app_data(config).default_service(web::to(answer))
    };
    let server = HttpServer::new(routes).workers(1).bind("127.0.0.1:0").unwrap();
    let address = server.addrs()[0];
    tokio::spawn(server.disable_signals().run());
    let settings = S3 {
        endpoint: PublicUrl::parse(&format!("http://{address}")).unwrap(),
        bucket: "bijlagen".into(),
        region: "eu-west-1".into(),
        access_key_id: "sleutel".into(),
        secret_access_key: Secret::new("geheim-van-de-bucket".into()),
        path_style: true,
    };
    (seen.into_inner(), settings)
}

fn id() -> AttachmentId {
    AttachmentId(uuid::Uuid::from_u128(7))
}

#[actix_web::test]
async fn what_is_put_can_be_got_until_it_is_deleted() {
    let (seen, settings) = store();
    let store = S3Store::new(&settings).unwrap();
    assert_eq!(store.part(id(), 0, 1_000_000).await.unwrap(), None);
    let content = vec![7_u8; 300_000];
    assert_eq!(store.put(id(), &content).await.unwrap(), Taken::Kept);
    let names: Vec<String> = seen.objects.lock().unwrap().keys().cloned().collect();
    assert_eq!(names, ["/bijlagen/attachments/00000000-0000-0000-0000-000000000007"]);
    assert_eq!(store.part(id(), 0, 1_000_000).await.unwrap(), Some(content));
    store.delete(id()).await.unwrap();
    assert_eq!(store.part(id(), 0, 1_000_000).await.unwrap(), None);
    store.delete(id()).await.expect("gone already is no error");
}

#[actix_web::test]
async fn a_content_comes_in_parts_also_from_a_store_that_knows_none() {
    let (seen, settings) = store();
    let store = S3Store::new(&settings).unwrap();
    let content: Vec<u8> = (0..300_000_u32).map(|place| place.to_le_bytes()[0]).collect();
    store.put(id(), &content).await.unwrap();
    for knows_none in [false, true] {
        seen.knows_no_ranges.store(knows_none, Ordering::SeqCst);
        for (from, most, part) in [
            (0, 7, &content[..7]),
            (100_001, 100_000, &content[100_001..200_001]),
            (299_999, 10, &content[299_999..]),
            (300_000, 10, &[]),
        ] {
            assert_eq!(store.part(id(), from, most).await.unwrap().as_deref(), Some(part), "{from} {most}");
        }
    }
}

#[actix_web::test]
async fn every_request_is_signed_and_the_secret_stays_at_home() {
    let (seen, settings) = store();
    let store = S3Store::new(&settings).unwrap();
    store.put(id(), b"x").await.unwrap();
    store.part(id(), 0, 1_000_000).await.unwrap();
    store.delete(id()).await.unwrap();
    let queries = seen.queries.lock().unwrap().clone();
    assert_eq!(queries.len(), 3);
    for query in queries {
        assert!(query.contains("X-Amz-Signature=") && query.contains("X-Amz-Algorithm=AWS4-HMAC-SHA256"), "{query}");
        assert!(query.contains("X-Amz-Credential=sleutel%2F") && query.contains("eu-west-1"), "{query}");
        assert!(!query.contains("geheim"), "{query}");
    }
}

#[actix_web::test]
async fn a_store_that_says_no_is_an_error_that_names_no_address() {
    let (seen, settings) = store();
    let store = S3Store::new(&settings).unwrap();
    for status in [500, 403, 301] {
        seen.broken.store(status, Ordering::SeqCst);
        let told = [
            store.put(id(), b"x").await.unwrap_err(),
            store.part(id(), 0, 1_000_000).await.unwrap_err(),
            store.delete(id()).await.unwrap_err(),
        ];
        for error in told {
            assert!(matches!(&error, StoreError::S3(S3Error::Refused(found)) if found.as_u16() == status), "{error:?}");
        }
    }
    let nobody = PublicUrl::parse("http://127.0.0.1:1").unwrap();
    let store = S3Store::new(&S3 { endpoint: nobody, ..settings }).unwrap();
    let error = store.put(id(), b"x").await.unwrap_err();
    assert!(matches!(&error, StoreError::S3(S3Error::Network(_))), "{error:?}");
    assert!(!format!("{error:?}").contains("X-Amz"), "{error:?}");
}
