//! What an act is about, as far as a decision needs to know: already loaded, so that no query hides in a rule.

use crate::domain::{
    contract::{Contract, ContractStage},
    governance::choice::Choice,
    ids::{PartyId, ScenarioId},
    named::named,
    report::{Report, ReportStage},
    review::{Review, ReviewStage},
    target::{OpenPoint, TargetSet, TargetSetStage},
};

named! {
    /// What the viewer's party is to the thing.
    Relation {
        /// The client that the act is about; any client where it is about none in particular.
        OwnClient => "own client",
        /// Another client of the same contract.
        OtherClient => "other client",
        /// A client that joined after the time of the thing: a later year's, or after what happened.
        LaterClient => "later client",
        /// The contractor.
        Contractor => "contractor",
        /// A participant of the contractor's joint body that is no client.
        Participant => "participant",
        /// None of these. For what is under no contract: another party.
        Stranger => "stranger",
    }
}

/// Who may see a thing in the state it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A draft of the clients together: contract.
    ToClients,
    /// A draft of one client: targets, review.
    ToClient(PartyId),
    /// A draft of the contractor: report.
    ToContractor,
    /// All parties to the contract.
    ToParties,
    /// Also council members, participants and clients that joined later: adopted, accepted or final.
    Public,
    /// Nobody under a contract: what has no place there.
    ToNobody,
}

/// What an act is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The platform as a whole.
    Platform,
    /// One or more parties themselves: their people, their framework.
    Parties(Vec<PartyId>),
    /// A contract that is yet to be drafted: nothing of it can be read.
    Intended {
        /// Its clients to be.
        clients: Vec<PartyId>,
        /// Its contractor to be.
        contractor: PartyId,
    },
    /// A contract or something under it.
    Contract {
        /// Its clients.
        clients: Vec<PartyId>,
        /// Clients of a later time: to them what was not adopted, accepted or final then does not exist.
        joining_later: Vec<PartyId>,
        /// Its contractor.
        contractor: PartyId,
        /// The client that the act is about, if it is about one.
        about: Option<PartyId>,
        /// Who may see the thing.
        shown: Shown,
    },
    /// Something of one municipality, under no contract: to any other party it does not exist.
    Municipality {
        /// Whose it is.
        municipality: PartyId,
        /// Who there may see the thing.
        shown: Shown,
    },
}

impl Scope {
    /// The findings over all contracts of a municipality: for its own people they exist, its council included, for
    /// nobody else.
    pub const fn coherence(municipality: PartyId) -> Self {
        Self::Municipality { municipality, shown: Shown::Public }
    }

    /// A contract itself.
    pub fn contract(contract: &Contract) -> Self {
        Self::under(contract, None, Self::shown_of(contract))
    }

    pub(super) const fn shown_of(contract: &Contract) -> Shown {
        match contract.state.stage() {
            // Whoever was offered it goes on reading that: also while it is rewritten, and when it was taken back.
            ContractStage::Draft | ContractStage::Withdrawn if contract.was_offered() => Shown::ToParties,
            ContractStage::Draft | ContractStage::Withdrawn => Shown::ToClients,
            ContractStage::Offered | ContractStage::Agreed => Shown::ToParties,
            ContractStage::Adopted => Shown::Public,
        }
    }

    /// A contract, about one of its clients.
    pub fn contract_for(contract: &Contract, municipality: PartyId) -> Self {
        match Self::contract(contract) {
            Self::Contract { clients, joining_later, contractor, shown, .. } => {
                Self::Contract { clients, joining_later, contractor, about: Some(municipality), shown }
            }
            other => other,
        }
    }

    /// A year: everyone who sees the adopted contract.
    pub fn cycle(contract: &Contract) -> Self {
        Self::under(contract, None, Shown::Public)
    }

    /// What the parties said to each other on the way to what was adopted, accepted or final: the steps of talks,
    /// returns, points left open, what a year started from.
    pub fn talks(contract: &Contract) -> Self {
        Self::under(contract, None, Shown::ToParties)
    }

    /// The targets of one client.
    pub fn targets(contract: &Contract, set: &TargetSet) -> Self {
        let own = set.municipality.id;
        let shown = match set.state.stage() {
            TargetSetStage::Draft => Shown::ToClient(own),
            TargetSetStage::Proposed | TargetSetStage::Agreed => Shown::ToParties,
            TargetSetStage::Adopted => Shown::Public,
        };
        Self::under(contract, Some(own), shown)
    }

    /// A point that a review left open: all parties read it, its client deals with it.
    pub fn open_point(contract: &Contract, point: &OpenPoint) -> Self {
        Self::under(contract, Some(point.municipality.id), Shown::ToParties)
    }

    /// A report; `about` is the client that handles it.
    pub fn report(contract: &Contract, report: &Report, about: Option<PartyId>) -> Self {
        Self::report_in(contract, report.state.stage(), about)
    }

    /// A report as something that is owed: that it is, and by when, is never secret between the parties.
    pub fn owed_report(contract: &Contract, report: &Report, about: Option<PartyId>) -> Self {
        Self::report_in(contract, report.state.stage().known(), about)
    }

    /// A report in that stage; `about` is the client that handles it.
    pub fn report_in(contract: &Contract, stage: ReportStage, about: Option<PartyId>) -> Self {
        let shown = match stage {
            // That a report is expected is for all parties to know; it has no content yet.
            ReportStage::Expected | ReportStage::Submitted | ReportStage::Returned => Shown::ToParties,
            ReportStage::Draft => Shown::ToContractor,
            ReportStage::Accepted => Shown::Public,
        };
        Self::under(contract, about, shown)
    }

    /// A review of one client.
    pub fn review(contract: &Contract, review: &Review) -> Self {
        let own = review.municipality.id;
        let shown = match review.state.stage() {
            ReviewStage::Draft => Shown::ToClient(own),
            ReviewStage::ForReply => Shown::ToParties,
            ReviewStage::Final => Shown::Public,
        };
        Self::under(contract, Some(own), shown)
    }

    /// How a municipality has arranged the chain: the council sees it too.
    pub const fn arrangements(municipality: PartyId) -> Self {
        Self::Municipality { municipality, shown: Shown::Public }
    }

    /// What a municipality prepares before it decides: its core values, a choice yet to be opened.
    pub const fn preparation(municipality: PartyId) -> Self {
        Self::Municipality { municipality, shown: Shown::ToClient(municipality) }
    }

    /// A choice between scenarios: the council sees it once it is decided.
    pub fn choice(choice: &Choice) -> Self {
        let own = choice.municipality.id;
        if choice.decision.is_some() { Self::arrangements(own) } else { Self::preparation(own) }
    }

    /// A scenario of a choice: the council sees the one that was chosen.
    pub fn scenario(choice: &Choice, scenario: ScenarioId) -> Self {
        let own = choice.municipality.id;
        let chosen = choice.decision.as_ref().is_some_and(|decision| decision.scenario == scenario);
        if chosen { Self::arrangements(own) } else { Self::preparation(own) }
    }

    pub(super) fn under(contract: &Contract, about: Option<PartyId>, shown: Shown) -> Self {
        let (clients, joining_later) = (contract.client_ids(), contract.joining_later.clone());
        Self::Contract { clients, joining_later, contractor: contract.terms.contractor.id, about, shown }
    }
}

/// What a viewer may find in lists of contracts, as a value that storage turns into a condition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visibility {
    /// Municipalities whose contracts are seen in every state.
    pub as_client: Vec<PartyId>,
    /// Municipalities whose contracts are seen once adopted (council members).
    pub as_council: Vec<PartyId>,
    /// Organisations whose contracts are seen once they were offered.
    pub as_contractor: Vec<PartyId>,
    /// Joint bodies whose contracts are seen once adopted (participants).
    pub as_participant: Vec<PartyId>,
}
