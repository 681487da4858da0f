//! The working memory of password hashing, used again and again.
//!
//! A hash takes 19 MiB. Asked anew each time, an allocator such as glibc's comes to keep them: after the first is given
//! back it serves the next ones from heaps that do not shrink.

use std::sync::{Mutex, MutexGuard, PoisonError};

use argon2::Block;
use zeroize::Zeroize;

/// How many pieces are kept while nobody needs them.
const KEPT: usize = 1;

/// Pieces of working memory, wiped before they are kept or given back.
#[derive(Default)]
pub struct WorkingMemory(Mutex<Vec<Vec<Block>>>);

impl WorkingMemory {
    /// Lends `blocks` blocks (of 1 KiB) for the length of `work`.
    pub fn lend<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        // Of another size is a hash of another cost: rare, and not worth keeping memory for.
        let kept = self.kept().pop().filter(|piece| piece.len() == blocks);
        let mut piece = kept.unwrap_or_else(|| vec![Block::new(); blocks]);
        let outcome = work(&mut piece);
        piece.iter_mut().for_each(Zeroize::zeroize);
        let mut kept = self.kept();
        if kept.len() < KEPT {
            kept.push(piece);
        }
        outcome
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
