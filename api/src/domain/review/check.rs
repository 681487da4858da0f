//! What must be true of a review before it may be kept, sent, replied to or made final.

use chrono::NaiveDate;

use super::{Consequence, ConsequenceKind, Judged, Review, ReviewStage, ReviewState, Writing};
use crate::domain::{
    contract::wrong_state,
    cycle::{Cycle, CycleState},
    framework::Goal,
    indicator,
    refusal::{Code, Refusal},
    target::Year,
    text,
};

/// Everything wrong with what is written; paths are those of the writing input.
pub(super) fn writing(writing: &Writing, year: Year<'_>, goals: &[Goal], no: &mut Vec<Refusal>) {
    for (index, it) in writing.judgements.iter().enumerate() {
        let mut inner = Vec::new();
        text::prose(&it.reasoning, "reasoning", &mut inner);
        let known = match it.subject {
            Judged::Indicator(id) => indicator::measure(year.measures, id).is_some(),
            Judged::Goal(id) => goals.iter().any(|goal| goal.id == id),
        };
        if !known {
            inner.push(Refusal::at(Code::NotFound, ["subjectId"]));
        }
        if writing.judgements.iter().take(index).any(|earlier| earlier.subject == it.subject) {
            inner.push(Refusal::at(Code::Duplicate, ["subjectId"]));
        }
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("judgements")));
    }
    text::optional(writing.cooperation.as_deref(), "cooperation", no);
    text::optional(writing.conclusion.as_deref(), "conclusion", no);
    for (index, it) in writing.consequences.iter().flatten().enumerate() {
        let wrong = check_consequence(it, year);
        no.extend(wrong.into_iter().map(|refusal| refusal.under(index).under("consequences")));
    }
}

fn check_consequence(it: &Consequence, year: Year<'_>) -> Vec<Refusal> {
    let mut no = Vec::new();
    text::prose(&it.description, "description", &mut no);
    if it.indicator.is_some_and(|id| indicator::measure(year.measures, id).is_none()) {
        no.push(Refusal::at(Code::NotFound, ["indicatorId"]));
    }
    if it.kind == ConsequenceKind::ImprovementPlan {
        if it.owner.as_deref().is_none_or(|owner| owner.trim().is_empty()) {
            no.push(Refusal::at(Code::ConsequenceIncomplete, ["owner"]));
        }
        if it.due_on.is_none() {
            no.push(Refusal::at(Code::ConsequenceIncomplete, ["dueOn"]));
        }
    }
    no
}

impl Review {
    fn only_in(&self, cycle: &Cycle, stage: ReviewStage) -> Vec<Refusal> {
        if !matches!(cycle.state, CycleState::Review { .. }) {
            vec![wrong_state(cycle.phase().name())]
        } else if self.state.stage() == stage {
            Vec::new()
        } else {
            vec![wrong_state(self.state.stage().name())]
        }
    }

    /// Why it cannot be written in now.
    pub fn cannot_write(&self, cycle: &Cycle) -> Vec<Refusal> {
        self.only_in(cycle, ReviewStage::Draft)
    }
    /// Why the concept cannot be sent to the director now.
    pub fn cannot_send(&self, year: Year<'_>, goals: &[Goal]) -> Vec<Refusal> {
        let mut no = self.only_in(year.cycle, ReviewStage::Draft);
        if !no.is_empty() {
            return no;
        }
        let indicators = year.measures.iter().map(|it| (Judged::Indicator(it.usage.id), it.definition.code.as_str()));
        let goals = goals.iter().map(|goal| (Judged::Goal(goal.id), goal.code.as_str()));
        for (subject, code) in indicators.chain(goals) {
            if self.judgement(subject).is_none() {
                no.push(Refusal::at(Code::JudgementMissing, ["judgements", code]).with("subject", code));
            }
        }
        for (text, field) in [(&self.cooperation, "cooperation"), (&self.conclusion, "conclusion")] {
            if text.trim().is_empty() {
                no.push(Refusal::at(Code::Empty, [field]));
            }
        }
        if self.consequences.is_empty() {
            no.push(Refusal::at(Code::Empty, ["consequences"]));
        }
        no
    }
    /// Why the director cannot reply on that day.
    pub fn cannot_reply(&self, cycle: &Cycle, today: NaiveDate) -> Vec<Refusal> {
        let mut no = self.only_in(cycle, ReviewStage::ForReply);
        if let ReviewState::ForReply { due_on, reply, .. } = &self.state {
            if reply.is_some() {
                no.push(wrong_state("REPLIED"));
            } else if today > *due_on {
                no.push(Refusal::new(Code::ReplyTermOver).with("day", due_on));
            }
        }
        no
    }
    /// Why it cannot be made final on that day. On disagreement a second reader, the portfolio holder, decides.
    pub fn cannot_finalise(&self, cycle: &Cycle, today: NaiveDate, second_reader: bool) -> Vec<Refusal> {
        let mut no = self.only_in(cycle, ReviewStage::ForReply);
        if let ReviewState::ForReply { due_on, reply, .. } = &self.state {
            match reply {
                None if today <= *due_on => no.push(Refusal::new(Code::ReplyTermRunning).with("day", due_on)),
                Some(reply) if !reply.agrees && !second_reader => no.push(Refusal::new(Code::SecondReaderNeeded)),
                _ => {}
            }
        }
        no
    }
}
