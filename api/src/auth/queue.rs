//! Who waits for the few places where passwords are worked on.
//!
//! Everybody waits in a line: one for each client address, and one for each account as entered from where it was entered
//! before. The lines take turns, so a flood from one address makes that line long and no other. A line has few places,
//! and all lines together have an end; those who are known somewhere have places of their own, which no number of
//! strangers fills, and every other turn.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::throttle::Bucket;

/// In which line somebody waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Line {
    /// That of their address, by [`super::throttle::network`].
    Address(IpAddr),
    /// That of an account as entered from an origin it is known from.
    Known(Bucket),
}

/// How much fits.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// How many are worked on at the same time.
    pub at_once: usize,
    /// How many have a place, worked on or waiting: strangers together, and as many who are known.
    pub places: usize,
    /// How many of an address.
    pub per_address: usize,
    /// How many of a known account and origin.
    pub per_known: usize,
}

/// The lines, and who is being served.
#[derive(Clone)]
pub struct Queue(Arc<Mutex<Lines>>);

struct Lines {
    room: Room,
    /// Turns that nobody has.
    idle: usize,
    strangers: Class,
    known: Class,
    /// Whether the last turn went to somebody known.
    known_was_last: bool,
}

/// Lines that take turns among themselves.
#[derive(Default)]
struct Class {
    /// Those who hold a place, by line.
    holding: HashMap<Line, usize>,
    taken: usize,
    /// The lines in which somebody waits; the first one is next.
    waiting: VecDeque<(Line, VecDeque<oneshot::Sender<()>>)>,
}

impl Class {
    fn take(&mut self, line: &Line, per_line: usize, places: usize) -> bool {
        let held = self.holding.get(line).copied().unwrap_or_default();
        let fits = held < per_line && self.taken < places;
        if fits {
            self.holding.insert(line.clone(), held + 1);
            self.taken += 1;
        }
        fits
    }

    fn leave(&mut self, line: &Line) {
        self.taken = self.taken.saturating_sub(1);
        match self.holding.get_mut(line) {
            Some(held) if *held > 1 => *held -= 1,
            _ => {
                self.holding.remove(line);
            }
        }
    }

    fn wait(&mut self, line: &Line, call: oneshot::Sender<()>) {
        match self.waiting.iter_mut().find(|(known, _)| known == line) {
            Some((_, calls)) => calls.push_back(call),
            None => self.waiting.push_back((line.clone(), VecDeque::from([call]))),
        }
    }

    /// Calls the next one who still listens; its line goes to the end. `false` when nobody waits.
    fn call(&mut self) -> bool {
        while let Some((line, mut calls)) = self.waiting.pop_front() {
            let called = calls.pop_front().is_some_and(|call| call.send(()).is_ok());
            if !calls.is_empty() {
                self.waiting.push_back((line, calls));
            }
            if called {
                return true;
            }
        }
        false
    }
}

impl Lines {
    fn class(&mut self, line: &Line) -> &mut Class {
        match line {
            Line::Address(_) => &mut self.strangers,
            Line::Known(_) => &mut self.known,
        }
    }

    /// A turn at once, or what is heard when it comes.
    fn wait(&mut self, line: &Line) -> Option<oneshot::Receiver<()>> {
        if self.idle > 0 {
            self.idle -= 1;
            return None;
        }
        let (call, heard) = oneshot::channel();
        self.class(line).wait(line, call);
        Some(heard)
    }

    /// A turn is over: it goes to the next one, or to nobody.
    fn pass_on(&mut self) {
        let known_first = !self.known_was_last;
        let (first, second) =
            if known_first { (&mut self.known, &mut self.strangers) } else { (&mut self.strangers, &mut self.known) };
        if first.call() {
            self.known_was_last = known_first;
        } else if second.call() {
            self.known_was_last = !known_first;
        } else {
            self.idle += 1;
        }
    }
}

impl Queue {
    /// Empty lines.
    pub fn new(room: Room) -> Self {
        let (strangers, known) = (Class::default(), Class::default());
        let lines = Lines { room, idle: room.at_once.max(1), strangers, known, known_was_last: false };
        Self(Arc::new(Mutex::new(lines)))
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place in a line, if there is one.
    pub fn place(&self, line: Line) -> Option<Place> {
        let mut lines = self.lines();
        let Room { places, per_address, per_known, .. } = lines.room;
        let per_line = if matches!(line, Line::Known(_)) { per_known } else { per_address };
        let taken = lines.class(&line).take(&line, per_line, places);
        drop(lines);
        taken.then(|| Place { queue: self.clone(), line })
    }
}

/// A place in a line; given up when dropped.
pub struct Place {
    queue: Queue,
    line: Line,
}

impl Place {
    /// Waits for the turn of this place.
    pub async fn turn(self) -> Turn {
        let waiting = self.queue.lines().wait(&self.line);
        if let Some(heard) = waiting {
            Waiting { queue: &self.queue, heard, called: false }.end().await;
        }
        Turn { place: self }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.queue.lines().class(&self.line).leave(&self.line);
    }
}

/// Somebody in a line, who may walk away at any moment.
struct Waiting<'a> {
    queue: &'a Queue,
    heard: oneshot::Receiver<()>,
    called: bool,
}

impl Waiting<'_> {
    async fn end(mut self) {
        // Whoever calls holds the queue as well, so the line is never cut.
        let _ = (&mut self.heard).await;
        self.called = true;
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.heard.close();
        // Called, and gone before hearing it: the turn is for the next one.
        if !self.called && self.heard.try_recv().is_ok() {
            self.queue.lines().pass_on();
        }
    }
}

/// The turn of a place; passed on when dropped.
pub struct Turn {
    place: Place,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.place.queue.lines().pass_on();
    }
}
