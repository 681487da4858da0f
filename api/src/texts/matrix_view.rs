//! The matrix as printed, in the words of a language.

use chrono::NaiveDate;

use super::Texts;
use crate::{
    domain::{
        contract::Contract,
        matrix_view::{Line, Only, Row, Table},
        responsibility::{LifeDomain, MatrixRole},
    },
    policy::Locale,
};

impl Texts {
    /// The rows as a table of words: of which contract, as of which day, and for which client if for one.
    pub fn matrix(&self, locale: Locale, of: &Contract, day: NaiveDate, client: Option<&str>, rows: &[Row]) -> Table {
        let day = self.date(locale, day);
        let subtitle = match client {
            Some(client) => self.text(locale, "matrix-as-of-for", &[("date", &day), ("municipality", client)]),
            None => self.text(locale, "matrix-as-of", &[("date", &day)]),
        };
        let named = [("title", of.terms.title.as_str()), ("code", of.terms.code.as_str())];
        Table {
            title: self.text(locale, "matrix-title", &named),
            subtitle,
            columns: LifeDomain::ALL.iter().map(|domain| self.life_domain(locale, *domain)).collect(),
            rows: rows.iter().map(|row| (self.matrix_role(locale, row.role), self.cells(locale, row))).collect(),
        }
    }

    fn cells(&self, locale: Locale, row: &Row) -> Vec<Vec<String>> {
        let line = |line: &Line| self.line(locale, line);
        row.cells.iter().map(|cell| cell.lines.iter().map(line).collect()).collect()
    }

    fn line(&self, locale: Locale, line: &Line) -> String {
        let (name, group, only) = match line {
            Line::None { only } => (self.text(locale, "matrix-none", &[]), None, only.as_ref()),
            Line::Named { name, group, only } => (name.clone(), group.as_ref(), only.as_ref()),
        };
        let group = group.map(|group| self.text(locale, "matrix-group", &[("group", group)]));
        let only = only.map(|Only { municipality, reference }| {
            self.text(locale, "matrix-only", &[("municipality", municipality), ("reference", reference)])
        });
        [Some(name), group, only].into_iter().flatten().collect::<Vec<_>>().join(" – ")
    }

    fn matrix_role(&self, locale: Locale, role: MatrixRole) -> String {
        let key = match role {
            MatrixRole::Responsible => "matrix-responsible",
            MatrixRole::Contributes => "matrix-contributes",
            MatrixRole::Cooperates => "matrix-cooperates",
        };
        self.text(locale, key, &[])
    }

    fn life_domain(&self, locale: Locale, domain: LifeDomain) -> String {
        let key = match domain {
            LifeDomain::Work => "domain-work",
            LifeDomain::Participation => "domain-participation",
            LifeDomain::Income => "domain-income",
        };
        self.text(locale, key, &[])
    }
}
