//! The codes of refusals.

use async_graphql::Enum;

use crate::domain;

/// Code van een weigering. Why an act is refused; stable, front-ends may rely on it.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::refusal::Code")]
pub enum RefusalCode {
    /// The named thing does not exist for the viewer.
    NotFound,
    /// Someone changed it since it was read: read again, then act.
    Stale,
    /// The key was used for another act, or for the same with other input.
    IdempotencyKeyReused,
    /// The act does not fit the state or phase the thing is in.
    WrongState,
    /// A text that must be filled is empty.
    Empty,
    /// A text is longer than allowed.
    TooLong,
    /// A text holds a character that cannot be kept (NUL and other control characters).
    BadCharacter,
    /// A list holds more than allowed.
    TooMany,
    /// The same thing is named twice.
    Duplicate,
    /// Something with this code, name or address exists already.
    Taken,
    /// The invitation was answered, taken back or has expired.
    InvitationOver,
    /// The end lies before the start.
    PeriodReversed,
    /// The margin for red lies before the margin for amber.
    MarginsReversed,
    /// The finding is set aside already.
    AlreadyDismissed,
    /// The finding follows from a draft, which can still be changed.
    OnlyInPreview,
    /// A date lies outside what is possible here.
    DateOutOfRange,
    /// A number lies outside what can be kept exactly.
    NumberOutOfRange,
    /// A number has more decimals than the indicator knows.
    TooManyDecimals,
    /// An e-mail address has no possible form.
    BadEmail,
    /// A CBS code is four digits.
    BadCbsCode,
    /// An OIN is twenty digits and starts with zeros.
    BadOin,
    /// A number of the Chamber of Commerce is eight digits.
    BadKvkNumber,
    /// The organisation is no category of partners.
    NotACategory,
    /// The same holds already in a part of this time.
    Overlaps,
    /// Only a joint arrangement has participants.
    NotAJointBody,
    /// A password does not meet the policy.
    WeakPassword,
    /// A link was used before, has expired or never existed.
    LinkInvalid,
    /// The role does not exist at that kind of party.
    RoleDoesNotFit,
    /// The party is of the wrong kind here.
    WrongParty,
    /// The municipality is not a client of the contract.
    NotAClient,
    /// A contract needs at least one client.
    NoClients,
    /// A cell of the matrix is neither filled nor says "none".
    CellOpen,
    /// A cell says "none" and is filled as well.
    CellNoneAndFilled,
    /// A deviating assignment in a domain the contract does not open for it.
    DeviationNotAllowed,
    /// A deviating assignment needs its decision reference.
    DeviationUndecided,
    /// RESPONSIBLE and CONTRIBUTES name a task, COOPERATES names a partner.
    EntryDoesNotFit,
    /// The contract has no indicators.
    NoIndicators,
    /// What became of a goal of the framework before is not told.
    FateMissing,
    /// A goal that is dropped lives on in no other goal.
    FateDoesNotFit,
    /// A framework and the one before it have no owner in common.
    NoOwnerInCommon,
    /// A framework starts after the one before it.
    YearsDoNotFollow,
    /// The goal stands in a framework of other municipalities.
    GoalOfOthers,
    /// The unilateral kind of contract is not agreed by its contractor.
    Unilateral,
    /// A file with nothing in it.
    FileEmpty,
    /// A file of more bytes than are taken.
    FileTooLarge,
    /// A kind of file that is not taken.
    FileTypeNotAllowed,
    /// The content of a file is of another kind than its name says.
    FileTypeDiffers,
    /// A document or workbook with macros.
    FileHasMacros,
    /// This municipality has adopted already.
    AlreadyAdopted,
    /// The contractor can still be heard on the unilateral decision.
    HearingRunning,
    /// The contractor is asked for its agreement and not heard.
    NotUnilateral,
    /// This was decided or said already.
    AlreadyDecided,
    /// An amendment that changes nothing.
    NothingChanges,
    /// Another amendment has not been adopted or withdrawn yet.
    AmendmentUnderWay,
    /// An amendment cannot change this.
    FixedByContract,
    /// A department takes assignments of its own municipality alone.
    DepartmentDoesNotFit,
    /// The secret of a link was erased with its mail.
    SecretGone,
    /// The party contracts with nobody, or stands for others who do.
    NeverContracts,
    /// The party does not exist on the first day.
    PartyNotThere,
    /// A reorganisation takes effect on 1 January.
    NotFirstOfJanuary,
    /// The municipality ends on another day, or another takes its place.
    SucceededOtherwise,
    /// The reorganisation can be done from its day on.
    ReorganisationTooEarly,
    /// The municipalities that become one have different deviating assignments.
    DeviationsDiffer,
    /// Some of the municipalities that become one have adopted, others have not.
    AdoptionsDiffer,
    /// The municipalities that become one decided differently on going on.
    DecisionsDiffer,
    /// The targets of the municipalities that become one are not equally far.
    StagesDiffer,
    /// Targets that cannot be added differ.
    TargetsDiffer,
    /// A report of a year that passes was begun.
    ReportBegun,
    /// A contract that is not adopted would be left without its contractor.
    ContractorLapses,
    /// The contract asks for no extension decision.
    NoExtensionDecision,
    /// The clients of one contract go on until the same day.
    ExtensionDiffers,
    /// This client has ended the contract already.
    AlreadyTerminated,
    /// This kind of contract names the law it rests on.
    LegalBasisMissing,
    /// This does not go with the rest of what was sent.
    DoesNotBelongHere,
    /// The contract is not adopted.
    ContractNotAdopted,
    /// The contract does not run in that year.
    YearOutsideContract,
    /// The cycle cannot be opened before 1 September of the year before.
    TooEarly,
    /// An indicator has neither a target nor an explicit "no target, because".
    TargetMissing,
    /// A target lacks its reasoning.
    ReasoningMissing,
    /// A target links no review and does not say why there is none.
    PreviousResultMissing,
    /// A consequence of an earlier review is neither answered by a target nor closed.
    PointOpen,
    /// The target is not before this side now.
    NotYourTurn,
    /// A required value is missing.
    ValueMissing,
    /// A value of another kind than the indicator's.
    ValueDoesNotFit,
    /// A numerator over its denominator.
    NumeratorOverDenominator,
    /// A ratio of nothing: the denominator is zero.
    DenominatorZero,
    /// A breakdown that does not add up to its total.
    BreakdownDoesNotAddUp,
    /// A negative count.
    Negative,
    /// A cumulative value below that of the period before.
    CumulativeFalls,
    /// No account of the cooperation with a partner named in the matrix.
    CooperationMissing,
    /// No self-assessment of a goal in the annual report.
    SelfAssessmentMissing,
    /// A value far from the earlier ones that nobody has confirmed.
    UnlikelyUnconfirmed,
    /// Only what was returned may be changed.
    NotReturned,
    /// The municipality has accepted this report already.
    AlreadyAccepted,
    /// The period has not ended yet.
    PeriodRunning,
    /// An indicator or goal is not judged.
    JudgementMissing,
    /// A consequence lacks what its kind needs.
    ConsequenceIncomplete,
    /// The director's term to reply is still running.
    ReplyTermRunning,
    /// The director's term to reply is over.
    ReplyTermOver,
    /// The director disagrees: a portfolio holder decides as second reader.
    SecondReaderNeeded,
    /// A scenario does not speak of an element of the chain.
    ElementMissing,
    /// An arrangement begins no later than the one that runs.
    NotAfterRunning,
    /// The end of the arrangement is settled already.
    ArrangementEnded,
    /// A scenario of this choice is chosen already.
    ChoiceDecided,
    /// The viewer's role does not allow the act.
    RoleNotAllowed,
    /// The act belongs to another party to the contract.
    OtherParty,
    /// The viewer also acts for the other side of the contract: a colleague must do it.
    BothSides,
}
