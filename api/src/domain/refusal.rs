//! How a rule says no: a code, the place in the input, and what the sentence needs.

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident => $key:literal),* $(,)?) => {
        /// Why an act is refused. Stable: front-ends may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])* $name),* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name of its sentence in the message files.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }
        }
    };
}

codes! {
    /// The named thing does not exist for the viewer.
    NotFound => "not-found",
    /// Someone changed it since it was read: read again, then act.
    Stale => "stale",
    /// The key was used for another act, or for the same with other input.
    IdempotencyKeyReused => "idempotency-key-reused",
    /// The act does not fit the state or phase the thing is in.
    WrongState => "wrong-state",
    /// A text that must be filled is empty.
    Empty => "empty",
    /// A text is longer than allowed.
    TooLong => "too-long",
    /// A text holds a character that cannot be kept (NUL and other control characters).
    BadCharacter => "bad-character",
    /// A list holds more than allowed.
    TooMany => "too-many",
    /// The same thing is named twice.
    Duplicate => "duplicate",
    /// Something with this code, name or address exists already.
    Taken => "taken",
    /// The invitation was answered, taken back or has expired.
    InvitationOver => "invitation-over",
    /// The end lies before the start.
    PeriodReversed => "period-reversed",
    /// The margin for red lies before the margin for amber.
    MarginsReversed => "margins-reversed",
    /// The finding is set aside already.
    AlreadyDismissed => "already-dismissed",
    /// The finding follows from a draft, which can still be changed.
    OnlyInPreview => "only-in-preview",
    /// A date lies outside what is possible here.
    DateOutOfRange => "date-out-of-range",
    /// A number lies outside what can be kept exactly.
    NumberOutOfRange => "number-out-of-range",
    /// A number has more decimals than the indicator knows.
    TooManyDecimals => "too-many-decimals",
    /// An e-mail address has no possible form.
    BadEmail => "bad-email",
    /// A CBS code is four digits.
    BadCbsCode => "bad-cbs-code",
    /// An OIN is twenty digits and starts with zeros.
    BadOin => "bad-oin",
    /// A number of the Chamber of Commerce is eight digits.
    BadKvkNumber => "bad-kvk-number",
    /// The organisation is no category of partners.
    NotACategory => "not-a-category",
    /// The same holds already in a part of this time.
    Overlaps => "overlaps",
    /// Only a joint arrangement has participants.
    NotAJointBody => "not-a-joint-body",
    /// A password does not meet the policy.
    WeakPassword => "weak-password",
    /// A link was used before, has expired or never existed.
    LinkInvalid => "link-invalid",
    /// The role does not exist at that kind of party.
    RoleDoesNotFit => "role-does-not-fit",
    /// The party is of the wrong kind here.
    WrongParty => "wrong-party",
    /// The municipality is not a client of the contract.
    NotAClient => "not-a-client",
    /// A contract needs at least one client.
    NoClients => "no-clients",
    /// A cell of the matrix is neither filled nor says "none".
    CellOpen => "cell-open",
    /// A cell says "none" and is filled as well.
    CellNoneAndFilled => "cell-none-and-filled",
    /// A deviating assignment in a domain the contract does not open for it.
    DeviationNotAllowed => "deviation-not-allowed",
    /// A deviating assignment needs its decision reference.
    DeviationUndecided => "deviation-undecided",
    /// RESPONSIBLE and CONTRIBUTES name a task, COOPERATES names a partner.
    EntryDoesNotFit => "entry-does-not-fit",
    /// The contract has no indicators.
    NoIndicators => "no-indicators",
    /// What became of a goal of the framework before is not told.
    FateMissing => "fate-missing",
    /// A goal that is dropped lives on in no other goal.
    FateDoesNotFit => "fate-does-not-fit",
    /// A framework and the one before it have no owner in common.
    NoOwnerInCommon => "no-owner-in-common",
    /// A framework starts after the one before it.
    YearsDoNotFollow => "years-do-not-follow",
    /// The goal stands in a framework of other municipalities.
    GoalOfOthers => "goal-of-others",
    /// The unilateral kind of contract is not agreed by its contractor.
    Unilateral => "unilateral",
    /// A file with nothing in it.
    FileEmpty => "file-empty",
    /// A file of more bytes than are taken.
    FileTooLarge => "file-too-large",
    /// A kind of file that is not taken.
    FileTypeNotAllowed => "file-type-not-allowed",
    /// The content of a file is of another kind than its name says.
    FileTypeDiffers => "file-type-differs",
    /// A document or workbook with macros.
    FileHasMacros => "file-has-macros",
    /// This municipality has adopted already.
    AlreadyAdopted => "already-adopted",
    /// The contractor can still be heard on the unilateral decision.
    HearingRunning => "hearing-running",
    /// The contractor is asked for its agreement and not heard.
    NotUnilateral => "not-unilateral",
    /// This was decided or said already.
    AlreadyDecided => "already-decided",
    /// An amendment that changes nothing.
    NothingChanges => "nothing-changes",
    /// Another amendment has not been adopted or withdrawn yet.
    AmendmentUnderWay => "amendment-under-way",
    /// An amendment cannot change this.
    FixedByContract => "fixed-by-contract",
    /// A department takes assignments of its own municipality alone.
    DepartmentDoesNotFit => "department-does-not-fit",
    /// The secret of a link was erased with its mail.
    SecretGone => "secret-gone",
    /// The party contracts with nobody, or stands for others who do.
    NeverContracts => "never-contracts",
    /// The party does not exist on the first day.
    PartyNotThere => "party-not-there",
    /// A reorganisation takes effect on 1 January.
    NotFirstOfJanuary => "not-first-of-january",
    /// The municipality ends on another day, or another takes its place.
    SucceededOtherwise => "succeeded-otherwise",
    /// The reorganisation can be done from its day on.
    ReorganisationTooEarly => "reorganisation-too-early",
    /// The municipalities that become one have different deviating assignments.
    DeviationsDiffer => "deviations-differ",
    /// Some of the municipalities that become one have adopted, others have not.
    AdoptionsDiffer => "adoptions-differ",
    /// The municipalities that become one decided differently on going on.
    DecisionsDiffer => "decisions-differ",
    /// The targets of the municipalities that become one are not equally far.
    StagesDiffer => "stages-differ",
    /// Targets that cannot be added differ.
    TargetsDiffer => "targets-differ",
    /// A report of a year that passes was begun.
    ReportBegun => "report-begun",
    /// A contract that is not adopted would be left without its contractor.
    ContractorLapses => "contractor-lapses",
    /// The contract asks for no extension decision.
    NoExtensionDecision => "no-extension-decision",
    /// The clients of one contract go on until the same day.
    ExtensionDiffers => "extension-differs",
    /// This client has ended the contract already.
    AlreadyTerminated => "already-terminated",
    /// This kind of contract names the law it rests on.
    LegalBasisMissing => "legal-basis-missing",
    /// This does not go with the rest of what was sent.
    DoesNotBelongHere => "does-not-belong-here",
    /// The contract is not adopted.
    ContractNotAdopted => "contract-not-adopted",
    /// The contract does not run in that year.
    YearOutsideContract => "year-outside-contract",
    /// The cycle cannot be opened before 1 September of the year before.
    TooEarly => "too-early",
    /// An indicator has neither a target nor an explicit "no target, because".
    TargetMissing => "target-missing",
    /// A target lacks its reasoning.
    ReasoningMissing => "reasoning-missing",
    /// A target links no review and does not say why there is none.
    PreviousResultMissing => "previous-result-missing",
    /// A consequence of an earlier review is neither answered by a target nor closed.
    PointOpen => "point-open",
    /// The target is not before this side now.
    NotYourTurn => "not-your-turn",
    /// A required value is missing.
    ValueMissing => "value-missing",
    /// A value of another kind than the indicator's.
    ValueDoesNotFit => "value-does-not-fit",
    /// A numerator over its denominator.
    NumeratorOverDenominator => "numerator-over-denominator",
    /// A ratio of nothing: the denominator is zero.
    DenominatorZero => "denominator-zero",
    /// A breakdown that does not add up to its total.
    BreakdownDoesNotAddUp => "breakdown-does-not-add-up",
    /// A negative count.
    Negative => "negative",
    /// A cumulative value below that of the period before.
    CumulativeFalls => "cumulative-falls",
    /// No account of the cooperation with a partner named in the matrix.
    CooperationMissing => "cooperation-missing",
    /// No self-assessment of a goal in the annual report.
    SelfAssessmentMissing => "self-assessment-missing",
    /// A value far from the earlier ones that nobody has confirmed.
    UnlikelyUnconfirmed => "unlikely-unconfirmed",
    /// Only what was returned may be changed.
    NotReturned => "not-returned",
    /// The municipality has accepted this report already.
    AlreadyAccepted => "already-accepted",
    /// The period has not ended yet.
    PeriodRunning => "period-running",
    /// An indicator or goal is not judged.
    JudgementMissing => "judgement-missing",
    /// A consequence lacks what its kind needs.
    ConsequenceIncomplete => "consequence-incomplete",
    /// The director's term to reply is still running.
    ReplyTermRunning => "reply-term-running",
    /// The director's term to reply is over.
    ReplyTermOver => "reply-term-over",
    /// The director disagrees: a portfolio holder decides as second reader.
    SecondReaderNeeded => "second-reader-needed",
    /// A scenario does not speak of an element of the chain.
    ElementMissing => "element-missing",
    /// An arrangement begins no later than the one that runs.
    NotAfterRunning => "not-after-running",
    /// The end of the arrangement is settled already.
    ArrangementEnded => "arrangement-ended",
    /// A scenario of this choice is chosen already.
    ChoiceDecided => "choice-decided",
    /// The viewer's role does not allow the act.
    RoleNotAllowed => "role-not-allowed",
    /// The act belongs to another party to the contract.
    OtherParty => "other-party",
    /// The viewer also acts for the other side of the agreement: a colleague must do it.
    BothSides => "both-sides",
}

/// One refusal. A refused act returns all of them at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub code: Code,
    /// Where in the input, outermost first: `["values", "3", "number"]`. Empty: the act as a whole.
    pub path: Vec<String>,
    /// What the sentence needs: names and limits, in the order of the message's variables.
    pub details: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal of the act as a whole.
    pub fn new(code: Code) -> Self {
        Self { code, path: Vec::new(), details: Vec::new() }
    }

    /// A refusal that points at a field of the input.
    pub fn at<S: ToString>(code: Code, path: impl IntoIterator<Item = S>) -> Self {
        Self { code, path: path.into_iter().map(|segment| segment.to_string()).collect(), details: Vec::new() }
    }

    /// Adds a detail for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.details.push((name, value.to_string()));
        self
    }

    /// The same refusal one level deeper in the input.
    #[must_use]
    pub fn under(mut self, segment: impl ToString) -> Self {
        self.path.insert(0, segment.to_string());
        self
    }
}

/// The outcome of a rule: the value, or every reason why not.
pub type Outcome<T> = Result<T, Vec<Refusal>>;

/// Gives the value when nothing is refused.
pub fn unless_refused<T>(refusals: Vec<Refusal>, value: impl FnOnce() -> T) -> Outcome<T> {
    if refusals.is_empty() { Ok(value()) } else { Err(refusals) }
}
