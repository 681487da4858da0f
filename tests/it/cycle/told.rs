//! What an act brings about: the events in the audit trail, and exactly who gets which mail.

use std::cell::RefCell;
use std::future::Future;

use serde_json::{Value, json};
use tests::stage::case::{WPDA, list, text};
use tests::{ReceivedMail, Stage};

/// Who reads in English.
const ENGLISH: &str = "joop";

/// A kind of mail: words of its subject in Dutch and in English, words of what it asks, and where it leads.
struct Kind(&'static str, [&'static str; 2], Option<&'static str>, &'static str);

const KINDS: &[Kind] = &[
    Kind("offered", ["Overeenkomst aangeboden: Prestatie", ""], Some("Ga akkoord, of stuur"), "contracts"),
    Kind("sent back", ["Overeenkomst teruggestuurd: ", ""], Some("bied deze opnieuw aan"), "contracts"),
    Kind("agreed", ["Akkoord met de overeenkomst: ", ""], Some("Stel de overeenkomst vast"), "contracts"),
    Kind("adopted by", ["heeft de overeenkomst vastgesteld: ", ""], None, "contracts"),
    Kind("adopted", ["Overeenkomst vastgesteld: ", "Contract adopted: "], None, "contracts"),
    Kind("year opened", ["geopend: Prestatieovereenkomst", ""], Some("Bepaal de streefwaarden"), "cycles"),
    Kind("year opened, fyi", ["geopend: Prestatieovereenkomst", " opened: Prestatie"], None, "cycles"),
    Kind("year closed", ["Jaarcyclus 2020 gesloten: ", "Annual cycle 2020 closed: "], None, "cycles"),
    Kind("targets proposed", ["Streefwaarden 2020 voorgesteld door ", ""], Some("doe een tegenvoorstel"), "targets"),
    Kind("targets countered", ["Tegenvoorstel voor de streefwaarden 2020", ""], Some("Ga akkoord met het"), "targets"),
    Kind("targets agreed", ["Overeenstemming over de streefwaarden 2020", ""], Some("Stel de streefw"), "targets"),
    Kind("targets adopted", ["heeft de streefwaarden 2020 vastgesteld", ""], None, "targets"),
    Kind("targets fixed", ["Streefwaarden 2020 staan vast: ", "Targets 2020 are fixed: "], None, "targets"),
    Kind("report submitted", ["Rapportage ingediend door Werkplein", ""], Some("Accepteer deze"), "reports"),
    Kind("report returned", ["teruggestuurd door Aa en Hunze", "returned by Aa en Hunze"], Some(""), "reports"),
    Kind("report accepted by", ["Rapportage geaccepteerd door ", "Report accepted by "], None, "reports"),
    Kind("report accepted", ["Rapportage geaccepteerd: ", "Report accepted: "], None, "reports"),
    Kind("review opened", ["Beoordeling 2020 kan beginnen: ", ""], Some("Schrijf de beoordeling"), "cycles"),
    Kind("review for reply", ["Reactie gevraagd op de beoordeling 2020", ""], Some("geef uw reactie"), "reviews"),
    Kind("review replied", ["Reactie op de beoordeling 2020 van ", ""], Some("maak de beoordeling def"), "reviews"),
    Kind("review disputed", ["het niet eens met de beoordeling 2020", ""], Some("als tweede lezer"), "reviews"),
    Kind("review final", ["Beoordeling 2020 van ", "Review 2020 by "], None, "reviews"),
];

/// Mail that must come: which kind, to whom (first names), by when something is asked.
pub struct Letters(pub &'static str, pub &'static str, pub Option<&'static str>);

/// The story as it was told so far.
pub struct Told<'a> {
    pub stage: &'a Stage<'a>,
    events: RefCell<Vec<&'static str>>,
}

impl<'a> Told<'a> {
    pub fn begin(stage: &'a Stage<'a>) -> Self {
        Self { stage, events: RefCell::default() }
    }

    /// Does something: exactly these events follow, and exactly this mail; nobody else hears of it.
    pub async fn act(&self, events: &[&'static str], work: impl Future<Output = ()>, letters: &[Letters]) {
        work.await;
        self.events.borrow_mut().extend(events);
        let app = self.stage.app;
        let count = app.deliver_mail().await;
        assert_eq!((count.postponed, count.dead), (0, 0), "{events:?}");
        let mut came = app.mailbox().take();
        for Letters(kind, readers, due) in letters {
            let kind = KINDS.iter().find(|it| it.0 == *kind).unwrap_or_else(|| panic!("no kind {kind}"));
            for reader in readers.split(' ') {
                let place = came.iter().position(|mail| is_for(mail, reader, kind));
                let place = place.unwrap_or_else(|| panic!("{events:?}: no {} for {reader} in {came:#?}", kind.0));
                check(&came.remove(place), kind, *due, app.stranger().address());
            }
        }
        let others: Vec<(String, String)> = came.into_iter().map(|mail| (mail.to.join(" "), mail.subject)).collect();
        assert!(others.is_empty(), "{events:?}: more mail than was meant: {others:?}");
    }

    /// Everything that happened stands in the audit trail, in order, once.
    pub async fn assert_audited(&self) {
        let contract = self.stage.contract_id(WPDA).await;
        let document = "query($id: ID!, $after: String) { contract(id: $id) { auditTrail(first: 100, after: $after) {
            totalCount nodes { kind number hash at actor { name } } pageInfo { hasNextPage endCursor } } } }";
        let (mut trail, mut after) = (Vec::<Value>::new(), Value::Null);
        loop {
            let variables = json!({ "id": contract, "after": after });
            let answer = self.stage.account_holder("Tynaarlo").run(document, variables).await;
            let page = answer.at("/contract/auditTrail");
            assert_eq!(page["totalCount"], self.events.borrow().len(), "{page}");
            trail.extend(list(&page["nodes"]).iter().cloned());
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        trail.reverse();
        let kinds: Vec<&str> = trail.iter().map(|event| text(&event["kind"])).collect();
        assert_eq!(kinds, *self.events.borrow());
        for (place, event) in trail.iter().enumerate() {
            assert_eq!(event["number"], place + 1, "{event}");
            assert_eq!(text(&event["hash"]).len(), 64, "{event}");
            assert!(event["actor"]["name"].is_string(), "{event}");
        }
        assert!(trail.is_sorted_by_key(|event| text(&event["at"])), "in the order of time");
    }
}

fn is_for(mail: &ReceivedMail, reader: &str, Kind(_, [dutch, english], asked, _): &Kind) -> bool {
    let subject = if reader == ENGLISH { english } else { dutch };
    let asks = mail.text.contains("Wat vragen wij") || mail.text.contains("What do we ask");
    mail.to.len() == 1
        && mail.to[0].starts_with(reader)
        && !subject.is_empty()
        && mail.subject.contains(subject)
        && asks == asked.is_some()
}

fn check(mail: &ReceivedMail, kind: &Kind, due: Option<&str>, address: std::net::SocketAddr) {
    assert!(mail.text.contains(kind.2.unwrap_or_default()), "what is asked: {mail:#?}");
    match due {
        Some(day) => assert!(mail.text.contains(&format!("Uiterlijk {day}\n")), "by {day}: {mail:#?}"),
        None => assert!(!mail.text.contains("Uiterlijk"), "no term: {mail:#?}"),
    }
    assert_eq!(mail.calendar.is_some(), due.is_some(), "a term comes with an entry for the agenda: {mail:#?}");
    let link = format!("http://{address}/{}/", kind.3);
    assert!(mail.link_with(&link).starts_with(&link), "{mail:#?}");
}
