use super::*;
use crate::domain::{
    contract::Contract,
    notice::{Audience, Template},
    person::Role,
    samples::*,
};

const MOST: u64 = 1_000;

fn file(name: &str, sniffed: Sniffed) -> Offered {
    Offered { id: AttachmentId(id(80)), name: name.into(), size: 10, sha256: "ab".repeat(32), sniffed }
}

fn pdf() -> Offered {
    file("Bijlage 1.pdf", Sniffed::Kind(MediaKind::Pdf))
}

fn added(contract: &Contract, file: Offered) -> Outcome<(Attachment, Event)> {
    add(contract, 0, file, MOST, by("2018-10-02"))
}

#[test]
fn a_file_is_kept_with_who_added_it_and_the_trail_says_what_it_is() {
    let (attachment, event) = added(&draft(), Offered { name: "  Bijlage 1.PDF ".into(), ..pdf() }).unwrap();
    assert_eq!((attachment.name.as_str(), attachment.kind), ("Bijlage 1.PDF", MediaKind::Pdf));
    assert_eq!((attachment.contract, attachment.added_by), (draft().id, by("2018-10-02").person));
    assert_eq!((event.kind, event.contract), (EventKind::AttachmentAdded, Some(draft().id)));
    assert_eq!(changed(&event), ["mediaType", "name", "sha256", "sizeBytes"]);
}

#[test]
fn a_name_is_a_name_and_no_place() {
    let wrong = |name: &str| refused(added(&draft(), Offered { name: name.into(), ..pdf() }));
    for name in ["../../etc/passwd.pdf", "map/bijlage.pdf", "map\\bijlage.pdf", "a\u{202e}fdp.pdf", "a\0.pdf"] {
        assert_eq!(wrong(name), ["bad-character at name"], "{name:?}");
    }
    assert_eq!(wrong(" "), ["empty at name"]);
    assert_eq!(wrong(&format!("{}.pdf", "x".repeat(197))), ["too-long at name (limit=200)"]);
    assert!(wrong(&format!("{}.pdf", "é".repeat(196))).is_empty());
}

#[test]
fn only_kinds_of_the_list_are_taken() {
    for name in ["programma.exe", "pagina.html", "tekening.svg", "boek.xlsm", "brief.docm", "zonder", ".pdf", "pdf"] {
        let no = refused(added(&draft(), Offered { name: name.into(), ..pdf() }));
        assert_eq!(no, ["file-type-not-allowed at name"], "{name}");
    }
    assert_eq!(refused(added(&draft(), file("a.pdf", Sniffed::Other))), ["file-type-not-allowed at content"]);
}

#[test]
fn the_content_decides_and_the_name_may_not_say_otherwise() {
    for kind in MediaKind::ALL {
        let name = format!("bestand.{}", kind.name().to_lowercase());
        let own = match kind {
            MediaKind::Txt | MediaKind::Csv => Sniffed::Text,
            other => Sniffed::Kind(*other),
        };
        assert_eq!(added(&draft(), file(&name, own)).unwrap().0.kind, *kind);
        let other = if *kind == MediaKind::Png { MediaKind::Jpeg } else { MediaKind::Png };
        let no = refused(added(&draft(), file(&name, Sniffed::Kind(other))));
        assert_eq!(no, [format!("file-type-differs at content (kind={kind})")]);
    }
    let no = refused(added(&draft(), file("a.docx", Sniffed::Text)));
    assert_eq!(no, ["file-type-differs at content (kind=DOCX)"]);
}

#[test]
fn macros_are_refused_whatever_the_name() {
    assert_eq!(refused(added(&draft(), file("brief.docx", Sniffed::Macros))), ["file-has-macros at content"]);
    let no = refused(added(&draft(), file("brief.docm", Sniffed::Macros)));
    assert_eq!(no, ["file-type-not-allowed at name", "file-has-macros at content"]);
}

#[test]
fn a_file_is_neither_empty_nor_too_large() {
    let empty = Offered { size: 0, sniffed: Sniffed::Other, ..pdf() };
    assert_eq!(refused(added(&draft(), empty)), ["file-empty at content"]);
    assert!(added(&draft(), Offered { size: MOST, ..pdf() }).is_ok());
    let large = Offered { size: MOST + 1, ..pdf() };
    assert_eq!(refused(added(&draft(), large)), ["file-too-large at content (limit=1000 bytes)"]);
    assert_eq!(said(&[too_large(10 << 20)]), ["file-too-large at content (limit=10 MiB)"]);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let file = Offered { name: "a/b.exe".into(), size: MOST + 1, ..file("", Sniffed::Other) };
    let no = refused(add(&withdrawn(), MOST_ATTACHMENTS, file, MOST, by("2018-12-01")));
    assert_eq!(
        no,
        [
            "wrong-state (state=WITHDRAWN)",
            "too-many at contract (limit=50)",
            "bad-character at name",
            "file-type-not-allowed at name",
            "file-too-large at content (limit=1000 bytes)",
            "file-type-not-allowed at content",
        ]
    );
}

#[test]
fn a_contract_takes_fifty_and_takes_them_until_it_is_withdrawn() {
    assert!(cannot_add(&draft(), MOST_ATTACHMENTS - 1).is_empty());
    assert_eq!(said(&cannot_add(&draft(), MOST_ATTACHMENTS)), ["too-many at contract (limit=50)"]);
    for contract in [draft(), offered(), agreed(), adopted()] {
        assert!(cannot_add(&contract, 0).is_empty());
    }
    assert_eq!(said(&cannot_add(&withdrawn(), 0)), ["wrong-state (state=WITHDRAWN)"]);
}

#[test]
fn only_from_a_draft_an_attachment_is_taken_away() {
    let (attachment, _) = added(&draft(), pdf()).unwrap();
    let event = remove(&draft(), &attachment).unwrap();
    assert_eq!((event.kind, event.notices.len()), (EventKind::AttachmentRemoved, 0));
    assert!(event.changes.iter().all(|change| change.before.is_some() && change.after.is_none()));
    for contract in [offered(), agreed(), adopted(), withdrawn()] {
        let state = contract.state.stage();
        assert_eq!(refused(remove(&contract, &attachment)), [format!("wrong-state (state={state})")]);
    }
}

#[test]
fn who_was_offered_the_contract_is_told_of_what_is_added() {
    assert!(added(&draft(), pdf()).unwrap().1.notices.is_empty());
    for contract in [offered(), agreed(), adopted()] {
        let (_, event) = added(&contract, pdf()).unwrap();
        let [notice] = event.notices.as_slice() else { panic!("{} mails", event.notices.len()) };
        assert_eq!(notice.template, Template::AttachmentAdded);
        assert_eq!(notice.facts.get("file").map(String::as_str), Some("Bijlage 1.pdf"));
        let expected =
            [(works().id, Role::Director), (north().id, Role::AccountHolder), (south().id, Role::AccountHolder)];
        assert_eq!(notice.audience, Audience::Roles(expected.to_vec()));
    }
}
