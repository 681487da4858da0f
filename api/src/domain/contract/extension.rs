//! The extension decision (verlengingsbesluit): whether, and on which conditions, to go on.

use chrono::{DateTime, NaiveDate, Utc};

use super::{By, Changed, Contract, ContractStage, Validity, adoption, check, wrong_state};
use crate::domain::{
    event::EventKind,
    ids::{PartyId, PersonId},
    named::named,
    period,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

named! {
    /// What a client decides.
    ExtensionAnswer {
        /// Verlengen: go on as it is.
        Extend => "EXTEND",
        /// Verlengen onder voorwaarden: go on, on these conditions.
        ExtendOnConditions => "EXTEND_ON_CONDITIONS",
        /// Niet verlengen: let it end.
        DoNotExtend => "DO_NOT_EXTEND",
    }
}

named! {
    /// How the extension decision stands on a day. Overdue is a state, not silence.
    ExtensionState {
        /// To be taken; the term is running.
        Open => "OPEN",
        /// The term is over and not every client has decided.
        Overdue => "OVERDUE",
        /// Every client goes on.
        Extended => "EXTENDED",
        /// Every client goes on, at least one on conditions.
        ExtendedOnConditions => "EXTENDED_ON_CONDITIONS",
        /// A client does not go on.
        NotExtended => "NOT_EXTENDED",
    }
}

/// What one client decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionDecision {
    /// Which client.
    pub municipality: PartyId,
    /// What it decided.
    pub answer: ExtensionAnswer,
    /// The new last day, when it goes on.
    pub until: Option<NaiveDate>,
    /// On which conditions, if on any.
    pub conditions: Option<String>,
    /// The reference of the college's decision.
    pub decision_reference: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: PersonId,
}

impl Contract {
    /// The last day of the term for the extension decision, if the contract asks for one; never a rest day
    /// (Algemene termijnenwet art. 1).
    pub fn extension_due_on(&self) -> Option<NaiveDate> {
        self.latest().terms.extension_decision_on.map(period::term_end)
    }

    /// How the extension decision stands on a day; nothing where the contract asks for none, is not adopted, or has
    /// nobody left to decide: it was terminated or has passed to a successor.
    pub fn extension_state(&self, day: NaiveDate) -> Option<ExtensionState> {
        let due_on = self.extension_due_on().filter(|_| self.state.stage() == ContractStage::Adopted)?;
        if let Some(answer) = self.extension_answer() {
            return Some(answer);
        }
        let nobody_left = self.staying().next().is_none() || self.validity(day) == Validity::Passed;
        let running = if day > due_on { ExtensionState::Overdue } else { ExtensionState::Open };
        Some(running).filter(|_| !nobody_left)
    }

    /// What the clients together decided; nothing while one that could still go on has yet to decide.
    pub(super) fn extension_answer(&self) -> Option<ExtensionState> {
        let said = |answer| self.extensions.iter().any(|decision| decision.answer == answer);
        if said(ExtensionAnswer::DoNotExtend) {
            return Some(ExtensionState::NotExtended);
        }
        let decided = |client: PartyId| self.extensions.iter().any(|decision| decision.municipality == client);
        let mut deciding = self.staying().peekable();
        if self.extensions.is_empty() || deciding.peek().is_none() || !deciding.all(decided) {
            return None;
        }
        let conditional = said(ExtensionAnswer::ExtendOnConditions);
        Some(if conditional { ExtensionState::ExtendedOnConditions } else { ExtensionState::Extended })
    }

    /// The clients that have not ended it for themselves and take part until its end.
    fn staying(&self) -> impl Iterator<Item = PartyId> {
        let leaves = |client: PartyId| self.termination(client).is_some();
        let until_the_end = self.latest().clients.iter().filter(|client| client.until.is_none());
        until_the_end.map(|client| client.municipality.id).filter(move |client| !leaves(*client))
    }

    /// Why this client cannot decide on going on now; `None` asks for any client.
    pub fn cannot_decide_extension(&self, municipality: Option<PartyId>, today: NaiveDate) -> Vec<Refusal> {
        if self.state.stage() != ContractStage::Adopted || self.amends.is_some() {
            return vec![wrong_state(self.state.stage().name())];
        }
        let mut no = Vec::new();
        if self.extension_due_on().is_none() {
            no.push(Refusal::new(Code::NoExtensionDecision));
        }
        let validity = self.validity(today);
        if !matches!(validity, Validity::InForce | Validity::NotYet) {
            no.push(wrong_state(validity.name()));
        }
        if let Some(municipality) = municipality {
            if !self.staying().any(|client| client == municipality) {
                no.push(Refusal::at(Code::NotAClient, ["municipalityId"]));
            }
            if self.extensions.iter().any(|decision| decision.municipality == municipality) {
                no.push(Refusal::at(Code::AlreadyDecided, ["municipalityId"]));
            }
        }
        no
    }

    /// One client records what its college decided. The contract goes on when every client does, until one same day.
    pub fn decide_extension(self, decision: ExtensionDecision, by: By) -> Outcome<Changed> {
        let mut no = self.cannot_decide_extension(Some(decision.municipality), by.today);
        let decided = adoption(&decision.decision_reference, decision.decided_on, by, &mut no);
        let conditions = text::optional(decision.conditions.as_deref(), "conditions", &mut no);
        self.check_answer(&decision, conditions.is_some(), &mut no);
        unless_refused(no, || {
            let decision_reference = decided.decision_reference;
            let decision = ExtensionDecision { conditions, decision_reference, at: by.at, by: by.person, ..decision };
            self.changed(EventKind::ExtensionDecided, |contract| contract.extensions.push(decision))
        })
    }

    fn check_answer(&self, decision: &ExtensionDecision, conditional: bool, no: &mut Vec<Refusal>) {
        let goes_on = decision.answer != ExtensionAnswer::DoNotExtend;
        match decision.until {
            None if goes_on => no.push(Refusal::at(Code::Empty, ["until"])),
            Some(_) if !goes_on => no.push(Refusal::at(Code::DoesNotBelongHere, ["until"])),
            Some(until) if until <= self.latest().terms.period.to || !check::plausible(until) => {
                no.push(Refusal::at(Code::DateOutOfRange, ["until"]));
            }
            Some(until) => {
                // Clients of one contract go on together: until the day that the first of them decided on.
                let other = self.extensions.iter().filter_map(|it| it.until).find(|other| *other != until);
                no.extend(other.map(|day| Refusal::at(Code::ExtensionDiffers, ["until"]).with("day", day)));
            }
            None => {}
        }
        match (decision.answer, conditional) {
            (ExtensionAnswer::ExtendOnConditions, false) => no.push(Refusal::at(Code::Empty, ["conditions"])),
            (ExtensionAnswer::Extend | ExtensionAnswer::DoNotExtend, true) => {
                no.push(Refusal::at(Code::DoesNotBelongHere, ["conditions"]));
            }
            _ => {}
        }
    }
}
