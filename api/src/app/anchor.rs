//! The file outside the database in which the checkpoints of the audit trail are written down as well: whoever cuts
//! the end off the trail with all its checkpoints would have to reach this file too.
//!
//! One line per checkpoint: its number, its moment, its hash. It is only ever added to; a line that a full disk or a loss
//! of power cut off was never written, and makes room for a whole one.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

use chrono::SecondsFormat;

use crate::{private, storage::event::checkpoint::Mark};

/// Longer than any line.
const LINE_BYTES: u16 = 256;

/// What is wrong with the file.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// It cannot be read or written.
    #[error("the anchor file cannot be used")]
    File(#[from] io::Error),
    /// A line is not as the service writes them.
    #[error("line {0} of the anchor file cannot be read")]
    Line(usize),
    /// The last line is not as the service writes them.
    #[error("the last line of the anchor file cannot be read")]
    Unreadable,
}

/// Everything written down; nothing when there is no file yet.
pub(super) fn read(path: &Path) -> Result<Vec<Mark>, AnchorError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        text => {
            let text = text?;
            whole(&text)?.lines().zip(1..).map(|(line, at)| mark(line).ok_or(AnchorError::Line(at))).collect()
        }
    }
}

/// The number of the checkpoint written down last; 0 when there is none.
pub(super) fn last(path: &Path) -> Result<i64, AnchorError> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        file => Ok(end(&mut file?)?.0),
    }
}

/// The number in the last whole line, and how many bytes stand after that line.
fn end(file: &mut File) -> Result<(i64, u64), AnchorError> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(2 * u64::from(LINE_BYTES))))?;
    let mut end = String::new();
    file.read_to_string(&mut end)?;
    let lines = whole(&end)?;
    let number = match lines.lines().next_back() {
        None => 0,
        Some(line) => mark(line).ok_or(AnchorError::Unreadable)?.number,
    };
    Ok((number, u64::try_from(end.len() - lines.len()).unwrap_or_default()))
}

/// The text up to the end of its last whole line; what stands after that is less than a line.
fn whole(text: &str) -> Result<&str, AnchorError> {
    let lines = text.rfind('\n').and_then(|end| text.get(..=end)).unwrap_or_default();
    if text.len() - lines.len() < usize::from(LINE_BYTES) { Ok(lines) } else { Err(AnchorError::Unreadable) }
}

/// Adds these checkpoints and waits until they are on the disk.
pub(super) fn add(path: &Path, marks: &[Mark]) -> Result<(), AnchorError> {
    let line =
        |it: &Mark| format!("{} {} {}\n", it.number, it.at.to_rfc3339_opts(SecondsFormat::Micros, true), it.hash);
    let lines = marks.iter().map(line).collect::<Vec<_>>().concat();
    let mut file = private::open(OpenOptions::new().read(true).append(true).create(true), path)?;
    let cut_off = end(&mut file)?.1;
    if cut_off > 0 {
        file.set_len(file.metadata()?.len().saturating_sub(cut_off))?;
    }
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
        // The disk was full in the middle of a line, and then had room again.
        let mut file = OpenOptions::new().append(true).open(&path).unwrap();
        file.write_all(b"4 2020-01-15T09:00:00.0000").unwrap();
        assert_eq!((read(&path).unwrap().len(), last(&path).unwrap()), (3, 3));
        add(&path, &[marked(4)]).unwrap();
        assert_eq!((read(&path).unwrap(), last(&path).unwrap()), ((1..=4).map(marked).collect(), 4));
        for text in ["1 2020-01-15T09:00:00Z short\n", &"x".repeat(1_000)] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(read(&path), Err(AnchorError::Line(1) | AnchorError::Unreadable)));
            assert!(matches!(last(&path), Err(AnchorError::Unreadable)));
            assert!(add(&path, &[marked(1)]).is_err(), "nothing is written behind what cannot be read");
        }
        std::fs::remove_file(&path).unwrap();
    }
}
