//! Which mail exists, and what each one is told.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    ids::{PartyId, PersonId},
    person::{Locale, Role},
};

pub mod contracting;
pub mod governance;
pub mod people;
pub mod reorganisation;
pub mod returned;
pub mod standing;
pub mod year;

macro_rules! templates {
    ($($(#[doc = $doc:literal])* $name:ident => $key:literal),* $(,)?) => {
        /// A kind of mail. Its key names the texts in the message files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Template { $($(#[doc = $doc])* $name),* }

        impl Template {
            /// Every kind of mail.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stored and texts' name of the kind.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            /// The kind with this name.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|template| template.key() == key)
            }
        }
    };
}

templates! {
    /// To a person who may choose a password and sign in.
    Invitation => "invitation",
    /// To a person who has a password: sign in to accept a role, or decline it.
    RoleOffered => "role-offered",
    /// To the others who watch over a party: somebody took a role that they had given to themselves.
    RoleGivenToOneself => "role-given-to-oneself",
    /// To a person who asked for a new password.
    PasswordReset => "password-reset",
    /// To the people of the successor: what passed to it.
    ReorganisationDone => "reorganisation-done",
    /// To the successor: a joint arrangement is to be adapted.
    JointBodyToAdapt => "joint-body-to-adapt",
    /// To the contractor: another client by law.
    ContractPassed => "contract-passed",
    /// To the contractor: the contract has lapsed.
    ContractLapsed => "contract-lapsed",
    /// To the contractor of a unilateral decision, who is heard.
    DecisionForInformation => "decision-for-information",
    /// To account and portfolio holders: a unilateral decision lies before the college.
    DecisionToAdopt => "decision-to-adopt",
    /// To the director: agree or send back.
    ContractOffered => "contract-offered",
    /// To the account holders: the director's remarks, amend and offer anew.
    ContractSentBack => "contract-sent-back",
    /// To account and portfolio holders: adopt with the college's decision.
    ContractAgreed => "contract-agreed",
    /// To everyone else: one client has adopted.
    ContractAdoptedByClient => "contract-adopted-by-client",
    /// To everyone: the last client has adopted.
    ContractAdopted => "contract-adopted",
    /// To account and portfolio holders: what the contractor said of a unilateral decision.
    ContractorHeard => "contractor-heard",
    /// To everyone: a client decided whether to go on.
    ExtensionDecided => "extension-decided",
    /// To everyone: a client ended the contract for itself.
    ContractTerminated => "contract-terminated",
    /// To the director, when an offer is withdrawn.
    ContractWithdrawn => "contract-withdrawn",
    /// To the other parties: a file was added to a contract that was offered before.
    AttachmentAdded => "attachment-added",
    /// To the account holders: set and propose the targets.
    CycleOpened => "cycle-opened",
    /// To the organisation, for information.
    CycleOpenedForInformation => "cycle-opened-for-information",
    /// To the director: agree or counter.
    TargetsProposed => "targets-proposed",
    /// To the other side: a counter-proposal to answer.
    TargetsCountered => "targets-countered",
    /// To account and portfolio holder: adopt with the college's decision.
    TargetsAgreed => "targets-agreed",
    /// To the organisation: one client has adopted its targets.
    TargetsAdopted => "targets-adopted",
    /// To everyone: all targets are fixed, reports fall due.
    TargetsFixed => "targets-fixed",
    /// To the account holders: accept or return.
    ReportSubmitted => "report-submitted",
    /// To director and reporter: what to mend.
    ReportReturned => "report-returned",
    /// To director and reporter: one municipality has accepted.
    ReportAcceptedByClient => "report-accepted-by-client",
    /// To everyone: the last municipality has accepted.
    ReportAccepted => "report-accepted",
    /// To the account holders: write the review.
    ReviewOpened => "review-opened",
    /// To the director: reply within the term.
    ReviewForReply => "review-for-reply",
    /// To the account and portfolio holder: make it final.
    ReviewReplied => "review-replied",
    /// To the portfolio holder: the director disagrees, a second reader decides.
    ReviewDisputed => "review-disputed",
    /// To the organisation: the final judgement and what follows.
    ReviewFinal => "review-final",
    /// To everyone: the year is closed.
    CycleClosed => "cycle-closed",
    /// To account and portfolio holder: which scenario was chosen.
    ScenarioChosen => "scenario-chosen",
}

impl Template {
    /// The facts that the texts of this kind need; a mail without one of them cannot be written.
    pub const fn facts(self) -> &'static [&'static str] {
        match self {
            Self::PasswordReset => &[SECRET_FACT],
            Self::Invitation => &["party", "role", SECRET_FACT],
            Self::RoleOffered => &["party", "role"],
            Self::RoleGivenToOneself => &["actor", "party", "role"],
            Self::ContractOffered | Self::ContractAdopted | Self::DecisionForInformation | Self::DecisionToAdopt => {
                &["contract"]
            }
            Self::ReorganisationDone => &["day", "municipality", "reason"],
            Self::JointBodyToAdapt => &["day", "municipality", "organisation"],
            Self::ContractPassed | Self::ContractLapsed => &["contract", "day", "municipality"],
            Self::ContractSentBack | Self::ContractorHeard => &["contract", "organisation", "reason"],
            Self::ExtensionDecided => &["answer", "contract", "municipality"],
            Self::ContractTerminated => &["contract", "day", "municipality", "reason"],
            Self::ContractAgreed => &["contract", "organisation"],
            Self::ContractAdoptedByClient => &["contract", "municipality"],
            Self::ContractWithdrawn => &["contract", "reason"],
            Self::AttachmentAdded => &["contract", "file"],
            Self::CycleOpened => &["contract", "organisation", "year"],
            Self::CycleOpenedForInformation | Self::TargetsFixed | Self::ReviewOpened | Self::CycleClosed => {
                &["contract", "year"]
            }
            Self::TargetsProposed
            | Self::TargetsCountered
            | Self::TargetsAdopted
            | Self::ReviewForReply
            | Self::ReviewFinal => &["contract", "municipality", "year"],
            Self::TargetsAgreed | Self::ReviewReplied | Self::ReviewDisputed => {
                &["contract", "municipality", "organisation", "year"]
            }
            Self::ReportSubmitted => &["contract", "organisation", "period"],
            Self::ReportReturned => &["contract", "municipality", "period", "reason"],
            Self::ReportAcceptedByClient => &["contract", "municipality", "period"],
            Self::ReportAccepted => &["contract", "period"],
            Self::ScenarioChosen => &["municipality", "choice", "scenario"],
        }
    }
}

/// The one fact that is a secret: it goes into the link and is erased once the mail is done.
pub const SECRET_FACT: &str = "token";

/// What a mail may tell: names, dates and links, never a figure of a draft.
///
/// Keys in use: `contract` (title), `contract_code`, `municipality`, `organisation`, `year`, `period`
/// (a report's period in words, "2020-01-01 – 2020-03-31"), `day` (a date), `reason` (of a returned report: see
/// [`returned`]), `answer` (an extension answer), `file` (its name), `party` and `actor` (names), `role` (as stored),
/// `token`, `choice` and `scenario` (titles).
pub type Facts = BTreeMap<&'static str, String>;

/// Who a mail is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// One person, whatever their roles: invitations and resets.
    Person(PersonId),
    /// Everyone who holds one of these roles at one of these parties, but for the person who acted.
    Roles(Vec<(PartyId, Role)>),
}

/// One mail to be written to one or more people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which mail.
    pub template: Template,
    /// Who gets it; the unit of work fills in people, addresses and languages.
    pub audience: Audience,
    /// What it tells.
    pub facts: Facts,
    /// By when the reader is asked to act, a day in the Netherlands.
    pub due_on: Option<NaiveDate>,
    /// Where the reader acts: a path under the public address, such as `contracts/PO-WPDA`.
    pub path: String,
}

/// A recorded mail on its way to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct PendingMail {
    /// Identity of the mail; the Message-ID and the calendar entry are named after it.
    pub id: Uuid,
    /// The key of its [`Template`], as stored.
    pub template: String,
    /// The language of the reader.
    pub locale: Locale,
    /// The reader.
    pub recipient: PersonId,
    /// By which roles at which parties they are told; nothing where the mail is for the person.
    pub audience: Vec<(PartyId, Role)>,
    /// The mail address.
    pub address: String,
    /// The reader's name.
    pub recipient_name: String,
    /// What it tells, by the keys of [`Facts`].
    pub facts: BTreeMap<String, String>,
    /// By when the reader is asked to act, a day in the Netherlands.
    pub due_on: Option<NaiveDate>,
    /// Where the reader acts: a path under the public address.
    pub path: String,
    /// When the change it tells of was recorded.
    pub created_at: DateTime<Utc>,
    /// How many times sending was begun, this time included.
    pub attempts: u32,
}

/// Leaves out the facts: one of them may be a secret, and debug output ends up in logs.
impl fmt::Debug for PendingMail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PendingMail")
            .field("id", &self.id)
            .field("template", &self.template)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
