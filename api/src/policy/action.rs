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
        /// Ask a person to join a party in a role.
        InvitePerson => "invitePerson",
        /// End a person's role at a party.
        EndRole => "endRole",
        /// Write down a policy framework.
        CreateFramework => "createFramework",
        /// Add a task to the shared vocabulary.
        DefineTask => "defineTask",
        /// Add a breakdown to the library.
        DefineDimension => "defineDimension",
        /// Add an indicator to the library.
        DefineIndicator => "defineIndicator",
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
        /// Withdraw a contract.
        WithdrawContract => "withdrawContract",
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
        /// Read the audit trail of a contract.
        ReadAuditTrail => "auditTrail",
        /// Read what happened to the mail.
        ReadMail => "mail",
        /// Choose a password with a link received by mail.
        ChoosePassword => "choosePassword",
    }
}
