//! The file outside the database in which the checkpoints of the audit trail are written down as well: whoever cuts
//! the end off the trail with all its checkpoints would have to reach this file too.
//!
//! One line per checkpoint: its number, its moment, its hash. It is only ever added to.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

use chrono::SecondsFormat;

use crate::{private, storage::event::checkpoint::Mark};

/// Longer than any line.
const LINE_BYTES: u64 = 256;

/// What is wrong with the file.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// It cannot be read or written.
    #[error("the anchor file cannot be used")]
    File(#[from] io::Error),
    /// A line is not as the service writes them.
    #[error("line {0} of the anchor file cannot be read")]
    Line(usize),
}

/// Everything written down; nothing when there is no file yet.
pub(super) fn read(path: &Path) -> Result<Vec<Mark>, AnchorError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        text => text?.lines().zip(1..).map(|(line, at)| mark(line).ok_or(AnchorError::Line(at))).collect(),
    }
}

/// The number of the checkpoint written down last; 0 when there is none.
pub(super) fn last(path: &Path) -> Result<i64, AnchorError> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        file => file?,
    };
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LINE_BYTES)))?;
    let mut end = String::new();
    file.read_to_string(&mut end)?;
    match end.lines().next_back() {
        None => Ok(0),
        Some(line) => mark(line).map(|mark| mark.number).ok_or(AnchorError::Line(0)),
    }
}

/// Adds these checkpoints and waits until they are on the disk.
pub(super) fn add(path: &Path, marks: &[Mark]) -> Result<(), AnchorError> {
    let line =
        |it: &Mark| format!("{} {} {}\n", it.number, it.at.to_rfc3339_opts(SecondsFormat::Micros, true), it.hash);
    let lines = marks.iter().map(line).collect::<Vec<_>>().concat();
    let mut file = private::open(OpenOptions::new().append(true).create(true), path)?;
    file.write_all(lines.as_bytes())?;
    Ok(file.sync_data()?)
}

fn mark(line: &str) -> Option<Mark> {
    let mut words = line.split(' ');
    let (number, at, hash) = (words.next()?, words.next()?, words.next()?);
    let whole = words.next().is_none() && hash.len() == 64;
    whole.then(|| Some(Mark { number: number.parse().ok()?, at: at.parse().ok()?, hash: hash.to_owned() }))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(number: i64) -> Mark {
        Mark { number, at: "2020-01-15T09:00:00.000001Z".parse().unwrap(), hash: format!("{number:064}") }
    }

    #[test]
    fn what_is_written_down_is_read_back_and_added_to() {
        let path = std::env::temp_dir().join(format!("regiekring-anchor-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        assert_eq!((read(&path).unwrap(), last(&path).unwrap()), (Vec::new(), 0));
        add(&path, &[marked(1), marked(2)]).unwrap();
        add(&path, &[marked(3)]).unwrap();
        assert_eq!((read(&path).unwrap(), last(&path).unwrap()), (vec![marked(1), marked(2), marked(3)], 3));
        std::fs::write(&path, "1 2020-01-15T09:00:00Z short\n").unwrap();
        assert!(matches!(read(&path), Err(AnchorError::Line(1))));
        std::fs::remove_file(&path).unwrap();
    }
}
