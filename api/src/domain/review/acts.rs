//! The acts of reviewing: each consumes the review and gives the next one with its event, or every refusal.

use chrono::NaiveDate;

use super::{Reply, Review, ReviewState, Writing, check};
use crate::domain::{
    contract::{By, adoption},
    cycle,
    event::{Event, EventKind, SubjectKind},
    framework::Goal,
    notice, period,
    refusal::{Outcome, unless_refused},
    target::Year,
    text,
};

type Changed = (Review, Event);

impl Review {
    /// Writes in the review.
    pub fn write(self, writing: Writing, year: Year<'_>, goals: &[Goal]) -> Outcome<Changed> {
        let mut no = self.cannot_write(year.cycle);
        check::writing(&writing, year, goals, &mut no);
        unless_refused(no, || {
            self.changed(EventKind::ReviewWritten, year, |review| {
                for it in writing.judgements {
                    review.judgements.retain(|other| other.subject != it.subject);
                    review.judgements.push(it);
                }
                review.cooperation = writing.cooperation.unwrap_or(std::mem::take(&mut review.cooperation));
                review.conclusion = writing.conclusion.unwrap_or(std::mem::take(&mut review.conclusion));
                review.consequences = writing.consequences.unwrap_or(std::mem::take(&mut review.consequences));
            })
        })
    }

    /// Sends the concept to the director, who has ten working days.
    pub fn send_for_reply(self, year: Year<'_>, goals: &[Goal], by: By) -> Outcome<Changed> {
        unless_refused(self.cannot_send(year, goals), || {
            self.changed(EventKind::ReviewSentForReply, year, |review| {
                let due_on = period::working_days_after(by.today, cycle::REPLY_TERM_WORKING_DAYS);
                review.state = ReviewState::ForReply { sent_at: by.at, due_on, reply: None };
            })
        })
    }

    /// The director replies.
    pub fn reply(self, agrees: bool, words: &str, year: Year<'_>, by: By) -> Outcome<Changed> {
        let mut no = self.cannot_reply(year.cycle, by.today);
        let text = text::checked(words, "text", text::PROSE, !agrees, &mut no);
        unless_refused(no, || {
            self.changed(EventKind::ReviewReplied, year, |review| {
                if let ReviewState::ForReply { reply, .. } = &mut review.state {
                    *reply = Some(Reply { agrees, text, by: by.person, at: by.at });
                }
            })
        })
    }

    /// Makes it final with the college's decision; `last` tells that every other client's review is.
    pub fn finalise(
        self,
        decision: (&str, NaiveDate),
        second_reader: bool,
        last: bool,
        year: Year<'_>,
        by: By,
    ) -> Outcome<Changed> {
        let mut no = self.cannot_finalise(year.cycle, by.today, second_reader);
        let decision = adoption(decision.0, decision.1, by, &mut no);
        let ReviewState::ForReply { sent_at, due_on, reply } = self.state.clone() else { return Err(no) };
        let kind = if last { EventKind::CycleClosed } else { EventKind::ReviewFinalised };
        unless_refused(no, || {
            self.changed(kind, year, |review| review.state = ReviewState::Final { sent_at, due_on, reply, decision })
        })
    }

    fn changed(self, kind: EventKind, year: Year<'_>, change: impl FnOnce(&mut Self)) -> Changed {
        let before = self.facts();
        let mut review = self;
        change(&mut review);
        review.version += 1;
        let event = Event::new(kind, SubjectKind::Review, review.id.0, &before, &review.facts())
            .under(year.contract.id)
            .telling(notice::year::reviewing(kind, year, &review));
        (review, event)
    }
}
