# Why an act is refused. The key is refusal- and the name of the reason.
# Use only variables that every refusal for that reason gives.

refusal-not-found = This was not found.
refusal-stale = Someone changed this while you were at work. Read the new version and try again.
refusal-idempotency-key-reused = This key (idempotencyKey) was used for something else already. Use a new key for every act.
refusal-wrong-state =
    This is not possible now. The state is { $state ->
        [DRAFT] draft
        [OFFERED] offered
        [AGREED] agreed
        [ADOPTED] adopted
        [WITHDRAWN] withdrawn
        [PROPOSED] proposed
        [EXPECTED] expected
        [SUBMITTED] submitted
        [RETURNED] returned
        [ACCEPTED] accepted
        [FOR_REPLY] sent for a reply
        [REPLIED] replied to
        [FINAL] final
        [TARGET_SETTING] target setting
        [EXECUTION] execution
        [REVIEW] review
        [CLOSED] closed
       *[other] { $state }
    }.
refusal-empty = Fill this in.
refusal-too-long = This text is too long. You can use at most { $limit } characters here.
refusal-bad-character = This text holds a character that cannot be used here. Type the text again.
refusal-too-many = These are too many. At most { $limit } are allowed.
refusal-duplicate = This is in the list twice.
refusal-taken = This is in use already. Choose something else.
refusal-invitation-over = This invitation is not open any more. Ask for a new one if you need it.
refusal-period-reversed = The end lies before the start.
refusal-margins-reversed = The margin for red lies before the margin for amber. Make the margin for red equal or larger.
refusal-already-dismissed = This finding is set aside already. Reopen it first if you want to give another reason or date.
refusal-only-in-preview = This finding follows from a draft. Change the draft, or wait until it is adopted.
refusal-date-out-of-range = This date is not possible here.
refusal-number-out-of-range = This number goes beyond the limit of { $limit }.
refusal-too-many-decimals = This number has too many digits after the decimal point. At most { $decimals } are allowed.
refusal-bad-email = This is not a valid e-mail address.
refusal-bad-cbs-code = A CBS code consists of four digits.
refusal-bad-oin = An OIN consists of twenty digits and starts with six zeros.
refusal-bad-kvk-number = A number of the Chamber of Commerce consists of eight digits.
refusal-not-a-category = This organisation is no group of partners. Choose one that is.
refusal-overlaps = This holds already in a part of this period. Choose another period.
refusal-not-a-joint-body = Only a joint arrangement has participants.
refusal-weak-password = This password is not strong enough. Choose a longer password that nobody can guess.
refusal-link-invalid = This link does not work, or no longer. Ask for a new link.
refusal-role-does-not-fit = This role does not exist at this kind of party.
refusal-wrong-party = This party cannot be chosen here.
refusal-not-a-client = This municipality is not a client of the contract.
refusal-no-clients = Choose at least one client.
refusal-cell-open =
    Fill in the cell of the matrix for “{ $role ->
        [RESPONSIBLE] responsible for
        [CONTRIBUTES] contributes to
       *[other] cooperates with
    }” and { $domain ->
        [WORK] work
        [PARTICIPATION] participation
       *[other] income
    }. Is there nothing to fill in? Then choose “none”.
refusal-cell-none-and-filled =
    The cell of the matrix for “{ $role ->
        [RESPONSIBLE] responsible for
        [CONTRIBUTES] contributes to
       *[other] cooperates with
    }” and { $domain ->
        [WORK] work
        [PARTICIPATION] participation
       *[other] income
    } says “none” but is filled as well. Choose one of the two.
refusal-deviation-not-allowed = The contract does not allow a deviating assignment in this domain.
refusal-deviation-undecided = A deviating assignment needs the reference of its decision.
refusal-entry-does-not-fit = Choose a task for “responsible for” and “contributes to”. Choose a partner for “cooperates with”.
refusal-fate-missing = Tell what becomes of goal { $goal } of the framework before.
refusal-fate-does-not-fit = A goal that is dropped does not go on in another goal. Leave the new goal empty.
refusal-no-owner-in-common = This framework shares no municipality with the framework before it.
refusal-years-do-not-follow = A framework starts later than the framework before it. That one started in { $year }.
refusal-goal-of-others = This goal stands in a framework of other municipalities. Only they can link a task to it.
refusal-no-indicators = First choose the performance indicators of the contract.
refusal-unilateral = A designation decision does not need the agreement of the contractor.
refusal-file-empty = This file is empty.
refusal-file-too-large = This file is too large. It may be { $limit } at most.
refusal-file-type-not-allowed = This kind of file cannot be used here. Choose a PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, TXT or CSV.
refusal-file-type-differs = The content of this file is not { $kind }. Give the file the right name, or choose another file.
refusal-file-has-macros = This file contains macros. Save it without macros and try again.
refusal-already-adopted = { $municipality } has adopted this already.
refusal-hearing-running = The contractor can give remarks until { $day }. Adopt after that.
refusal-not-unilateral = For this contract the contractor is asked to agree. Agree, or send it back.
refusal-already-decided = This has been recorded already.
refusal-nothing-changes = This amendment changes nothing. Change the text first.
refusal-amendment-under-way = An amendment is under way already: { $contract }. Finish or withdraw it first.
refusal-fixed-by-contract = An amendment cannot change this.
refusal-department-does-not-fit = A department or team takes assignments from its own municipality only, of the kind “assignment”.
refusal-never-contracts = This party does not contract with municipalities itself.
refusal-secret-gone = This mail held a secret link, which has been erased. Invite the person anew, or let them ask for another link.
refusal-party-not-there = This party does not exist on the first day.
refusal-not-first-of-january = A reorganisation takes effect on 1 January.
refusal-succeeded-otherwise = This municipality ends on another day or has another successor.
refusal-reorganisation-too-early = This can be done from { $day }.
refusal-deviations-differ = The deviating assignments in { $contract } differ by municipality. Make them the same first.
refusal-adoptions-differ = Not every municipality has adopted { $contract }. Finish that or withdraw the offer first.
refusal-decisions-differ = The municipalities decided differently on extending or ending { $contract }. Make the decisions the same first.
refusal-stages-differ = The targets for { $year } of { $contract } are not equally far. Bring them to the same state first.
refusal-targets-differ = The targets for { $indicator } in { $year } ({ $contract }) differ and cannot be added. Make them the same first.
refusal-report-begun = A report on { $year } of { $contract } was begun. Do the reorganisation before reports are made.
refusal-contractor-lapses = The contractor of { $contract } lapses. Withdraw the offer first.
refusal-no-extension-decision = This contract asks for no decision on extension.
refusal-extension-differs = Another client extends until { $day }. Choose the same day.
refusal-already-terminated = This municipality has ended the contract already.
refusal-legal-basis-missing = Name the law that this rests on.
refusal-does-not-belong-here = This does not go with the rest. Leave it out.
refusal-contract-not-adopted = The contract is not adopted yet.
refusal-year-outside-contract = The contract does not run in this year.
refusal-too-early = This is not possible yet. The date that counts is { $day }.
refusal-target-missing = The indicator { $indicator } has no target yet. Fill in a target, or explain why there is none.
refusal-reasoning-missing = The reasoning of the target for { $indicator } is not complete.
refusal-previous-result-missing = Link { $indicator } to the review of the year before, or explain why there is none.
refusal-point-open = A point from an earlier review is still open: { $point }. Answer it with a target, or close it with a reason.
refusal-not-your-turn =
    { $state ->
        [AGREED] You have agreed on this target already.
        [PROPOSED] This target is now with the organisation.
        [COUNTERED] This target is now with the municipality.
       *[other] This target is not proposed yet.
    }
refusal-value-missing = Fill in a value for { $indicator } of { $municipality }, or explain why there is none.
refusal-value-does-not-fit = This value does not fit the kind of indicator.
refusal-numerator-over-denominator = For { $indicator } of { $municipality } the numerator is larger than the denominator.
refusal-denominator-zero = For { $indicator } of { $municipality } the denominator is zero. Choose “not applicable” if there is nothing to count.
refusal-breakdown-does-not-add-up = The breakdown of { $indicator } of { $municipality } adds up to { $sum }. The total is { $total }.
refusal-negative = This number cannot be below zero.
refusal-cumulative-falls = { $indicator } of { $municipality } counts on over the year and was { $previous } before. The value cannot become lower.
refusal-cooperation-missing = Tell how the cooperation with { $partner } went.
refusal-self-assessment-missing = Give your own assessment of goal { $goal }.
refusal-unlikely-unconfirmed = The value for { $indicator } of { $municipality } differs much from the earlier value { $previous }. Is the value right? Then confirm it.
refusal-not-returned = This part was not returned. You can only change what a municipality has returned.
refusal-already-accepted = { $municipality } has accepted this report already.
refusal-period-running = The period runs until the end of { $day }.
refusal-judgement-missing = Give a judgement on { $subject }.
refusal-consequence-incomplete = An improvement plan needs an owner and a date.
refusal-reply-term-running = The director can still reply until the end of { $day }.
refusal-reply-term-over = A reply was possible until the end of { $day }.
refusal-second-reader-needed = The director disagrees with the review. The portfolio holder therefore decides as second reader.
refusal-element-missing =
    Fill in what this scenario wants with { $element ->
        [INTAKE] the intake
        [INCOME_PROVISION] the provision of income
        [EMPLOYER_SERVICES] the services to employers
        [WORK_DEVELOPMENT] the development towards work
       *[other] participation
    }.
refusal-not-after-running = Choose a later date. The arrangement of this element begins on { $day }.
refusal-arrangement-ended = This arrangement has its last day already: { $day }.
refusal-choice-decided = A scenario of this choice is chosen already. Nothing can be changed here any more.
refusal-role-not-allowed = Your role does not allow this act.
refusal-other-party = This act belongs to another party.
refusal-both-sides = You also belong to the other party to this contract. Have a colleague do this.
