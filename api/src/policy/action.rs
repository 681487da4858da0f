//! Everything a person can ask to do.

use crate::domain::named::named;

named! {
    /// An act that needs a permit, one per mutation, and the readings that have rules of their own.
    Action {
        /// Enter a municipality.
        RegisterMunicipality => "registerMunicipality",
        /// Enter an executing organisation.
        RegisterOrganisation => "registerOrganisation",
        /// Let a municipality take part in a joint body.
        AddParticipant => "addParticipant",
        /// Enter a municipal reorganisation.
        PlanReorganisation => "planReorganisation",
        /// Call off a municipal reorganisation.
        CancelReorganisation => "cancelReorganisation",
        /// Do a municipal reorganisation.
        ExecuteReorganisation => "executeReorganisation",
        /// Read reorganisations and their previews.
        ReadReorganisations => "reorganisations",
        /// End that a municipality takes part in a joint body.
        EndParticipation => "endParticipation",
        /// Write down the numbers of a party in public registers.
        IdentifyParty => "identifyParty",
        /// Add a party to a category of partners.
        AddCategoryMember => "addCategoryMember",
        /// End that a party belongs to a category of partners.
        EndCategoryMembership => "endCategoryMembership",
        /// Ask a person to join a party in a role.
        InvitePerson => "invitePerson",
        /// Take an invitation back.
        WithdrawInvitation => "withdrawInvitation",
        /// Take a role that was offered.
        AcceptInvitation => "acceptInvitation",
        /// Do without a role that was offered.
        DeclineInvitation => "declineInvitation",
        /// Read who works for a party and who was invited.
        ReadPeople => "people",
        /// Read the audit trail of a party.
        ReadPartyTrail => "auditTrail of a party",
        /// End a person's role at a party.
        EndRole => "endRole",
        /// Write down a policy framework.
        CreateFramework => "createFramework",
        /// Add a task to the shared vocabulary.
        DefineTask => "defineTask",
        /// Choose the goals that a task serves.
        LinkTask => "linkTask",
        /// Add a breakdown to the library.
        DefineDimension => "defineDimension",
        /// Add an indicator to the library.
        DefineIndicator => "defineIndicator",
        /// Read the findings over the contracts of a municipality.
        ReadCoherence => "coherence",
        /// Read them with the drafts looked at as if they held.
        ReadCoherenceWithDrafts => "coherence with drafts",
        /// Set a finding aside.
        DismissFinding => "dismissFinding",
        /// Open a finding again that was set aside.
        EndDismissal => "endDismissal",
        /// Draft a contract.
        DraftContract => "draftContract",
        /// Change the terms of a draft.
        ReviseContract => "reviseContract",
        /// Fill the matrix of a draft.
        FillMatrix => "fillMatrix",
        /// Choose the indicators of a draft.
        ChooseIndicators => "chooseIndicators",
        /// Offer a draft to the contractor.
        OfferContract => "offerContract",
        /// Send an offer back with remarks.
        SendBackContract => "sendBackContract",
        /// Agree with an offer.
        AgreeContract => "agreeContract",
        /// Adopt a contract.
        AdoptContract => "adoptContract",
        /// Be heard on a unilateral decision.
        LeaveRemarks => "leaveRemarks",
        /// Draft an amendment.
        AmendContract => "amendContract",
        /// Decide whether to go on.
        DecideExtension => "decideExtension",
        /// End a contract before its time.
        TerminateContract => "terminateContract",
        /// Withdraw a contract.
        WithdrawContract => "withdrawContract",
        /// Add a file to a contract.
        AddAttachment => "addAttachment",
        /// Take a file away from a draft.
        RemoveAttachment => "removeAttachment",
        /// Open a year.
        OpenCycle => "openCycle",
        /// Write down targets.
        SetTargets => "setTargets",
        /// Close a point left open by a review.
        CloseOpenPoint => "closeOpenPoint",
        /// Propose targets.
        ProposeTargets => "proposeTargets",
        /// Counter targets.
        CounterTargets => "counterTargets",
        /// Agree with targets.
        AgreeTargets => "agreeTargets",
        /// Adopt targets.
        AdoptTargets => "adoptTargets",
        /// Fill in a report.
        FillReport => "fillReport",
        /// Submit a report.
        SubmitReport => "submitReport",
        /// Return a report.
        ReturnReport => "returnReport",
        /// Accept a report.
        AcceptReport => "acceptReport",
        /// Open the reviews when the annual report stays out.
        OpenReview => "openReview",
        /// Write in a review.
        WriteReview => "writeReview",
        /// Send a review to the director.
        SendReviewForReply => "sendReviewForReply",
        /// Reply to a review.
        ReplyToReview => "replyToReview",
        /// Make a review final.
        FinaliseReview => "finaliseReview",
        /// Arrange an element of the chain.
        SetArrangement => "setArrangement",
        /// End an arrangement.
        EndArrangement => "endArrangement",
        /// Define the core values of a municipality.
        DefineCoreValues => "defineCoreValues",
        /// Open a choice between scenarios.
        OpenGovernanceChoice => "openGovernanceChoice",
        /// Draft a scenario.
        DraftScenario => "draftScenario",
        /// Write a scenario anew.
        ReviseScenario => "reviseScenario",
        /// Score a scenario on the core values.
        ScoreScenario => "scoreScenario",
        /// Choose a scenario.
        ChooseScenario => "chooseScenario",
        /// Read the audit trail of a contract.
        ReadAuditTrail => "auditTrail",
        /// Read what happened to the mail.
        ReadMail => "mail",
        /// Send a mail again that was given up.
        ResendMail => "resendMail",
        /// Read what concerned the security of the people of a party.
        ReadSecurityEvents => "securityEvents",
        /// Read what concerned the security of people who belong to no party.
        ReadSecurityEventsOfNobody => "security of nobody",
        /// Choose a password with a link received by mail.
        ChoosePassword => "choosePassword",
    }
}

impl Action {
    /// Whether nothing is done by it: a reading that has rules of its own.
    pub const fn only_reads(self) -> bool {
        matches!(
            self,
            Self::ReadReorganisations
                | Self::ReadCoherence
                | Self::ReadCoherenceWithDrafts
                | Self::ReadAuditTrail
                | Self::ReadMail
                | Self::ReadPeople
                | Self::ReadPartyTrail
                | Self::ReadSecurityEvents
                | Self::ReadSecurityEventsOfNobody
        )
    }
}
