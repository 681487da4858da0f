//! Who may send or fetch files at once: everybody a few, and all together no more than there is room for.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use uuid::Uuid;

/// How many at once.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// For one person.
    pub each: usize,
    /// For all together.
    pub all: usize,
}

/// Why there is no turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Full {
    /// The person has as many as one may have.
    Person,
    /// There is no room for anybody.
    All,
}

/// Gives out turns.
#[derive(Debug)]
pub struct Turns {
    room: Room,
    held: Mutex<HashMap<Uuid, usize>>,
}

/// One turn; it ends when dropped.
#[derive(Debug)]
pub struct Turn {
    turns: Arc<Turns>,
    person: Uuid,
}

impl Turns {
    /// Turns for that much room.
    pub fn new(room: Room) -> Arc<Self> {
        Arc::new(Self { room, held: Mutex::default() })
    }

    /// A turn for a person.
    pub fn take(self: &Arc<Self>, person: Uuid) -> Result<Turn, Full> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.get(&person).is_some_and(|own| *own >= self.room.each) {
            return Err(Full::Person);
        }
        if held.values().sum::<usize>() >= self.room.all {
            return Err(Full::All);
        }
        *held.entry(person).or_default() += 1;
        Ok(Turn { turns: Arc::clone(self), person })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut held = self.turns.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = held.get_mut(&self.person) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                held.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_leaves_room_for_others_and_a_turn_that_ends_is_free() {
        let turns = Turns::new(Room { each: 2, all: 3 });
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let first = turns.take(one).unwrap();
        let _second = turns.take(one).unwrap();
        assert_eq!(turns.take(one).unwrap_err(), Full::Person);
        let _third = turns.take(other).unwrap();
        assert_eq!(turns.take(other).unwrap_err(), Full::All);
        drop(first);
        let _fourth = turns.take(other).unwrap();
        assert_eq!(turns.take(one).unwrap_err(), Full::All);
    }
}
