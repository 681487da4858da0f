//! The matrix as people print it: in the schema, as CSV and as a workbook; and as it holds for a municipality.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};
use tests::stage::case::WPDA;
use tests::{Actor, Milestone, Stage, TestApp};

const VIEW: &str = "query($code: String!, $municipality: ID, $day: Date) { contractByCode(code: $code) {
    matrixView(municipalityId: $municipality, asOf: $day) {
        asOf title subtitle printed rows { role label cells { domain label lines } } } } }";

async fn view(actor: &Actor, municipality: Option<&str>) -> Value {
    let variables = json!({ "code": WPDA, "municipality": municipality, "day": "2020-06-01" });
    actor.run(VIEW, variables).await.at("/contractByCode/matrixView").clone()
}

/// Assen takes the first task under CONTRIBUTES × PARTICIPATION upon itself otherwise: WPDA is responsible there.
async fn deviate(stage: &Stage<'_>) -> String {
    let mut entries = stage.matrix_entries(WPDA, &Value::Null);
    let task = entries.iter().find(|it| it["role"] == "RESPONSIBLE" && it["domain"] == "PARTICIPATION").unwrap();
    let task = task["taskId"].clone();
    entries.push(json!({ "role": "CONTRIBUTES", "domain": "PARTICIPATION", "taskId": task,
        "municipalityId": stage.party("Assen"), "decisionReference": "=B&W 12", "targetGroup": "P-wet" }));
    let input = stage.versioned(WPDA, json!({ "entries": entries })).await;
    stage.account_holder("Assen").did("fillMatrix", input).await;
    let named = stage.tasks.iter().find(|(_, id)| **id == task);
    named.unwrap().0.clone()
}

fn lines(view: &Value, row: usize, cell: usize) -> Vec<&str> {
    let lines = view["rows"][row]["cells"][cell]["lines"].as_array().unwrap();
    lines.iter().map(|it| it.as_str().unwrap()).collect()
}

/// A CSV answer as rows of fields.
fn table(text: &[u8]) -> Vec<Vec<String>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn the_three_by_three_is_the_same_wherever_it_is_printed() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let task = deviate(&stage).await;
    let own = format!("{task} – doelgroep: P-wet – alleen Assen (besluit =B&W 12)");
    let holder = stage.account_holder("Assen");

    let all = view(holder, None).await;
    assert_eq!(all["subtitle"], "Zoals overeengekomen op 1 juni 2020");
    let labels: Vec<&Value> = [0, 1, 2].map(|row| &all["rows"][row]["label"]).to_vec();
    assert_eq!(labels, ["verantwoordelijk voor", "bijdragen aan", "samenwerken met"]);
    assert!(lines(&all, 0, 1).contains(&task.as_str()) && lines(&all, 1, 1).contains(&own.as_str()), "{all:#}");
    let printed = all["printed"].as_str().unwrap();
    assert!(printed.contains("| werken ") && printed.contains("Assen (besluit =B&W 12)"), "{printed}");
    let for_assen = view(holder, Some(stage.party("Assen"))).await;
    assert_eq!(for_assen["subtitle"], "Zoals die op 1 juni 2020 geldt voor Assen");
    assert!(
        !lines(&for_assen, 0, 1).contains(&task.as_str()),
        "what deviates stands in the place of what holds for all"
    );
    assert!(lines(&for_assen, 1, 1).contains(&own.as_str()));
    let for_other = view(holder, Some(stage.party("Tynaarlo"))).await;
    assert!(lines(&for_other, 0, 1).contains(&task.as_str()) && !lines(&for_other, 1, 1).contains(&own.as_str()));
    let foreign = json!({ "code": WPDA, "municipality": stage.party("Emmen"), "day": null });
    holder.run(VIEW, foreign).await.assert_error("BAD_USER_INPUT");

    let contract = stage.contract_id(WPDA).await;
    for (query, view) in [
        ("?asOf=2020-06-01".to_owned(), &all),
        (format!("?asOf=2020-06-01&municipality={}", stage.party("Assen")), &for_assen),
    ] {
        let csv = holder.client().get(&format!("/contracts/{contract}/matrix.csv{query}")).await;
        assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"), "{}", csv.text());
        let rows = table(&csv.body);
        assert_eq!((rows.len(), &rows[0][1..]), (4, &["werken", "meedoen", "inkomen"].map(String::from)[..]));
        let book = holder.client().get(&format!("/contracts/{contract}/matrix.xlsx{query}")).await;
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book.body)).unwrap();
        let sheet = book.worksheet_range("Matrix").unwrap();
        for (row, cell) in (0..3).flat_map(|row| (0..3).map(move |cell| (row, cell))) {
            let expected = lines(view, row, cell).join("\n");
            assert_eq!(rows[row + 1][cell + 1], expected, "CSV {row} {cell}");
            let place = (u32::try_from(row).unwrap() + 4, u32::try_from(cell).unwrap() + 1);
            assert_eq!(sheet.get_value(place), Some(&Data::String(expected)), "XLSX {row} {cell}");
        }
    }
    let named = holder.client().get(&format!("/contracts/{contract}/matrix.xlsx?asOf=2020-06-01")).await;
    let disposition = named.header("content-disposition").to_owned();
    assert!(disposition.contains("filename=\"PO-WPDA-matrix-2020-06-01.xlsx\""), "{disposition}");
    let english = holder.client().get(&format!("/contracts/{contract}/matrix.csv?lang=en")).await;
    assert_eq!(table(&english.body)[1][0], "responsible for");
    app.deliver_mail().await;
}

#[tokio::test]
async fn the_matrix_is_given_to_who_may_read_the_contract() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Drafted).await;
    let contract = stage.contract_id(WPDA).await;
    let path = format!("/contracts/{contract}/matrix.csv");
    for actor in [stage.director(), stage.council_member(), stage.stranger(), stage.platform_admin()] {
        assert_eq!(actor.client().get(&path).await.status, 404, "{}", actor.email);
    }
    assert_eq!(app.stranger().get(&path).await.status, 401);
    let holder = stage.account_holder("Tynaarlo").client();
    for wrong in ["?asOf=2020-6-1", "?asOf=2020-02-30", "?lang=fr", "?municipality=Assen", "?colour=blue"] {
        assert_eq!(holder.get(&format!("{path}{wrong}")).await.status, 400, "{wrong}");
    }
    let foreign = holder.get(&format!("{path}?municipality={}", stage.party("Emmen"))).await;
    assert_eq!((foreign.status, &foreign.json()["errors"][0]["code"]), (422, &json!("NOT_A_CLIENT")));
    stage.until(Milestone::Adopted).await;
    assert_eq!(stage.council_member().client().get(&path).await.status, 200);
    assert_eq!(stage.stranger().client().get(&path).await.status, 404);
}

const EFFECTIVE: &str =
    "query($municipality: ID!, $day: Date) { effectiveMatrix(municipalityId: $municipality, asOf: $day) {
    contract { code contractor { name } }
    cells { role domain none entries { targetGroup task { name } partner { name } municipality { name } } } } }";

#[tokio::test]
async fn what_holds_for_a_municipality_is_read_in_the_same_number_of_statements() {
    let app = TestApp::with(|config| {
        config.tokens.access_minutes = 10 * 365 * 24 * 60;
        config.sign_in.free_tries = 1_000_000.try_into().unwrap();
        config.database.max_connections = 1;
    })
    .await;
    let stage = Stage::at(&app, Milestone::Adopted).await;
    let holder = stage.account_holder("Assen");
    let about = |day: &str| json!({ "municipality": stage.party("Assen"), "day": day });
    let (one, answer) = app.statements(holder.run(EFFECTIVE, about("2020-06-01"))).await;
    let found = answer.at("/effectiveMatrix").as_array().unwrap().clone();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["contract"]["code"], WPDA);
    assert_eq!(found[0]["cells"].as_array().unwrap().len(), 9);
    for day in ["2019-12-31", "2024-01-01"] {
        let answer = holder.run(EFFECTIVE, about(day)).await;
        assert_eq!(answer.at("/effectiveMatrix"), &json!([]), "{day}");
    }
    let nothing = stage.stranger().run(EFFECTIVE, about("2020-06-01")).await;
    assert_eq!(nothing.at("/effectiveMatrix"), &json!([]));

    stage.draft("INK-DAGB").await;
    stage.offer("INK-DAGB").await;
    let (draft, answer) = app.statements(holder.run(EFFECTIVE, about("2020-06-01"))).await;
    assert_eq!(answer.at("/effectiveMatrix").as_array().unwrap().len(), 1, "what is not adopted does not hold");
    stage.agree("INK-DAGB").await;
    stage.adopt_by_all("INK-DAGB").await;
    let (two, answer) = app.statements(holder.run(EFFECTIVE, about("2020-06-01"))).await;
    assert_eq!(answer.at("/effectiveMatrix").as_array().unwrap().len(), 2);
    assert_eq!((one, draft), (two, two), "statements for one contract and for two");
    let council = stage.council_member().run(EFFECTIVE, about("2020-06-01")).await;
    assert_eq!(council.at("/effectiveMatrix").as_array().unwrap().len(), 2);
    app.deliver_mail().await;
}
