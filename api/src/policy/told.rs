//! Who reads what an event in the trail of a contract tells: of every kind of event whose it is, and until when.
//!
//! That something happened is for all parties; this is about what it says. A draft's wording stays with the side that
//! wrote it, also once the draft has become more: what was shared then is read in the thing itself, and in the event by
//! which it was shared. A client that joined later reads of the time before what was adopted, accepted or final.

use chrono::{DateTime, Utc};

use super::{Scope, Shown};
use crate::domain::{contract::Contract, event::EventKind, ids::PartyId, period::local_day};

/// Whose what an event tells is, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// The clients of the text, for ever: the wording of a draft.
    Clients,
    /// The one client that wrote it, for ever.
    Client,
    /// The contractor, for ever.
    Contractor,
    /// The clients of the text until it is offered; then whoever reads the text.
    AsTheText,
    /// The parties of that time.
    Parties,
    /// Whoever reads what is adopted, accepted or final.
    All,
    /// Nobody: it stands in no trail of a contract.
    Nobody,
}

/// What an event under a contract is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The contract or one of its amendments, or a file that hangs on it.
    Text(&'a Contract),
    /// Something of a year.
    Year {
        /// The contract as the year runs under it.
        contract: &'a Contract,
        /// Whose it is, where it is one client's.
        client: Option<PartyId>,
    },
    /// What is not there any more.
    Gone,
}

/// One line for each kind of event, so that none is forgotten: a new one does not compile without.
macro_rules! telling {
    ($($telling:ident: $($kind:ident)+;)+) => {
        /// Whose what an event of that kind tells is, and until when.
        pub const fn telling(kind: EventKind) -> Telling {
            match kind { $($(EventKind::$kind => Telling::$telling,)+)+ }
        }
    };
}

telling! {
    Clients: ContractDrafted ContractRevised MatrixFilled IndicatorsChosen AmendmentDrafted AttachmentRemoved;
    AsTheText: AttachmentAdded ContractWithdrawn;
    Parties: ContractOffered ContractSentBack ContractAgreed ContractAdoptedByClient ContractorHeard;
    All: ContractAdopted ExtensionDecided ContractTerminatedByClient ContractTerminated ContractPassed ContractLapsed;

    All: CycleOpened ReviewOpened CycleClosed;
    Client: TargetsSet OpenPointClosed;
    Parties: TargetsProposed TargetsCountered TargetsPartlyAgreed TargetsAgreed;
    All: TargetsAdopted TargetsFixed;
    Contractor: ReportFilled;
    Parties: ReportSubmitted ReportReturned ReportAcceptedByClient;
    All: ReportAccepted;
    Client: ReviewWritten;
    Parties: ReviewSentForReply ReviewReplied;
    All: ReviewFinalised;

    Nobody: MunicipalityRegistered OrganisationRegistered ParticipantAdded ParticipationEnded PartyIdentified;
    Nobody: CategoryMemberAdded CategoryMembershipEnded PersonInvited InvitationAccepted InvitationDeclined;
    Nobody: InvitationWithdrawn RoleGivenToOneself RoleEnded;
    Nobody: ReorganisationPlanned ReorganisationCancelled ReorganisationExecuted;
    Nobody: PasswordResetRequested PasswordChanged AdministratorCreated MailResent;
    Nobody: FrameworkCreated TaskDefined TaskLinked DimensionDefined IndicatorDefined;
    Nobody: FindingDismissed DismissalEnded ArrangementSet ArrangementEnded CoreValuesDefined;
    Nobody: GovernanceChoiceOpened ScenarioDrafted ScenarioRevised ScenarioScored ScenarioChosen;
}

impl Scope {
    /// What an event in the trail of that contract tells, at the moment at which it happened.
    pub fn told(base: &Contract, kind: EventKind, subject: Subject<'_>, at: DateTime<Utc>) -> Self {
        let (shown, day) = (shown(kind, subject, at), local_day(at));
        match subject {
            Subject::Year { contract, client } => Self::under(contract, client, shown),
            Subject::Text(text) if text.id != base.id => {
                let clients = text.client_ids();
                let joining_later = base.client_ids().into_iter().filter(|it| !clients.contains(it)).collect();
                Self::of(base, clients, joining_later, shown)
            }
            Subject::Text(_) | Subject::Gone => {
                let joined = |client: &PartyId| base.joined_by(*client, day);
                let (clients, joining_later) = base.client_ids().into_iter().partition(joined);
                Self::of(base, clients, joining_later, shown)
            }
        }
    }

    const fn of(base: &Contract, clients: Vec<PartyId>, joining_later: Vec<PartyId>, shown: Shown) -> Self {
        Self::Contract { clients, joining_later, contractor: base.terms.contractor.id, about: None, shown }
    }
}

fn shown(kind: EventKind, subject: Subject<'_>, at: DateTime<Utc>) -> Shown {
    match (telling(kind), subject) {
        (Telling::Client, Subject::Year { client: Some(client), .. }) => Shown::ToClient(client),
        // A file that was taken away, and what it was named, stays with those who took it away.
        (Telling::Clients, _) | (Telling::AsTheText, Subject::Year { .. } | Subject::Gone) => Shown::ToClients,
        // A file of the draft that follows on an offer; that such a draft was withdrawn is told.
        (Telling::AsTheText, Subject::Text(text)) if kind == EventKind::AttachmentAdded && text.is_redrafting(at) => {
            Shown::ToClients
        }
        (Telling::AsTheText, Subject::Text(text)) => Scope::shown_of(text),
        (Telling::Contractor, _) => Shown::ToContractor,
        (Telling::Parties, _) => Shown::ToParties,
        (Telling::All, _) => Shown::Public,
        (Telling::Client | Telling::Nobody, _) => Shown::ToNobody,
    }
}
