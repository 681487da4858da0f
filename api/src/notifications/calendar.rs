//! The calendar entry that goes with a term.

use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};

/// What the entry says.
pub(super) struct Deadline<'a> {
    /// Stable name of the entry: a mail that arrives twice gives one entry.
    pub uid: &'a str,
    /// The language tag of the texts.
    pub language: &'a str,
    /// The line in the reader's calendar.
    pub summary: &'a str,
    /// What is asked.
    pub description: &'a str,
    /// Where to act; never a link with a secret in it.
    pub link: &'a str,
    /// The last day.
    pub on: NaiveDate,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

/// The entry as an iCalendar document (RFC 5545): one whole day, in which the reader stays free.
pub(super) fn calendar(deadline: &Deadline<'_>) -> String {
    let event = Event::new()
        .uid(deadline.uid)
        .timestamp(deadline.written_at)
        .append_property(Property::new("SUMMARY", deadline.summary).add_parameter("LANGUAGE", deadline.language).done())
        .description(deadline.description)
        .url(deadline.link)
        // Without an end the entry lasts the day it starts on; an end on the same day would be no day at all.
        .starts(deadline.on)
        .add_property("TRANSP", "TRANSPARENT")
        .done();
    let mut calendar = Calendar::empty();
    for (name, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Regiekring//Mail//NL"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property(Property::new(name, value));
    }
    calendar.push(event).to_string()
}
