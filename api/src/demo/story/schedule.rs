//! What happens in the years, by day: two years run through each other, as they do in life.

use std::fmt;

use chrono::NaiveDate;

use super::{
    case::{Counter, Decision, Report, Returned, Review, Targets, Year},
    reporting, reviewing, target_setting,
    teller::Years,
};

/// One thing that happens in a year.
pub enum Step<'a> {
    /// The year is opened.
    Open(&'a Year),
    /// Every municipality writes down its targets.
    Set(&'a Year, &'a Targets),
    /// Every municipality proposes them.
    Propose(&'a Year),
    /// The director agrees, but for what is countered.
    Answer(&'a Year, &'a Targets),
    /// The municipality agrees with the counter-proposal.
    Settle(&'a Year, &'a Counter),
    /// One municipality adopts.
    Adopt(&'a Year, &'a Decision),
    /// The reporter fills in a report.
    Fill(&'a Year, &'a Report),
    /// The director submits it.
    Submit(&'a Year, &'a Report),
    /// One municipality returns a part.
    Return(&'a Year, &'a Report, &'a Returned),
    /// The reporter mends the part and the director submits it again.
    Mend(&'a Year, &'a Report, &'a Returned),
    /// One municipality accepts.
    Accept(&'a Year, &'a Report, &'a str),
    /// One municipality writes its review.
    Write(&'a Year, &'a Review),
    /// It sends the concept to the director.
    Send(&'a Year, &'a Review),
    /// The director replies.
    Reply(&'a Year, &'a Review),
    /// The review becomes final.
    Finalise(&'a Year, &'a Review),
}

/// Everything that happens, in order of days; what happens on one day stays in the order of the case.
pub fn of(years: &[Year]) -> Vec<(NaiveDate, Step<'_>)> {
    let mut steps: Vec<(NaiveDate, Step<'_>)> = Vec::new();
    for year in years {
        steps.push((year.opened_on, Step::Open(year)));
        if let Some(targets) = &year.targets {
            setting(year, targets, &mut steps);
        }
        for report in &year.reports {
            reporting(year, report, &mut steps);
        }
        for review in &year.reviews {
            steps.extend([
                (review.written_on, Step::Write(year, review)),
                (review.sent_on, Step::Send(year, review)),
                (review.replied_on, Step::Reply(year, review)),
                (review.decision.on, Step::Finalise(year, review)),
            ]);
        }
    }
    steps.sort_by_key(|(day, _)| *day);
    steps
}

fn setting<'a>(year: &'a Year, targets: &'a Targets, steps: &mut Vec<(NaiveDate, Step<'a>)>) {
    steps.extend([
        (targets.set_on, Step::Set(year, targets)),
        (targets.proposed_on, Step::Propose(year)),
        (targets.answered_on, Step::Answer(year, targets)),
    ]);
    steps.extend(targets.counter.iter().map(|counter| (counter.agreed_on, Step::Settle(year, counter))));
    steps.extend(targets.adoptions.iter().map(|decision| (decision.on, Step::Adopt(year, decision))));
}

fn reporting<'a>(year: &'a Year, report: &'a Report, steps: &mut Vec<(NaiveDate, Step<'a>)>) {
    steps.push((report.filled_on, Step::Fill(year, report)));
    steps.push((report.submitted_on, Step::Submit(year, report)));
    if let Some(returned) = &report.returned {
        steps.push((returned.on, Step::Return(year, report, returned)));
        steps.push((returned.mended_on, Step::Mend(year, report, returned)));
    }
    steps.extend(report.accepted.iter().map(|(name, day)| (*day, Step::Accept(year, report, name))));
}

impl Step<'_> {
    /// Lets it happen.
    pub async fn tell(&self, years: &Years<'_>) -> anyhow::Result<()> {
        match self {
            Self::Open(year) => target_setting::open(years, year).await,
            Self::Set(year, targets) => target_setting::set(years, year, targets).await,
            Self::Propose(year) => target_setting::propose(years, year).await,
            Self::Answer(year, targets) => target_setting::answer(years, year, targets).await,
            Self::Settle(year, counter) => target_setting::settle(years, year, counter).await,
            Self::Adopt(year, decision) => target_setting::adopt(years, year, decision).await,
            Self::Fill(year, report) => reporting::fill(years, year, report).await,
            Self::Submit(year, report) => reporting::submit(years, year, report).await,
            Self::Return(year, report, returned) => reporting::send_back(years, year, (report, returned)).await,
            Self::Mend(year, report, returned) => reporting::mend(years, year, (report, returned)).await,
            Self::Accept(year, report, name) => reporting::accept(years, year, (report, name)).await,
            Self::Write(year, review) => reviewing::write(years, year, review).await,
            Self::Send(year, review) => reviewing::send(years, year, review).await,
            Self::Reply(year, review) => reviewing::reply(years, year, review).await,
            Self::Finalise(year, review) => reviewing::finalise(years, year, review).await,
        }
    }
}

/// Names the step, for whoever must find out why it was refused.
impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(year) => write!(f, "opening {}", year.number),
            Self::Set(year, _) => write!(f, "setting targets for {}", year.number),
            Self::Propose(year) => write!(f, "proposing targets for {}", year.number),
            Self::Answer(year, _) => write!(f, "answering targets for {}", year.number),
            Self::Settle(year, it) => write!(f, "{} settling targets for {}", it.municipality, year.number),
            Self::Adopt(year, it) => write!(f, "{} adopting targets for {}", it.municipality, year.number),
            Self::Fill(year, report) => write!(f, "filling report {} of {}", report.number, year.number),
            Self::Submit(year, report) => write!(f, "submitting report {} of {}", report.number, year.number),
            Self::Return(year, report, _) => write!(f, "returning report {} of {}", report.number, year.number),
            Self::Mend(year, report, _) => write!(f, "mending report {} of {}", report.number, year.number),
            Self::Accept(year, report, by) => write!(f, "{by} accepting report {} of {}", report.number, year.number),
            Self::Write(year, it) => write!(f, "{} reviewing {}", it.municipality, year.number),
            Self::Send(year, it) => write!(f, "{} sending its review of {}", it.municipality, year.number),
            Self::Reply(year, it) => write!(f, "replying to {} on {}", it.municipality, year.number),
            Self::Finalise(year, it) => write!(f, "{} finalising its review of {}", it.municipality, year.number),
        }
    }
}
