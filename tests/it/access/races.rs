//! A session ends for good, whatever else is under way at that very moment.
//!
//! Each race is run over and over on several connections; `RACE_ROUNDS` says how often.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::json;
use tests::{Actor, Client, TestApp};
use tokio::sync::Barrier;

use super::people::{PASSWORD, administrator, choose_password};
use super::sessions::{EMAIL, WHO, ask_for_reset, refresh, reset_secret, sign_in, sign_out};

/// Answers that several threads and connections work on at once.
async fn busy_app() -> TestApp {
    TestApp::with(|config| {
        config.http.workers = 4;
        config.database.max_connections = 8;
        config.sign_in.free_tries = 1_000_000.try_into().unwrap();
    })
    .await
}

fn rounds() -> usize {
    std::env::var("RACE_ROUNDS").map_or(20, |text| text.parse().expect("a number of rounds"))
}

/// What a client that keeps its session alive got hold of.
#[derive(Default)]
struct Got {
    access: Vec<String>,
    refresh: Vec<String>,
}

impl Got {
    fn and(mut self, other: Self) -> Self {
        self.access.extend(other.access);
        self.refresh.extend(other.refresh);
        self
    }

    /// How many of the tokens are still good for something.
    async fn alive(&self, stranger: &Client) -> usize {
        let mut alive = 0;
        for token in &self.access {
            alive += usize::from(stranger.with_token(token).run(WHO, json!({})).await.status == 200);
        }
        for token in &self.refresh {
            alive += usize::from(refresh(stranger, token).await.errors().is_empty());
        }
        alive
    }
}

/// Refreshes again and again from the moment the gate opens until it is refused.
async fn refreshing(client: Client, first: String, gate: Arc<Barrier>) -> Got {
    let mut got = Got { refresh: vec![first.clone()], ..Got::default() };
    let mut token = first;
    gate.wait().await;
    loop {
        let answer = refresh(&client, &token).await;
        if !answer.errors().is_empty() {
            answer.assert_error("UNAUTHENTICATED");
            return got;
        }
        token = answer.text("/refreshSession/refreshToken");
        got.access.push(answer.text("/refreshSession/accessToken"));
        got.refresh.push(token.clone());
    }
}

/// Signs in again and again from the moment the gate opens until it is refused.
async fn signing_in(client: Client, gate: Arc<Barrier>) -> Got {
    let mut got = Got::default();
    gate.wait().await;
    loop {
        let answer = sign_in(&client, EMAIL, PASSWORD).await;
        match answer.error_codes().as_slice() {
            [] => {}
            [code] if code == "BUSY" => continue,
            _ => {
                answer.assert_error("UNAUTHENTICATED");
                return got;
            }
        }
        got.access.push(answer.text("/signIn/accessToken"));
        got.refresh.push(answer.text("/signIn/refreshToken"));
    }
}

/// Panics unless the race was one – something was won before the end came, in at least one of the rounds – and nothing
/// outlived any of them.
fn assert_none_survived(won: usize, survivors: usize) {
    println!("{} rounds: {won} tokens handed out on the way, {survivors} survived", rounds());
    assert!(won > 0, "nothing was under way when the session ended");
    assert_eq!(survivors, 0, "tokens that outlived their session");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn signing_out_is_not_outrun_by_refreshing() {
    let app = busy_app().await;
    administrator(&app).await;
    let (mut won, mut survivors) = (0, 0);
    for _ in 0..rounds() {
        let actor = app.sign_in(EMAIL, PASSWORD).await;
        let gate = Arc::new(Barrier::new(3));
        let one = tokio::spawn(refreshing(app.stranger(), actor.refresh_token.clone(), Arc::clone(&gate)));
        let other = tokio::spawn(refreshing(app.stranger(), actor.refresh_token.clone(), Arc::clone(&gate)));
        gate.wait().await;
        sign_out(&app.stranger(), &actor.refresh_token).await;
        let got = one.await.unwrap().and(other.await.unwrap());
        won += got.access.len();
        survivors += got.alive(&app.stranger()).await;
    }
    assert_none_survived(won, survivors);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_second_use_of_a_token_is_not_outrun_by_refreshing() {
    let app = busy_app().await;
    administrator(&app).await;
    let (mut won, mut survivors) = (0, 0);
    for _ in 0..rounds() {
        let actor = app.sign_in(EMAIL, PASSWORD).await;
        let next = refresh(&app.stranger(), &actor.refresh_token).await.text("/refreshSession/refreshToken");
        app.travel_to_moment(app.now() + TimeDelta::seconds(11));
        let gate = Arc::new(Barrier::new(2));
        let honest = tokio::spawn(refreshing(app.stranger(), next, Arc::clone(&gate)));
        gate.wait().await;
        refresh(&app.stranger(), &actor.refresh_token).await.assert_error("UNAUTHENTICATED");
        let got = honest.await.unwrap();
        won += got.access.len();
        survivors += got.alive(&app.stranger()).await;
    }
    assert_none_survived(won, survivors);
}

/// A link to choose another password; an hour goes by, so that there may be one in each round.
async fn link(app: &TestApp) -> String {
    app.travel_to_moment(app.now() + TimeDelta::minutes(61));
    ask_for_reset(&app.stranger(), EMAIL).await.data();
    app.deliver_mail().await;
    reset_secret(app, EMAIL)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_new_password_is_not_outrun_by_refreshing() {
    let app = busy_app().await;
    administrator(&app).await;
    let (mut won, mut survivors) = (0, 0);
    for _ in 0..rounds() {
        let secret = link(&app).await;
        let actor: Actor = app.sign_in(EMAIL, PASSWORD).await;
        let gate = Arc::new(Barrier::new(2));
        let busy = tokio::spawn(refreshing(app.stranger(), actor.refresh_token.clone(), Arc::clone(&gate)));
        gate.wait().await;
        // The same password is a new one too.
        choose_password(&app, &secret, PASSWORD).await;
        let got = busy.await.unwrap();
        won += got.access.len();
        survivors += got.alive(&app.stranger()).await;
    }
    assert_none_survived(won, survivors);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_sign_in_that_began_before_a_new_password_opens_nothing_after_it() {
    const OTHER: &str = "een heel ander wachtwoord";
    let app = busy_app().await;
    administrator(&app).await;
    let (mut won, mut survivors) = (0, 0);
    for _ in 0..rounds() {
        let secret = link(&app).await;
        let gate = Arc::new(Barrier::new(4));
        let busy = [(); 3].map(|()| tokio::spawn(signing_in(app.stranger(), Arc::clone(&gate))));
        gate.wait().await;
        choose_password(&app, &secret, OTHER).await;
        for task in busy {
            let got = task.await.unwrap();
            won += got.access.len();
            survivors += got.alive(&app.stranger()).await;
        }
        let secret = link(&app).await;
        choose_password(&app, &secret, PASSWORD).await;
    }
    assert_none_survived(won, survivors);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_tabs_that_refresh_at_once_get_the_same_and_stay_signed_in() {
    let app = busy_app().await;
    let mut token = administrator(&app).await.refresh_token;
    for _ in 0..rounds() {
        let gate = Arc::new(Barrier::new(4));
        let tabs = [(); 4].map(|()| {
            let (client, token, gate) = (app.stranger(), token.clone(), Arc::clone(&gate));
            tokio::spawn(async move {
                gate.wait().await;
                let answer = refresh(&client, &token).await;
                (answer.text("/refreshSession/refreshToken"), answer.text("/refreshSession/accessToken"))
            })
        });
        let mut next = Vec::new();
        for tab in tabs {
            let (refreshed, access) = tab.await.unwrap();
            app.stranger().with_token(access).run(WHO, json!({})).await.data();
            next.push(refreshed);
        }
        next.dedup();
        assert_eq!(next.len(), 1, "one successor for all");
        token = next.remove(0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_requests_for_one_mailbox_at_once_are_three() {
    let app = busy_app().await;
    // One address gets a hundred an hour in all.
    for round in 0..rounds().min(10) {
        let gate = Arc::new(Barrier::new(10));
        let asked = [(); 10].map(|()| {
            let (client, gate) = (app.stranger(), Arc::clone(&gate));
            tokio::spawn(async move {
                gate.wait().await;
                let answer = ask_for_reset(&client, &format!("niemand{round}@nergens.example")).await;
                assert!(answer.errors().is_empty() || answer.error_codes() == ["RATE_LIMITED"], "{}", answer.body);
                answer.errors().is_empty()
            })
        });
        let mut taken = 0;
        for one in asked {
            taken += usize::from(one.await.unwrap());
        }
        assert_eq!(taken, 3);
    }
}
