//! The table of who may do what.

const MUNICIPALITIES: [&str; 3] = ["Assen", "Aa en Hunze", "Tynaarlo"];
/// Who at the parties to the contract reads what is adopted, accepted or final.
const READERS: [&str; 6] =
    ["ACCOUNT_HOLDER", "FINANCIAL_ADVISER", "PORTFOLIO_HOLDER", "COUNCIL_MEMBER", "DIRECTOR", "REPORTER"];

/// On whose behalf an act is done.
#[derive(Clone, Copy, PartialEq)]
pub enum For {
    /// Under the contract, by any client.
    Clients,
    /// Under the contract, by Assen for itself.
    Assen,
    /// Under the contract, by the contractor.
    Contractor,
    /// Under the contract, by Assen or the contractor.
    Table,
    /// Under no contract, by Assen for itself.
    Own,
    /// Under no contract, by Assen for itself: who may not do it does not learn that there is anything to do.
    Invited,
    /// Over all contracts of Assen, by Assen for itself: for nobody else it exists.
    Inside,
    /// Under no contract, by whoever has the role.
    Anyone,
}

const HOLDER: &[&str] = &["ACCOUNT_HOLDER"];
const DECIDES: &[&str] = &["ACCOUNT_HOLDER", "PORTFOLIO_HOLDER"];
const DIRECTOR: &[&str] = &["DIRECTOR"];
const EXECUTES: &[&str] = &["DIRECTOR", "REPORTER"];
const PLATFORM: &[&str] = &["PLATFORM_ADMIN"];
const LIBRARY: &[&str] = &["ACCOUNT_HOLDER", "PLATFORM_ADMIN"];
const PEOPLE: &[&str] = &["PARTY_ADMIN", "PLATFORM_ADMIN"];

/// The table of who may do what: mutation, roles, on whose behalf, and where its subject stands in the input.
pub const RIGHTS: &[(&str, &[&str], For, &str)] = &[
    ("acceptReport", DECIDES, For::Assen, "reportId"),
    ("addCategoryMember", PLATFORM, For::Anyone, ""),
    ("addParticipant", PLATFORM, For::Anyone, ""),
    ("adoptContract", DECIDES, For::Assen, "contractId"),
    ("adoptTargets", DECIDES, For::Assen, "targetSetId"),
    ("agreeContract", DIRECTOR, For::Contractor, "contractId"),
    ("agreeTargets", &["ACCOUNT_HOLDER", "DIRECTOR"], For::Table, "targetSetId"),
    ("amendContract", HOLDER, For::Clients, "contractId"),
    ("cancelReorganisation", PLATFORM, For::Anyone, "reorganisationId"),
    ("chooseIndicators", HOLDER, For::Clients, "contractId"),
    ("closeOpenPoint", HOLDER, For::Assen, "openPointId"),
    ("counterTargets", &["ACCOUNT_HOLDER", "DIRECTOR"], For::Table, "targetSetId"),
    ("createFramework", HOLDER, For::Own, ""),
    ("decideExtension", DECIDES, For::Assen, "contractId"),
    ("defineDimension", LIBRARY, For::Anyone, ""),
    ("defineIndicator", LIBRARY, For::Anyone, ""),
    ("defineTask", LIBRARY, For::Anyone, ""),
    ("dismissFinding", HOLDER, For::Inside, "municipalityId"),
    ("draftContract", HOLDER, For::Own, ""),
    ("endCategoryMembership", PLATFORM, For::Anyone, ""),
    ("endParticipation", PLATFORM, For::Anyone, ""),
    ("endDismissal", HOLDER, For::Inside, "municipalityId"),
    ("endRole", PEOPLE, For::Own, ""),
    ("executeReorganisation", PLATFORM, For::Anyone, "reorganisationId"),
    ("fillMatrix", HOLDER, For::Clients, "contractId"),
    ("fillReport", EXECUTES, For::Contractor, "reportId"),
    ("finaliseReview", DECIDES, For::Assen, "reviewId"),
    ("identifyParty", PLATFORM, For::Anyone, ""),
    ("invitePerson", PEOPLE, For::Own, ""),
    ("leaveRemarks", DIRECTOR, For::Contractor, "contractId"),
    ("linkTask", HOLDER, For::Anyone, ""),
    ("offerContract", HOLDER, For::Clients, "contractId"),
    ("openCycle", HOLDER, For::Clients, "contractId"),
    ("openReview", HOLDER, For::Clients, "cycleId"),
    ("planReorganisation", PLATFORM, For::Anyone, ""),
    ("proposeTargets", HOLDER, For::Assen, "targetSetId"),
    ("registerMunicipality", PLATFORM, For::Anyone, ""),
    ("registerOrganisation", PLATFORM, For::Anyone, ""),
    ("removeAttachment", HOLDER, For::Clients, "attachmentId"),
    ("replyToReview", DIRECTOR, For::Contractor, "reviewId"),
    ("resendMail", PLATFORM, For::Anyone, ""),
    ("returnReport", DECIDES, For::Assen, "reportId"),
    ("reviseContract", HOLDER, For::Clients, "contractId"),
    ("sendBackContract", DIRECTOR, For::Contractor, "contractId"),
    ("sendReviewForReply", DECIDES, For::Assen, "reviewId"),
    ("setTargets", HOLDER, For::Assen, "targetSetId"),
    ("submitReport", EXECUTES, For::Contractor, "reportId"),
    ("terminateContract", DECIDES, For::Assen, "contractId"),
    ("withdrawContract", HOLDER, For::Clients, "contractId"),
    ("withdrawInvitation", PEOPLE, For::Invited, "invitationId"),
    ("writeReview", DECIDES, For::Assen, "reviewId"),
];

/// Whether someone may do it, at least with the right subject at the right moment.
pub fn may(behalf: For, roles: &[&str], party: &str, role: &str) -> bool {
    let fits = match behalf {
        For::Clients => MUNICIPALITIES.contains(&party),
        For::Assen | For::Inside => party == "Assen",
        For::Own | For::Invited => party == "Assen" || role == "PLATFORM_ADMIN",
        For::Contractor => party == "WPDA",
        For::Table => party == "Assen" || party == "WPDA",
        For::Anyone => true,
    };
    fits && roles.contains(&role)
}

/// Whether the subject exists for someone; what is under no contract does for all.
pub fn reads(behalf: For, party: &str, role: &str) -> bool {
    if behalf == For::Inside {
        return party == "Assen" && READERS.contains(&role);
    }
    if behalf == For::Invited {
        return false;
    }
    let at_the_table = party == "WPDA" || MUNICIPALITIES.contains(&party);
    matches!(behalf, For::Own | For::Anyone) || (at_the_table && READERS.contains(&role))
}
