//! Who waits for whom.

use std::net::IpAddr;

use futures_util::FutureExt;

use super::super::{
    queue::{Line, Place, Queue, Room, Turn},
    throttle::Throttle,
};

const ROOM: Room = Room { at_once: 1, places: 8, per_address: 4, per_known: 2 };

fn address(last: u8) -> Line {
    Line::Address(IpAddr::from([192, 0, 2, last]))
}

fn known(name: &str) -> Line {
    Line::Known(Throttle::new(&[0; 32]).bucket("origin", &[name.as_bytes()]))
}

fn places(queue: &Queue, line: &Line, count: usize) -> Vec<Place> {
    (0..count).map_while(|_| queue.place(line.clone())).collect()
}

/// Lets everybody wait, and tells in which order they were served. A place has a name.
async fn served(queue: &Queue, waiting: Vec<(&'static str, Line)>) -> Vec<&'static str> {
    let first = queue.place(address(250)).unwrap().turn().await;
    let order = std::sync::Mutex::new(Vec::new());
    let all = waiting.into_iter().map(|(name, line)| {
        let place = queue.place(line).unwrap();
        let order = &order;
        async move {
            let turn: Turn = place.turn().await;
            order.lock().unwrap().push(name);
            drop(turn);
        }
    });
    // Polled once in their order, so that all of them wait before the first turn is over.
    let mut all = Box::pin(futures_util::future::join_all(all));
    assert!(all.as_mut().now_or_never().is_none());
    drop(first);
    all.await;
    order.into_inner().unwrap()
}

#[tokio::test]
async fn the_lines_take_turns_and_a_long_one_keeps_nobody_waiting() {
    let queue = Queue::new(ROOM);
    let flood = [("flood 1", address(1)), ("flood 2", address(1)), ("flood 3", address(1))];
    let others = [("office", address(2)), ("home", address(3))];
    let order = served(&queue, flood.into_iter().chain(others).collect()).await;
    assert_eq!(order, ["flood 1", "office", "home", "flood 2", "flood 3"]);
}

#[tokio::test]
async fn who_is_known_has_every_other_turn() {
    let queue = Queue::new(ROOM);
    let strangers = [("a", address(1)), ("b", address(2)), ("c", address(3))];
    let order = served(&queue, strangers.into_iter().chain([("x", known("x")), ("y", known("y"))]).collect()).await;
    assert_eq!(order, ["x", "a", "y", "b", "c"]);
}

#[test]
fn one_address_fills_its_own_places_and_strangers_only_theirs() {
    let queue = Queue::new(ROOM);
    let one = places(&queue, &address(1), 10);
    assert_eq!(one.len(), 4);
    let other = places(&queue, &address(2), 10);
    assert_eq!(other.len(), 4);
    assert!(queue.place(address(3)).is_none(), "all places are taken");
    let reserved = places(&queue, &known("x"), 10);
    assert_eq!(reserved.len(), 2, "those who are known have places of their own");
    drop(one);
    assert!(queue.place(address(3)).is_some());
}

#[tokio::test]
async fn who_walks_away_leaves_place_and_turn_to_others() {
    let queue = Queue::new(ROOM);
    let first = queue.place(address(1)).unwrap().turn().await;
    let mut impatient = Box::pin(queue.place(address(2)).unwrap().turn());
    assert!(impatient.as_mut().now_or_never().is_none());
    let mut called = Box::pin(queue.place(address(3)).unwrap().turn());
    assert!(called.as_mut().now_or_never().is_none());
    let patient = queue.place(address(4)).unwrap().turn();
    drop(impatient);
    // The third is called, and goes before hearing it.
    drop(first);
    drop(called);
    drop(patient.now_or_never().expect("the turn came back"));
    assert_eq!(places(&queue, &address(2), 10).len(), 4, "nobody holds a place any more");
}
