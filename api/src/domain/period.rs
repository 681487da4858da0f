//! Days, periods and terms as Dutch law counts them.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc, Weekday};
use chrono_tz::Europe::Amsterdam;

use super::named::named;

/// From the first day up to and including the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether the day lies in the period.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The number of days, both ends counted.
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }
}

named! {
    /// How often an organisation reports (rapportagefrequentie).
    Frequency {
        /// Every month.
        Monthly => "MONTHLY",
        /// Every three months.
        Quarterly => "QUARTERLY",
        /// Every four months.
        FourMonthly => "FOUR_MONTHLY",
        /// Every six months.
        HalfYearly => "HALF_YEARLY",
        /// Once a year: the annual report alone.
        Yearly => "YEARLY",
    }
}

impl Frequency {
    /// The length of a period in months.
    pub const fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::FourMonthly => 4,
            Self::HalfYearly => 6,
            Self::Yearly => 12,
        }
    }

    /// The periods of a calendar year that owe a report besides the annual one.
    ///
    /// With a yearly frequency there are none: the annual report is the report.
    pub fn periods(self, year: i32) -> Vec<Period> {
        if self == Self::Yearly {
            return Vec::new();
        }
        let step = self.months();
        (0..12 / step)
            .filter_map(|index| {
                let from = NaiveDate::from_ymd_opt(year, 1, 1)?.checked_add_months(Months::new(index * step))?;
                let to = from.checked_add_months(Months::new(step))?.pred_opt()?;
                Some(Period { from, to })
            })
            .collect()
    }
}

/// The calendar day in the Netherlands at a moment: terms run in days of Europe/Amsterdam.
pub fn local_day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Amsterdam).date_naive()
}

/// A calendar year as a period. Years outside 1900–2999 are refused before they come here.
pub fn year(year: i32) -> Option<Period> {
    Some(Period { from: NaiveDate::from_ymd_opt(year, 1, 1)?, to: NaiveDate::from_ymd_opt(year, 12, 31)? })
}

/// Easter Sunday by the Gregorian computus (Meeus/Jones/Butcher): the Sunday after the first full moon of spring.
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, in_century) = (year % 19, year / 100, year % 100);
    // The full moon in days after 21 March, by the place in the nineteen-year cycle and the leap days left out.
    let moon_shift = century - century / 4 - (8 * century + 13) / 25;
    let moon = (19 * golden + moon_shift + 15) % 30;
    // From there to the next Sunday, less a week where the moon would fall too late.
    let sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
    let too_late = (golden + 11 * moon + 19 * sunday) / 433;
    let month = (moon + sunday - 7 * too_late + 90) / 25;
    let day = (moon + sunday - 7 * too_late + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Whether a term does not end on this day: Saturday, Sunday or a generally recognised holiday.
///
/// Algemene termijnenwet art. 1 and 3: New Year's Day, Good Friday, Easter Monday, Ascension Day, Whit Monday,
/// both Christmas days, King's Day and 5 May (every year: the act does not limit it to jubilees).
pub fn rests(day: NaiveDate) -> bool {
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || fixed_holiday(day) {
        return true;
    }
    easter(day.year()).is_some_and(|easter| {
        let distance = (day - easter).num_days();
        matches!(distance, -2 | 1 | 39 | 50)
    })
}

fn fixed_holiday(day: NaiveDate) -> bool {
    match (day.month(), day.day()) {
        (1, 1) | (5, 5) | (12, 25 | 26) => true,
        // Queen's Day up to and including 2013, King's Day since. One that falls on a Sunday is kept on the
        // Saturday before: both are rest days already.
        (4, 30) => day.year() <= 2013,
        (4, 27) => day.year() >= 2014,
        _ => false,
    }
}

/// The day on which a term ends: a rest day moves it to the next working day (Algemene termijnenwet art. 1).
pub fn term_end(day: NaiveDate) -> NaiveDate {
    day.iter_days().take(15).find(|day| !rests(*day)).unwrap_or(day)
}

/// The last day of a term of `count` working days that starts the day after `from`.
pub fn working_days_after(from: NaiveDate, count: usize) -> NaiveDate {
    from.iter_days().skip(1).filter(|day| !rests(*day)).take(count).last().unwrap_or(from)
}

/// The last day of a term of `count` days that starts the day after `from`, moved to a working day.
pub fn days_after(from: NaiveDate, count: u64) -> NaiveDate {
    term_end(from.checked_add_days(Days::new(count)).unwrap_or(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_are_those_of_the_act() {
        // Good Friday, Easter Monday, Ascension Day and Whit Monday of 2020; King's Day moved from a Sunday in 2025.
        for rest in ["2020-04-10", "2020-04-13", "2020-05-21", "2020-06-01", "2020-04-27", "2025-04-26", "2013-04-30"] {
            assert!(rests(day(rest)), "{rest}");
        }
        for work in ["2020-04-09", "2020-04-30", "2025-04-28", "2013-04-29", "2020-12-24", "2020-12-31"] {
            assert!(!rests(day(work)), "{work}");
        }
    }

    #[test]
    fn a_term_never_ends_on_a_rest_day() {
        assert_eq!(term_end(day("2020-03-01")), day("2020-03-02"));
        assert_eq!(term_end(day("2019-12-25")), day("2019-12-27"));
        assert_eq!(term_end(day("2020-05-01")), day("2020-05-01"));
        // Christmas, weekend and New Year in a row.
        assert_eq!(days_after(day("2020-12-20"), 5), day("2020-12-28"));
        assert_eq!(working_days_after(day("2021-03-31"), 10), day("2021-04-16"));
    }

    #[test]
    fn periods_cover_the_year_without_gaps() {
        for frequency in [Frequency::Monthly, Frequency::Quarterly, Frequency::FourMonthly, Frequency::HalfYearly] {
            let periods = frequency.periods(2020);
            assert_eq!(periods.first().unwrap().from, day("2020-01-01"));
            assert_eq!(periods.last().unwrap().to, day("2020-12-31"));
            assert!(periods.windows(2).all(|pair| pair[0].to.succ_opt() == Some(pair[1].from)));
        }
        assert!(Frequency::Yearly.periods(2020).is_empty());
    }
}
