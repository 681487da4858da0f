//! A printed matrix as a file that other programs read.

use chrono::{Datelike, NaiveDate};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::domain::matrix_view::Table;

/// Why a file could not be written. Always a mistake in the program.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteError {
    /// Text.
    #[error("the table cannot be written as text")]
    Csv(#[from] csv::Error),
    /// A workbook.
    #[error("the table cannot be written as a workbook")]
    Xlsx(#[from] XlsxError),
}

/// Under this mark Excel reads the text as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Landscape A4, by the number that printers know it by.
const A4: u8 = 9;
/// Above the table: title, subtitle, an empty row.
const HEAD_ROW: u32 = 3;

/// As text: a row of headings and three rows, parted by semicolons; each line of a cell on a line of its own.
pub(super) fn csv(table: &Table) -> Result<Vec<u8>, WriteError> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let heads = std::iter::once(String::new()).chain(table.columns.iter().map(|it| harmless(it)));
    writer.write_record(heads)?;
    for (label, cells) in &table.rows {
        let cells = cells.iter().map(|lines| harmless(&lines.join("\n")));
        writer.write_record(std::iter::once(harmless(label)).chain(cells))?;
    }
    writer.into_inner().map_err(|error| WriteError::Csv(csv::Error::from(error.into_error())))
}

/// A field that no spreadsheet takes for a formula, nor any line of it.
fn harmless(field: &str) -> String {
    let lines: Vec<String> = field
        .split('\n')
        .map(
            |line| {
                if line.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{line}") } else { line.to_owned() }
            },
        )
        .collect();
    lines.join("\n")
}

/// As a workbook with one sheet that prints on one page.
pub(super) fn xlsx(table: &Table, sheet: &str, day: NaiveDate) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(table, day)?);
    let page = workbook.add_worksheet();
    page.set_name(sheet)?;
    set_up(page)?;
    let title = Format::new().set_bold().set_font_size(14);
    page.write_string_with_format(0, 0, &table.title, &title)?;
    page.write_string(1, 0, &table.subtitle)?;
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let head = cell.clone().set_bold();
    page.write_string_with_format(HEAD_ROW, 0, "", &head)?;
    for (column, text) in (1..).zip(&table.columns) {
        page.write_string_with_format(HEAD_ROW, column, text, &head)?;
    }
    for (row, (label, cells)) in (HEAD_ROW + 1..).zip(&table.rows) {
        page.write_string_with_format(row, 0, label, &head)?;
        for (column, lines) in (1..).zip(cells) {
            // Written as text: what looks like a formula stays what it is.
            page.write_string_with_format(row, column, lines.join("\n"), &cell)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn set_up(page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 1);
    page.set_freeze_panes(HEAD_ROW + 1, 1)?;
    page.set_column_width(0, 22)?;
    for column in 1..=3 {
        page.set_column_width(column, 48)?;
    }
    Ok(())
}

/// The same matrix gives the same file, whenever it is made.
fn properties(table: &Table, day: NaiveDate) -> Result<DocProperties, XlsxError> {
    let number = |it: u32| u8::try_from(it).unwrap_or_default();
    let year = u16::try_from(day.year()).unwrap_or_default();
    let properties = DocProperties::new().set_title(&table.title).set_subject(&table.subtitle);
    // A workbook knows no day before 1900.
    match ExcelDateTime::from_ymd(year, number(day.month()), number(day.day())) {
        Ok(day) => Ok(properties.set_creation_datetime(&day)),
        Err(_) => Ok(properties.set_creation_datetime(&ExcelDateTime::from_ymd(1900, 1, 1)?)),
    }
}

#[cfg(test)]
mod tests;
