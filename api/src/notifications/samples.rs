//! Mails to try things on.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::{
    ids::PersonId,
    notice::{PendingMail, Template},
    person::Locale,
};

pub fn moment() -> DateTime<Utc> {
    "2019-09-02T07:30:00Z".parse().unwrap()
}

/// A mail of a kind with exactly the facts that kind needs, due on 1 October 2019.
pub fn mail(template: Template, locale: Locale) -> PendingMail {
    let value = |key: &str| match key {
        "contract" => "Prestatieovereenkomst WPDA 2019–2022",
        "municipality" => "Appingedam",
        "organisation" => "Werkplein Voorbeeld",
        "year" => "2020",
        "period" => "2020-01-01 – 2020-03-31",
        "reason" => "De aantallen per profiel ontbreken.\nGraag aanvullen.",
        "day" => "2020-04-01",
        "answer" => "EXTEND",
        "file" => "Bijlage 1.pdf",
        "party" => "Gemeente Voorbeeld",
        "role" => "ACCOUNT_HOLDER",
        "actor" => "V. Beeld",
        "token" => "geheim-1_a",
        "choice" => "Inrichting werk en inkomen 2020",
        "scenario" => "Dicht bij huis",
        other => panic!("no sample for {other}"),
    };
    PendingMail {
        id: Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0001),
        recipient: PersonId(Uuid::from_u128(7)),
        audience: Vec::new(),
        template: template.key().to_owned(),
        locale,
        address: "lezer@gemeente.example".to_owned(),
        recipient_name: "L. de Lezer".to_owned(),
        facts: template
            .facts()
            .iter()
            .map(|key| ((*key).to_owned(), value(key).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        due_on: NaiveDate::from_ymd_opt(2019, 10, 1),
        path: "contracts/PO-WPDA".to_owned(),
        created_at: moment(),
        attempts: 1,
    }
}
