//! What holds the audit trail from outside the database, and how long what concerns security is kept.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;

use super::{assembly::path, reading::Reader};

/// What holds the audit trail from outside the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The key of its hashes: 64 hexadecimal digits.
    pub key_file: PathBuf,
    /// The keys of before; never dropped, for what they sealed stays under them.
    pub retired_keys: Vec<PathBuf>,
    /// Where the hash of each checkpoint is written down as well.
    pub anchor_file: Option<PathBuf>,
    /// Pause between two checkpoints, in seconds. 0, which no settings file can say, means that nobody makes them.
    pub checkpoint_seconds: u64,
    /// How long what concerns security is kept, in days.
    pub security_days: u32,
}

impl Audit {
    /// For trying out, with the key in `folder`.
    pub(super) fn development(folder: &Path) -> Self {
        Self {
            key_file: folder.join("audit-key"),
            retired_keys: Vec::new(),
            anchor_file: None,
            checkpoint_seconds: 60,
            security_days: 180,
        }
    }

    /// How long what concerns security is kept.
    pub fn security_days(&self) -> TimeDelta {
        TimeDelta::days(self.security_days.into())
    }
}

/// Reads the settings of the audit trail.
pub(super) fn read(reader: &mut Reader, default: Audit) -> Audit {
    Audit {
        key_file: reader.text("audit.key_file", path).unwrap_or(default.key_file),
        retired_keys: reader.list("audit.retired_keys", path).unwrap_or_default(),
        anchor_file: reader.text("audit.anchor_file", path),
        checkpoint_seconds: reader.number("audit.checkpoint_seconds", 1..=3600).unwrap_or(default.checkpoint_seconds),
        security_days: reader.number("audit.security_days", 1..=3650).unwrap_or(default.security_days),
    }
}

/// Refuses a key that would be made on the spot: who restores the database elsewhere could not verify it any more.
pub(super) fn check(audit: &Audit, reader: &mut Reader) {
    let file = &audit.key_file;
    if !file.is_file() {
        let shown = file.display();
        let recipe = format!("openssl rand -hex 32 > '{shown}' && chmod 600 '{shown}'");
        reader.refuse("audit.key_file", format!("production needs an existing key; make one with: {recipe}"));
    }
}

/// Each setting's name and value.
pub(super) fn lines(audit: &Audit) -> [(&'static str, String); 5] {
    let Audit { key_file, retired_keys, anchor_file, checkpoint_seconds, security_days } = audit;
    let retired: Vec<String> = retired_keys.iter().map(|path| path.display().to_string()).collect();
    [
        ("audit.key_file", key_file.display().to_string()),
        ("audit.retired_keys", retired.join(",")),
        ("audit.anchor_file", anchor_file.as_ref().map(|path| path.display().to_string()).unwrap_or_default()),
        ("audit.checkpoint_seconds", checkpoint_seconds.to_string()),
        ("audit.security_days", security_days.to_string()),
    ]
}
