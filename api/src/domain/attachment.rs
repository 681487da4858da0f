//! Attachments (bijlagen) of a contract: which files may hang on it, and until when they may be taken away.

use chrono::{DateTime, Utc};

use super::{
    contract::{Contract, ContractStage, wrong_state},
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{AttachmentId, ContractId, PersonId},
    named::named,
    notice,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

/// The most attachments one contract may have.
pub const MOST_ATTACHMENTS: usize = 50;

named! {
    /// What kind of file an attachment is: the list is closed, and nothing on it runs when it is opened.
    MediaKind {
        /// Portable Document Format.
        Pdf => "PDF",
        /// A text of Word, without macros.
        Docx => "DOCX",
        /// A workbook of Excel, without macros.
        Xlsx => "XLSX",
        /// An `OpenDocument` text, without macros.
        Odt => "ODT",
        /// An `OpenDocument` spreadsheet, without macros.
        Ods => "ODS",
        /// An image without loss.
        Png => "PNG",
        /// A photograph.
        Jpeg => "JPEG",
        /// Plain text in UTF-8.
        Txt => "TXT",
        /// A table as text in UTF-8.
        Csv => "CSV",
    }
}

impl MediaKind {
    /// The type under which it is sent to who downloads it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// The kind that the end of a file's name promises.
    pub fn promised_by(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match extension.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            "odt" => Some(Self::Odt),
            "ods" => Some(Self::Ods),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "txt" => Some(Self::Txt),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// What the content of a file shows it to be, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// One kind and no other.
    Kind(MediaKind),
    /// Text in UTF-8: plain or a table.
    Text,
    /// A document or workbook that carries macros.
    Macros,
    /// Anything else: programs, web pages, drawings with scripts, archives, nothing recognisable.
    Other,
}

/// A file as someone brings it in.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Its identity to be.
    pub id: AttachmentId,
    /// Its name, as the sender calls it.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// What its content shows it to be.
    pub sniffed: Sniffed,
}

/// An attachment (bijlage) of a contract. It never changes; a new version is a new attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Which.
    pub id: AttachmentId,
    /// Of which contract.
    pub contract: ContractId,
    /// Its name, without folders.
    pub name: String,
    /// What it is.
    pub kind: MediaKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its content, 64 hexadecimal digits.
    pub sha256: String,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// Who added it.
    pub added_by: PersonId,
}

/// Why no attachment can be added now to a contract that has `held` of them.
pub fn cannot_add(contract: &Contract, held: usize) -> Vec<Refusal> {
    let mut no = Vec::new();
    if contract.state.stage() == ContractStage::Withdrawn {
        no.push(wrong_state(contract.state.stage().name()));
    }
    if held >= MOST_ATTACHMENTS {
        no.push(Refusal::at(Code::TooMany, ["contract"]).with("limit", MOST_ATTACHMENTS));
    }
    no
}

/// Why one of its attachments cannot be removed now: after offering nothing changes silently, and what was offered
/// once stays.
pub fn cannot_remove(contract: &Contract, attachment: &Attachment) -> Vec<Refusal> {
    match contract.state.stage() {
        ContractStage::Draft if contract.offered.is_none() || contract.is_redrafting(attachment.added_at) => Vec::new(),
        stage => vec![wrong_state(stage.name())],
    }
}

/// Adds a file to a contract that has `held` attachments; `most` is the largest size in bytes.
pub fn add(
    contract: &Contract,
    held: usize,
    file: Offered,
    most: u64,
    by: super::contract::By,
) -> Outcome<(Attachment, Event)> {
    let mut no = cannot_add(contract, held);
    let (name, kind) = check(&file, most, &mut no);
    let Some(kind) = kind else { return Err(no) };
    unless_refused(no, || {
        let Offered { id, size, sha256, .. } = file;
        let (added_at, added_by) = (by.at, by.person);
        let attachment = Attachment { id, contract: contract.id, name, kind, size, sha256, added_at, added_by };
        let event = Event::new(
            EventKind::AttachmentAdded,
            SubjectKind::Attachment,
            attachment.id.0,
            &Facts::new(),
            &attachment.facts(),
        );
        let notices = notice::contracting::attached(contract, &attachment.name);
        (attachment, event.under(contract.base_id()).telling(notices))
    })
}

/// Takes an attachment away from a draft.
pub fn remove(contract: &Contract, attachment: &Attachment) -> Outcome<Event> {
    unless_refused(cannot_remove(contract, attachment), || {
        let before = attachment.facts();
        let id = attachment.id.0;
        Event::new(EventKind::AttachmentRemoved, SubjectKind::Attachment, id, &before, &Facts::new())
            .under(contract.base_id())
    })
}

/// The name as it is kept and the kind of the file, with everything that is wrong with it. Without a refusal there is a
/// kind.
fn check(file: &Offered, most: u64, no: &mut Vec<Refusal>) -> (String, Option<MediaKind>) {
    let name = text::name(&file.name, "name", no);
    if name.chars().any(misleading) {
        no.push(Refusal::at(Code::BadCharacter, ["name"]));
    }
    let promised = MediaKind::promised_by(&name);
    if promised.is_none() && !name.is_empty() {
        no.push(Refusal::at(Code::FileTypeNotAllowed, ["name"]));
    }
    if file.size > most {
        no.push(too_large(most));
    }
    if file.size == 0 {
        no.push(Refusal::at(Code::FileEmpty, ["content"]));
        return (name, promised);
    }
    let differs = |promised: MediaKind, no: &mut Vec<Refusal>| {
        no.push(Refusal::at(Code::FileTypeDiffers, ["content"]).with("kind", promised));
    };
    match (file.sniffed, promised) {
        (Sniffed::Other, _) => no.push(Refusal::at(Code::FileTypeNotAllowed, ["content"])),
        (Sniffed::Macros, _) => no.push(Refusal::at(Code::FileHasMacros, ["content"])),
        (Sniffed::Kind(found), Some(promised)) if found != promised => differs(promised, no),
        (Sniffed::Text, Some(promised)) if !matches!(promised, MediaKind::Txt | MediaKind::Csv) => {
            differs(promised, no);
        }
        _ => {}
    }
    (name, promised)
}

/// A file of more bytes than are taken.
pub fn too_large(most: u64) -> Refusal {
    // People think of files in mebibytes; a limit below one is said in bytes.
    let limit = if most >= 1 << 20 { format!("{} MiB", most >> 20) } else { format!("{most} bytes") };
    Refusal::at(Code::FileTooLarge, ["content"]).with("limit", limit)
}

/// Characters that would make a folder of a name, or show it otherwise than it is written.
const fn misleading(c: char) -> bool {
    matches!(c, '/' | '\\' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl Attachment {
    /// Everything an audit reader wants to compare.
    pub fn facts(&self) -> Facts {
        Facts::from([
            ("name".into(), self.name.clone()),
            ("mediaType".into(), self.kind.to_string()),
            ("sizeBytes".into(), self.size.to_string()),
            ("sha256".into(), self.sha256.clone()),
        ])
    }
}

#[cfg(test)]
mod tests;
