use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;

fn table() -> Table {
    let lines = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let cells = vec![lines(&["Één; twee", "=2+3"]), lines(&["geen"]), Vec::new()];
    Table {
        title: "Matrix PO-1".into(),
        subtitle: "Zoals overeengekomen op 1 juni 2020".into(),
        columns: lines(&["werken", "meedoen", "inkomen"]),
        rows: vec![
            ("verantwoordelijk voor".into(), cells.clone()),
            ("bijdragen aan".into(), vec![lines(&["@SUM(A1)"]), lines(&["+31"]), lines(&["-1", "\tx"])]),
            ("samenwerken met".into(), cells),
        ],
    }
}

#[test]
fn as_text_it_can_be_read_back_and_no_field_is_a_formula() {
    let text = String::from_utf8(csv(&table()).unwrap()).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.starts_with(";werken;meedoen;inkomen\r\n"), "{text}");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows[0], ["verantwoordelijk voor", "Één; twee\n'=2+3", "geen", ""]);
    assert_eq!(rows[1], ["bijdragen aan", "'@SUM(A1)", "'+31", "'-1\n'\tx"]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn as_a_workbook_it_can_be_read_back_as_text() {
    let day: NaiveDate = "2020-06-01".parse().unwrap();
    let content = xlsx(&table(), "Matrix", day).unwrap();
    assert_eq!(content, xlsx(&table(), "Matrix", day).unwrap(), "the same matrix, another file");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).unwrap();
    assert_eq!(book.sheet_names(), ["Matrix"]);
    let sheet = book.worksheet_range("Matrix").unwrap();
    let text = |row, column| match sheet.get_value((row, column)) {
        Some(Data::String(text)) => text.clone(),
        Some(Data::Empty) | None => String::new(),
        other => panic!("{other:?}"),
    };
    assert_eq!((text(0, 0).as_str(), text(1, 0).as_str()), ("Matrix PO-1", "Zoals overeengekomen op 1 juni 2020"));
    assert_eq!([text(3, 1), text(3, 2), text(3, 3)], ["werken", "meedoen", "inkomen"]);
    assert_eq!([text(4, 0), text(4, 1), text(4, 3)], ["verantwoordelijk voor", "Één; twee\n=2+3", ""]);
    assert_eq!(text(5, 1), "@SUM(A1)");
    assert!(book.worksheet_formula("Matrix").unwrap().is_empty(), "a formula");
}

#[test]
fn a_day_before_there_were_workbooks_is_no_trouble() {
    assert!(xlsx(&table(), "Matrix", "1850-01-01".parse().unwrap()).is_ok());
}
