//! What a content is, by looking at it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::domain::attachment::{MediaKind, Sniffed};

/// How a file inside an archive is announced in its directory.
const ENTRY: &[u8] = b"PK\x01\x02";
/// How an archive with something in it begins; text may begin with the same two letters.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// The most files inside a document; those of offices have some dozens.
const MOST_ENTRIES: usize = 5_000;
/// The most that is read of a file inside a document, in bytes, however small it was packed.
const MOST_READ: u64 = 1 << 20;

/// What the content shows itself to be.
pub fn sniff(content: &[u8]) -> Sniffed {
    if infer::archive::is_pdf(content) {
        Sniffed::Kind(MediaKind::Pdf)
    } else if infer::image::is_png(content) {
        Sniffed::Kind(MediaKind::Png)
    } else if infer::image::is_jpeg(content) {
        Sniffed::Kind(MediaKind::Jpeg)
    } else if content.starts_with(ARCHIVE) {
        office(content).unwrap_or(Sniffed::Other)
    } else {
        text(content)
    }
}

/// Text in UTF-8 that no browser takes for a page or a drawing.
fn text(content: &[u8]) -> Sniffed {
    let Ok(text) = std::str::from_utf8(content) else { return Sniffed::Other };
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(16).collect();
    let start = start.to_ascii_lowercase();
    let markup = ["<!", "<?", "<html", "<head", "<body", "<svg", "<script", "<iframe"];
    if text.contains(strange) || infer::text::is_html(content) || markup.iter().any(|mark| start.starts_with(mark)) {
        return Sniffed::Other;
    }
    Sniffed::Text
}

/// A document of an office suite: an archive that says what it is in a file of its own.
fn office(content: &[u8]) -> Option<Sniffed> {
    // Counted before the archive is opened, which keeps something for each of them.
    if content.windows(ENTRY.len()).filter(|window| *window == ENTRY).count() > MOST_ENTRIES {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(content)).ok()?;
    let lower = |name: zip::result::ZipResult<std::borrow::Cow<'_, str>>| name.map(|name| name.to_ascii_lowercase());
    let names: Vec<String> = archive.file_names().map(lower).collect::<Result<_, _>>().ok()?;
    let (kind, macros) = if names.iter().any(|name| name == "[content_types].xml") {
        let types = read(&mut archive, "[Content_Types].xml")?;
        let kind = if types.contains("wordprocessingml.document.main+xml") {
            Some(MediaKind::Docx)
        } else if types.contains("spreadsheetml.sheet.main+xml") {
            Some(MediaKind::Xlsx)
        } else {
            None
        };
        let lower = types.to_ascii_lowercase();
        let declared = ["macroenabled", "vbaproject", "macrosheet"].iter().any(|word| lower.contains(word));
        let inside = |name: &String| name.ends_with("vbaproject.bin") || name.contains("/macrosheets/");
        (kind, declared || names.iter().any(inside))
    } else {
        let kind = match read(&mut archive, "mimetype")?.trim() {
            "application/vnd.oasis.opendocument.text" => Some(MediaKind::Odt),
            "application/vnd.oasis.opendocument.spreadsheet" => Some(MediaKind::Ods),
            _ => None,
        };
        let inside = |name: &String| name.starts_with("basic/") || name.starts_with("scripts/");
        (kind, names.iter().any(inside))
    };
    if macros { Some(Sniffed::Macros) } else { kind.map(Sniffed::Kind) }
}

/// A text inside an archive, if it is there, can be read, and is no longer than anyone needs: what stood behind the
/// part that is read would not be seen.
fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = Vec::new();
    archive.by_name(name).ok()?.take(MOST_READ + 1).read_to_end(&mut text).ok()?;
    if u64::try_from(text.len()).ok()? > MOST_READ { None } else { String::from_utf8(text).ok() }
}

#[cfg(test)]
mod tests;
