//! A storm of wrong passwords, from everywhere, while people who were there before sign in.
//!
//! Of the size that its hour allows: `STORM_SECONDS`, `STORM_CONNECTIONS` and `STORM_PEOPLE` make it larger.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tests::client::RawAnswer;
use tests::{Client, TestApp};

use super::door::{GRAPHQL_RESPONSE, asked};
use super::people::{PASSWORD, choose_password};

fn size(variable: &str, otherwise: u32) -> u32 {
    std::env::var(variable).ok().map_or(otherwise, |text| text.parse().expect("a number"))
}

async fn sign_in(client: &Client, email: &str, password: &str) -> RawAnswer {
    asked(client, GRAPHQL_RESPONSE, email, password).await
}

/// The code of an answer, or `IN`; panics unless status and headers go with it.
fn code(answer: &RawAnswer) -> String {
    let body = answer.json();
    let code = body["errors"][0]["extensions"]["code"].as_str().unwrap_or("IN").to_owned();
    let expected = match code.as_str() {
        "IN" => 200,
        "UNAUTHENTICATED" => 401,
        "RATE_LIMITED" => 429,
        "BUSY" => 503,
        _ => panic!("{}: {body}", answer.status),
    };
    assert_eq!(answer.status, expected, "{body}");
    assert_eq!(answer.header("retry-after").parse::<u64>().is_ok(), [429, 503].contains(&expected), "{body}");
    code
}

/// Guesses until it is over, each time from another address, every other time for an account that exists.
async fn guess(client: Client, number: u32, over: Arc<AtomicBool>) -> BTreeMap<String, u32> {
    let mut heard = BTreeMap::new();
    for round in 0_u32.. {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let address = format!("10.{}.{}.{}", number % 250, round / 250 % 250, round % 250);
        let account = if round % 2 == 0 { person(number) } else { format!("{round}@elders.example") };
        let answer = sign_in(&client.from_address(&address), &account, "een ander wachtwoord 2019").await;
        *heard.entry(code(&answer)).or_default() += 1;
    }
    heard
}

fn person(number: u32) -> String {
    format!("persoon{number}@platform.example")
}

fn home(number: u32) -> String {
    format!("198.51.100.{number}")
}

async fn known_people(app: &TestApp, count: u32) {
    for number in 0..count {
        let secret = app.create_administrator(&person(number), "Iemand").await;
        choose_password(app, &secret, PASSWORD).await;
        assert_eq!(code(&sign_in(&app.stranger().from_address(&home(number)), &person(number), PASSWORD).await), "IN");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_right_passwords_of_known_people_all_get_in() {
    let app = TestApp::with(|config| config.http.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()]).await;
    let seconds = u64::from(size("STORM_SECONDS", 2));
    let (connections, people) = (size("STORM_CONNECTIONS", 40), size("STORM_PEOPLE", 5));
    known_people(&app, people).await;
    let over = Arc::new(AtomicBool::new(false));
    let storm: Vec<_> = (0..connections)
        .map(|number| tokio::spawn(guess(app.stranger(), number % people, Arc::clone(&over))))
        .collect();
    let (begun, inside, slowest) = (Instant::now(), AtomicU32::new(0), AtomicU32::new(0));
    let entering = (0..people).map(|number| {
        let client = app.stranger().from_address(&home(number));
        let (inside, slowest) = (&inside, &slowest);
        async move {
            // Spread over the storm.
            let moment = Duration::from_secs(seconds) * number / people;
            tokio::time::sleep_until((begun + moment).into()).await;
            let asked = Instant::now();
            let answer = sign_in(&client, &person(number), PASSWORD).await;
            assert_eq!(code(&answer), "IN", "person {number}: {}", answer.text());
            inside.fetch_add(1, Ordering::Relaxed);
            slowest.fetch_max(u32::try_from(asked.elapsed().as_millis()).unwrap(), Ordering::Relaxed);
        }
    });
    futures_util::future::join_all(entering).await;
    tokio::time::sleep_until((begun + Duration::from_secs(seconds)).into()).await;
    over.store(true, Ordering::Relaxed);
    let mut heard: BTreeMap<String, u32> = BTreeMap::new();
    for guesser in storm {
        for (code, count) in guesser.await.unwrap() {
            *heard.entry(code).or_default() += count;
        }
    }
    println!("{connections} connections, {seconds} s: {heard:?}; {people} known people in, slowest {slowest:?} ms");
    assert_eq!(inside.into_inner(), people);
    let guesses: u32 = heard.values().sum();
    assert!(guesses > connections, "that was no storm: {heard:?}");
    assert!(!heard.contains_key("IN"), "{heard:?}");
}
