//! What a mail tells of a returned report: every reason that stands, each with its part.

use crate::domain::{
    indicator::measure,
    person::Locale,
    report::{Basis, Part, Report, Return},
};

/// Between the returned parts in the fact: a character that no text of people holds.
const BETWEEN_PARTS: char = '\u{1e}';
/// Between what is told of one part.
const WITHIN_PART: char = '\u{1f}';

/// One returned part, as a mail tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnedPart<'a> {
    /// The municipality that returned it.
    pub municipality: &'a str,
    /// Of which kind it is; names its words in the message files.
    pub part: &'a str,
    /// The name of the indicator, partner or goal, in Dutch and in English; empty for a part that needs none.
    names: [&'a str; 2],
    /// Why.
    pub reason: &'a str,
}

impl ReturnedPart<'_> {
    /// The name of the indicator, partner or goal in the reader's language.
    pub const fn name(&self, locale: Locale) -> &str {
        let [dutch, english] = self.names;
        match locale {
            Locale::Nl => dutch,
            Locale::En => english,
        }
    }
}

/// Everything of the report that stands returned, as one fact, in the order in which it was returned.
pub fn told(basis: Basis<'_>, report: &Report) -> String {
    let parts: Vec<String> = report.standing_returns().map(|it| one(basis, it)).collect();
    parts.join(&BETWEEN_PARTS.to_string())
}

fn one(basis: Basis<'_>, it: &Return) -> String {
    let municipality = basis.year.contract.client_name(it.municipality);
    let plain = |part| (part, [String::new(), String::new()]);
    let (part, [dutch, english]) = match it.part {
        Part::Whole => plain("whole"),
        Part::Municipality => plain("municipality"),
        Part::Explanation => plain("explanation"),
        Part::Indicator(id) => {
            let definition = measure(basis.year.measures, id).map(|it| &it.definition);
            let names = definition.map(|it| [&it.name_nl, &it.name_en].map(|name| format!("{name} ({})", it.code)));
            ("indicator", names.unwrap_or_default())
        }
        Part::Cooperation(id) => {
            let name = basis.partners.iter().find(|it| it.id == id).map(|it| it.name.clone()).unwrap_or_default();
            ("cooperation", [name.clone(), name])
        }
        Part::SelfAssessment(id) => {
            let goal = basis.goals.iter().find(|it| it.id == id);
            let name = goal.map(|it| format!("{} “{}”", it.code, it.text)).unwrap_or_default();
            ("self-assessment", [name.clone(), name])
        }
    };
    [municipality.as_str(), part, &dutch, &english, &it.reason].join(&WITHIN_PART.to_string())
}

/// The parts told by a fact; nothing when it tells of none, as mail of before did.
pub fn read(fact: &str) -> Option<Vec<ReturnedPart<'_>>> {
    let part = |text| {
        let mut told = str::split(text, WITHIN_PART);
        let (municipality, part) = (told.next()?, told.next()?);
        let names = [told.next()?, told.next()?];
        Some(ReturnedPart { municipality, part, names, reason: told.next()? })
    };
    fact.split(BETWEEN_PARTS).map(part).collect()
}
