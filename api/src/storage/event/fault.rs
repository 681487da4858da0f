//! What does not hold in the trail, and in what words it is told.

use std::fmt;

use uuid::Uuid;

/// What the verification of the trail came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// How many chains there are.
    pub chains: u64,
    /// How many events were read.
    pub events: u64,
    /// How many of them came after the last checkpoint: only their own hashes and the seal of their head hold them.
    pub unsealed: u64,
    /// How many checkpoints there are.
    pub checkpoints: u64,
    /// How many things of the trade were held against what the trail says of them.
    pub compared: u64,
    /// Everything that does not hold; empty when the trail is whole.
    pub faults: Vec<Fault>,
}

/// One thing that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub wrong: Wrong,
}

/// Where something does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An event.
    Event {
        /// The chain.
        chain: String,
        /// Its number in the chain.
        number: i64,
    },
    /// A chain as a whole.
    Chain(String),
    /// A checkpoint, by its number.
    Checkpoint(i64),
    /// The file outside the database.
    Anchor,
    /// A thing of the trade.
    Thing {
        /// What it is.
        noun: &'static str,
        /// Which.
        id: Uuid,
    },
}

/// What does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A number is skipped.
    Missing,
    /// The hash it carries is not that of the one before.
    Unlinked,
    /// What it says does not match its hash.
    Changed,
    /// It was hashed without the key after the trail was keyed.
    Unkeyed,
    /// Its key is not among those of the settings.
    UnknownKey,
    /// The chain ends elsewhere than its head says.
    EndsElsewhere,
    /// The head is not the one that was sealed.
    HeadChanged,
    /// There are events and no head.
    HeadGone,
    /// A checkpoint names an event that is not there, or another in its place.
    Cut {
        /// The checkpoint.
        checkpoint: i64,
    },
    /// A checkpoint names a chain that is not there.
    ChainGone {
        /// The checkpoint.
        checkpoint: i64,
    },
    /// There is no checkpoint.
    NeverSealed,
    /// The file names a checkpoint that is not there, or another in its place.
    AnchorDiffers {
        /// The number of the checkpoint.
        checkpoint: i64,
    },
    /// The trail tells another thing than the row.
    Differs {
        /// Of which fact.
        fact: String,
    },
    /// The trail tells of it and it is not there.
    Gone,
    /// It is there and the trail does not tell of it.
    Untold,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Event { chain, number } => write!(f, "chain {chain}, event {number}: ")?,
            Place::Chain(chain) => write!(f, "chain {chain}: ")?,
            Place::Checkpoint(number) => write!(f, "checkpoint {number}: ")?,
            Place::Anchor => f.write_str("anchor file: ")?,
            Place::Thing { noun, id } => write!(f, "{noun} {id}: ")?,
        }
        self.wrong.fmt(f)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is missing"),
            Self::Unlinked => f.write_str("it does not carry the hash of the one before"),
            Self::Changed => f.write_str("its content does not match its hash"),
            Self::Unkeyed => f.write_str("it is hashed without the key, though the trail was keyed by then"),
            Self::UnknownKey => f.write_str("it is hashed with a key that is not in the settings"),
            Self::EndsElsewhere => f.write_str("the events end elsewhere than the head says"),
            Self::HeadChanged => f.write_str("the head does not match its seal"),
            Self::HeadGone => f.write_str("the head is gone"),
            Self::Cut { checkpoint } => write!(f, "it is not the event that checkpoint {checkpoint} names"),
            Self::ChainGone { checkpoint } => write!(f, "it is gone, and checkpoint {checkpoint} names it"),
            Self::NeverSealed => f.write_str("there is none: the service never started with its key, or all are gone"),
            Self::AnchorDiffers { checkpoint } => write!(f, "checkpoint {checkpoint} is not the one it names"),
            Self::Differs { fact } => write!(f, "the trail tells otherwise of {fact}"),
            Self::Gone => f.write_str("the trail tells of it, and it is gone"),
            Self::Untold => f.write_str("the trail does not tell of it"),
        }
    }
}
