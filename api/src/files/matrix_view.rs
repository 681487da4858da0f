//! The matrix of a contract as a file.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::{Content, Desk, Download, Format, No, Wanted, no::identity, table, viewer};
use crate::{
    domain::{
        ids::{ContractId, PartyId},
        matrix_view::{Names, layout, referred},
        period::local_day,
        refusal::{Code, Refusal},
        responsibility::{MatrixEntry, effective},
    },
    graphql::context::Caller,
    policy::{Locale, as_read},
    storage,
};

/// The matrix as contracted on a day, or as it holds for one client.
pub(super) async fn export(
    desk: &Desk,
    caller: &Caller,
    contract: &str,
    format: Format,
    wanted: Wanted,
) -> Result<Download, No> {
    let viewer = viewer(caller)?;
    let id = identity::<ContractId>(contract)?;
    let database = &desk.services.database;
    let found = storage::contract::seen(database, viewer, &[id]).await.map_err(No::read(caller))?.pop();
    let contract = found.ok_or(No::NotFound)?;
    let contract = as_read(viewer, Arc::new(contract));
    let Question { municipality, day, locale } = understood(desk, caller, &wanted)?;
    let contract = contract.as_of(day);
    let client = municipality.map(|id| contract.client(id).map(|it| &it.municipality));
    let Some(client) = client.map_or(Some(None), |client| client.map(Some)) else {
        return Err(No::refused(&desk.texts, locale, &[Refusal::at(Code::NotAClient, ["municipality"])]));
    };
    let entries: Vec<&MatrixEntry> = match client {
        Some(client) => effective(&contract.matrix, client.id),
        None => contract.matrix.iter().collect(),
    };
    let names = names(desk, &entries).await.map_err(No::read(caller))?;
    let rows = layout(&entries, &names);
    let printed = desk.texts.matrix(locale, contract, day, client.map(|it| it.name.as_str()), &rows);
    let (content, media_type, extension) = match format {
        Format::Csv => (table::csv(&printed), "text/csv; charset=utf-8", "csv"),
        Format::Xlsx => {
            let sheet = desk.texts.text(locale, "matrix-sheet", &[]);
            (
                table::xlsx(&printed, &sheet, day),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            )
        }
    };
    let content = content.map_err(|error| No::broken(caller, &error))?;
    let whose = client.map(|it| format!("-{}", it.name)).unwrap_or_default();
    let name = format!("{}-matrix{whose}-{day}.{extension}", contract.terms.code);
    Ok(Download { name, media_type, content: Content::Made(content), tag: None })
}

/// What was asked, understood.
struct Question {
    municipality: Option<PartyId>,
    day: NaiveDate,
    locale: Locale,
}

fn understood(desk: &Desk, caller: &Caller, wanted: &Wanted) -> Result<Question, No> {
    let bad = |expected, which| move |_| No::Bad(expected, which);
    let municipality = wanted.municipality.as_deref().map(identity::<PartyId>).transpose();
    let municipality = municipality.map_err(bad("expected the identity of a municipality", "municipality"))?;
    let day = match wanted.as_of.as_deref() {
        Some(text) => NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|day| text.len() == 10 && day.to_string() == text)
            .ok_or(No::Bad("expected a day, YYYY-MM-DD", "asOf"))?,
        None => local_day(desk.services.clock.now()),
    };
    let locale = match wanted.language.as_deref() {
        Some(text) => Locale::named(text).ok_or(No::Bad("expected nl or en", "lang"))?,
        None => caller.locale,
    };
    Ok(Question { municipality, day, locale })
}

async fn names(desk: &Desk, entries: &[&MatrixEntry]) -> storage::Result<Names> {
    let (tasks, parties) = referred(entries.iter().copied());
    let database = &desk.services.database;
    let tasks = storage::framework::tasks(database, &tasks).await?;
    let parties = storage::party::by_ids(database, &parties).await?;
    Ok(Names {
        tasks: tasks.into_iter().map(|task| (task.id, task.name)).collect::<BTreeMap<_, _>>(),
        parties: parties.into_iter().map(|party| (party.id, party.name)).collect(),
    })
}
