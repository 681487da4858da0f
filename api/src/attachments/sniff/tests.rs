use std::io::Write;

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

const WORD: &str =
    r#"<Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#;
const EXCEL: &str =
    r#"<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#;

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn kind(files: &[(&str, &str)]) -> Sniffed {
    sniff(&archive(files))
}

#[test]
fn each_kind_is_known_by_its_content() {
    assert_eq!(sniff(b"%PDF-1.7\n"), Sniffed::Kind(MediaKind::Pdf));
    assert_eq!(sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Sniffed::Kind(MediaKind::Png));
    assert_eq!(sniff(b"\xff\xd8\xff\xe0\0\x10JFIF"), Sniffed::Kind(MediaKind::Jpeg));
    assert_eq!(kind(&[("[Content_Types].xml", WORD), ("word/document.xml", "")]), Sniffed::Kind(MediaKind::Docx));
    assert_eq!(kind(&[("xl/workbook.xml", ""), ("[Content_Types].xml", EXCEL)]), Sniffed::Kind(MediaKind::Xlsx));
    let odf = |kind: &str| [("mimetype", format!("application/vnd.oasis.opendocument.{kind}"))];
    assert_eq!(kind(&odf("text").each_ref().map(|(n, t)| (*n, t.as_str()))), Sniffed::Kind(MediaKind::Odt));
    assert_eq!(kind(&odf("spreadsheet").each_ref().map(|(n, t)| (*n, t.as_str()))), Sniffed::Kind(MediaKind::Ods));
    assert_eq!(sniff("gemeente;aantal\nÉén;1\n".as_bytes()), Sniffed::Text);
    assert_eq!(sniff("\u{feff}Met een teken vooraf".as_bytes()), Sniffed::Text);
}

#[test]
fn macros_are_found_by_name_and_by_what_the_document_says_of_itself() {
    let named = |name| kind(&[("[Content_Types].xml", WORD), (name, "x")]);
    assert_eq!(named("word/vbaProject.bin"), Sniffed::Macros);
    assert_eq!(named("word/VBAPROJECT.BIN"), Sniffed::Macros);
    assert_eq!(named("xl/macrosheets/sheet1.xml"), Sniffed::Macros);
    let renamed =
        format!(r#"{EXCEL}<Override PartName="/xl/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>"#);
    assert_eq!(kind(&[("[Content_Types].xml", &renamed), ("xl/x.bin", "")]), Sniffed::Macros);
    let main = r#"<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>"#;
    assert_eq!(kind(&[("[Content_Types].xml", main)]), Sniffed::Macros);
    let text = "application/vnd.oasis.opendocument.text";
    assert_eq!(kind(&[("mimetype", text), ("Basic/Standard/Module1.xml", "")]), Sniffed::Macros);
    assert_eq!(kind(&[("mimetype", text), ("Scripts/python/x.py", "")]), Sniffed::Macros);
}

#[test]
fn a_macro_does_not_hide_behind_what_is_read() {
    let behind =
        format!(r#"{WORD}{}<Override ContentType="application/vnd.ms-office.vbaProject"/>"#, " ".repeat(2 << 20));
    assert_eq!(kind(&[("[Content_Types].xml", &behind), ("word/x.bin", "")]), Sniffed::Other);
    // Nor behind a second account of what the document is.
    let text = "application/vnd.oasis.opendocument.text";
    assert_eq!(kind(&[("[Content_Types].xml", &behind), ("mimetype", text)]), Sniffed::Other);
}

#[test]
fn a_text_may_begin_like_an_archive() {
    assert_eq!(sniff(b"PK;naam\n1;Assen\n"), Sniffed::Text);
    assert_eq!(sniff(b"PKV-nummer"), Sniffed::Text);
    assert_eq!(sniff(b"PK\x05\x06 an archive with nothing in it"), Sniffed::Other);
}

#[test]
fn what_could_run_or_is_not_known_is_something_else() {
    let pages: [&[u8]; 8] = [
        b"<!DOCTYPE html><p>",
        b"  <html>",
        b"\xef\xbb\xbf<svg onload='x'>",
        b"<?xml version='1.0'?><svg/>",
        b"<script>",
        b"MZ\x90\0\x03",
        b"\x7fELF",
        b"GIF89a\x01\0",
    ];
    for content in pages {
        assert_eq!(sniff(content), Sniffed::Other, "{:?}", String::from_utf8_lossy(content));
    }
    assert_eq!(sniff(b"text with \0 in it"), Sniffed::Other);
    assert_eq!(sniff(b"latin \xe9"), Sniffed::Other);
    assert_eq!(kind(&[("readme.txt", "x")]), Sniffed::Other);
    assert_eq!(kind(&[("[Content_Types].xml", "presentationml.presentation.main+xml")]), Sniffed::Other);
    assert_eq!(kind(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]), Sniffed::Other);
}

#[test]
fn a_broken_or_swollen_archive_is_something_else() {
    let whole = archive(&[("[Content_Types].xml", WORD)]);
    for end in 2..whole.len() {
        assert_ne!(sniff(&whole[..end]), Sniffed::Kind(MediaKind::Docx), "cut off at {end}");
    }
    let mut swollen = whole.clone();
    swollen.splice(4..4, ENTRY.repeat(MOST_ENTRIES + 1));
    assert_eq!(sniff(&swollen), Sniffed::Other);
    // What is packed small is not unpacked beyond what is looked at.
    let bomb = " ".repeat(8 << 20) + WORD;
    assert_eq!(kind(&[("[Content_Types].xml", &bomb)]), Sniffed::Other);
}
