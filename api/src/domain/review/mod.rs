//! Reviews (beoordelingen): what a municipality makes of the year, the director's reply, and what follows.

mod acts;
mod check;
mod facts;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    contract::Adoption,
    ids::{ConsequenceId, ContractIndicatorId, CycleId, GoalId, PersonId, ReviewId},
    named::named,
    party::PartyRef,
};

named! {
    /// What is thought of an indicator or a goal.
    Judgement {
        /// Behaald.
        Met => "MET",
        /// Deels behaald.
        PartlyMet => "PARTLY_MET",
        /// Niet behaald.
        NotMet => "NOT_MET",
        /// Niet te beoordelen.
        NotAssessable => "NOT_ASSESSABLE",
    }
}

named! {
    /// What follows from a review.
    ConsequenceKind {
        /// Voortzetten.
        Continue => "CONTINUE",
        /// Doelstellingen bijstellen.
        AdjustTargets => "ADJUST_TARGETS",
        /// Verbeterplan: measures with owner and date.
        ImprovementPlan => "IMPROVEMENT_PLAN",
        /// Niet verlengen.
        DoNotExtend => "DO_NOT_EXTEND",
        /// Beëindigen.
        Terminate => "TERMINATE",
    }
}

named! {
    /// How far a review has come.
    ReviewStage {
        /// Being written, visible to the municipality alone.
        Draft => "DRAFT",
        /// Before the director.
        ForReply => "FOR_REPLY",
        /// Definitief.
        Final => "FINAL",
    }
}

named! {
    /// What the director said of the concept.
    ReplyKind {
        /// Agrees.
        Agree => "AGREE",
        /// Disagrees.
        Disagree => "DISAGREE",
        /// Let the term pass.
        None => "NONE",
    }
}

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Judged {
    /// An indicator of the contract.
    Indicator(ContractIndicatorId),
    /// A goal of the framework.
    Goal(GoalId),
}

/// One judgement with its reasoning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgementOn {
    /// Of what.
    pub subject: Judged,
    /// Which.
    pub judgement: Judgement,
    /// Why.
    pub reasoning: String,
}

/// A consequence; in the next year's target setting it stands as an open point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// Which.
    pub id: ConsequenceId,
    /// Of what kind.
    pub kind: ConsequenceKind,
    /// In words.
    pub description: String,
    /// About which indicator, if about one.
    pub indicator: Option<ContractIndicatorId>,
    /// Who takes the measure (improvement plan).
    pub owner: Option<String>,
    /// By when (improvement plan).
    pub due_on: Option<NaiveDate>,
}

/// What the director said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Whether the director agrees.
    pub agrees: bool,
    /// In words.
    pub text: String,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far a review has come, with what is true there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewState {
    /// Being written.
    Draft,
    /// Before the director.
    ForReply {
        /// Since when.
        sent_at: DateTime<Utc>,
        /// The last day to reply.
        due_on: NaiveDate,
        /// The reply, once given.
        reply: Option<Reply>,
    },
    /// Final.
    Final {
        /// When the concept was sent.
        sent_at: DateTime<Utc>,
        /// The last day to reply.
        due_on: NaiveDate,
        /// The reply; nothing when the term passed.
        reply: Option<Reply>,
        /// The college's decision.
        decision: Adoption,
    },
}

/// A review of one year by one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Which.
    pub id: ReviewId,
    /// Of which year.
    pub cycle: CycleId,
    /// By whom.
    pub municipality: PartyRef,
    /// Per indicator and goal.
    pub judgements: Vec<JudgementOn>,
    /// On cooperation.
    pub cooperation: String,
    /// Overall.
    pub conclusion: String,
    /// What follows.
    pub consequences: Vec<Consequence>,
    /// How far it has come.
    pub state: ReviewState,
    /// For optimistic locking.
    pub version: i64,
}

/// What a municipality writes; what it leaves out stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writing {
    /// Judgements, each replacing the one on its subject.
    pub judgements: Vec<JudgementOn>,
    /// On cooperation.
    pub cooperation: Option<String>,
    /// Overall.
    pub conclusion: Option<String>,
    /// All consequences, replacing those there were.
    pub consequences: Option<Vec<Consequence>>,
}

impl ReviewState {
    /// The state without its facts.
    pub const fn stage(&self) -> ReviewStage {
        match self {
            Self::Draft => ReviewStage::Draft,
            Self::ForReply { .. } => ReviewStage::ForReply,
            Self::Final { .. } => ReviewStage::Final,
        }
    }

    /// The director's reply, if there is one.
    pub const fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Draft => None,
            Self::ForReply { reply, .. } | Self::Final { reply, .. } => reply.as_ref(),
        }
    }

    /// What the director said, as far as the state tells: `None` only in a final review without reply.
    pub fn reply_kind(&self) -> Option<ReplyKind> {
        match self.reply() {
            Some(reply) if reply.agrees => Some(ReplyKind::Agree),
            Some(_) => Some(ReplyKind::Disagree),
            None if self.stage() == ReviewStage::Final => Some(ReplyKind::None),
            None => None,
        }
    }
}

impl Review {
    /// An empty review, made when the reviews are opened.
    pub const fn new(id: ReviewId, cycle: CycleId, municipality: PartyRef) -> Self {
        Self {
            id,
            cycle,
            municipality,
            judgements: Vec::new(),
            cooperation: String::new(),
            conclusion: String::new(),
            consequences: Vec::new(),
            state: ReviewState::Draft,
            version: 1,
        }
    }

    /// The judgement on a subject.
    pub fn judgement(&self, subject: Judged) -> Option<&JudgementOn> {
        self.judgements.iter().find(|it| it.subject == subject)
    }
}
