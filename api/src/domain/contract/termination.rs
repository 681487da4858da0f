//! Ending a contract before its time (beëindigen), client by client.

use chrono::{DateTime, NaiveDate, Utc};

use super::{By, Changed, Contract, ContractStage, adoption, wrong_state};
use crate::domain::{
    event::EventKind,
    ids::{PartyId, PersonId},
    named::named,
    refusal::{Code, Outcome, Refusal, unless_refused},
    text,
};

named! {
    /// Why a contract ends before its time.
    TerminationGround {
        /// Opzegging: notice under the contract.
        Notice => "NOTICE",
        /// Wederzijds goedvinden.
        MutualConsent => "MUTUAL_CONSENT",
        /// Tekortkoming: the results stay out.
        Shortcoming => "SHORTCOMING",
        /// Gewijzigde wet.
        ChangeOfLaw => "CHANGE_OF_LAW",
        /// Vervallen van rechtswege: the contractor lapsed in a municipal reorganisation (Wet arhi art. 41). Never
        /// decided by a client.
        LapsedByLaw => "LAPSED_BY_LAW",
    }
}

/// One client's ending of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termination {
    /// Which client.
    pub municipality: PartyId,
    /// The last day on which it holds for the client.
    pub last_day: NaiveDate,
    /// On which ground.
    pub ground: TerminationGround,
    /// Why, in words.
    pub explanation: String,
    /// The reference of the college's decision.
    pub decision_reference: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it; nobody where the law did it.
    pub by: Option<PersonId>,
}

impl Contract {
    /// How a client ended it, if it did.
    pub fn termination(&self, municipality: PartyId) -> Option<&Termination> {
        self.terminations.iter().find(|termination| termination.municipality == municipality)
    }

    /// Why this client cannot end it now; `None` asks for any client.
    pub fn cannot_terminate(&self, municipality: Option<PartyId>, today: NaiveDate) -> Vec<Refusal> {
        if self.state.stage() != ContractStage::Adopted || self.amends.is_some() {
            return vec![wrong_state(self.state.stage().name())];
        }
        let Some(municipality) = municipality else { return Vec::new() };
        let mut no = Vec::new();
        if self.latest().client(municipality).is_none() {
            no.push(Refusal::at(Code::NotAClient, ["municipalityId"]));
        } else if self.termination(municipality).is_some() {
            no.push(Refusal::at(Code::AlreadyTerminated, ["municipalityId"]));
        } else if self.last_day(municipality) < today {
            no.push(wrong_state(super::Validity::Ended.name()));
        }
        no
    }

    /// One client ends it for itself, with its college's decision; the contract is terminated when every client has.
    ///
    /// It cannot end in the past: what was done under it stays done under it.
    pub fn terminate(self, termination: Termination, by: By) -> Outcome<Changed> {
        let mut no = self.cannot_terminate(Some(termination.municipality), by.today);
        let decided = adoption(&termination.decision_reference, termination.decided_on, by, &mut no);
        let explanation = text::prose(&termination.explanation, "explanation", &mut no);
        let last = self.last_day(termination.municipality);
        if termination.last_day < by.today.max(self.terms.period.from) || termination.last_day >= last {
            no.push(Refusal::at(Code::DateOutOfRange, ["lastDay"]));
        }
        if termination.ground == TerminationGround::LapsedByLaw {
            no.push(Refusal::at(Code::DoesNotBelongHere, ["ground"]));
        }
        unless_refused(no, || {
            let ended = |client: PartyId| client == termination.municipality || self.termination(client).is_some();
            let last = self.latest().clients_on(termination.last_day).all(|client| ended(client.municipality.id));
            let kind = if last { EventKind::ContractTerminated } else { EventKind::ContractTerminatedByClient };
            let decision_reference = decided.decision_reference;
            let termination =
                Termination { explanation, decision_reference, at: by.at, by: Some(by.person), ..termination };
            self.changed(kind, |contract| contract.terminations.push(termination))
        })
    }
}
