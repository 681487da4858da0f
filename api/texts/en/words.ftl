# Words of the field and fixed lines of the mail.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $day } { $month } { $year }
period = { $from } to { $until }

role-account-holder = account holder
role-financial-adviser = financial adviser
role-portfolio-holder = portfolio holder
role-council-member = council member
role-director = director
role-reporter = reporter
role-party-admin = party administrator
role-platform-admin = platform administrator

phase-target-setting = target setting
phase-execution = execution
phase-review = review
phase-closed = closed

domain-work = work
domain-participation = participation
domain-income = income

matrix-title = Responsibility matrix { $title } ({ $code })
matrix-as-of = As agreed on { $date }
matrix-as-of-for = As it holds for { $municipality } on { $date }
matrix-responsible = responsible for
matrix-contributes = contributes to
matrix-cooperates = cooperates with
matrix-none = none
matrix-group = target group: { $group }
matrix-only = { $municipality } only (decision { $reference })
matrix-sheet = Matrix

suggestion-keep-result = The result was judged met. Keep what was reached.
suggestion-keep-target = The target was not met and stands.
suggestion-adjusted = The review asks for other targets. This is halfway between the result and the old target.
suggestion-running-target = This year is not reviewed yet. The running target stands for now.
suggestion-last-value = There was no target yet. This is the last known value.
suggestion-from-reference = Nothing is known here yet. This is the reference value.
suggestion-nothing = Nothing is known yet to base a target on.

governance-differs =
    { $aspect ->
        [SECTOR] The sector differs
        [SCALE] The scale differs
       *[other] Sector and scale go together differently
    }. Chosen is { $wanted }. Contracted is { $found }.
governance-nothing = none
governance-public = public
governance-private = private
governance-municipal = municipal
governance-sub-regional = sub-regional
governance-regional = regional
governance-public-municipal = public municipal
governance-public-sub-regional = public sub-regional
governance-public-regional = public regional
governance-private-municipal = private municipal
governance-private-sub-regional = private sub-regional
governance-private-regional = private regional

mail-greeting = Dear { $name },
mail-asked = What do we ask of you?
mail-due = By { $date }
mail-open = Open in Regiekring
mail-link = Does the button not work? Copy this address into your browser:
mail-footer = This message was sent automatically by Regiekring. Replies to it are not read.
mail-returned = – { $municipality }, { $part ->
    [whole] everything
    [municipality] every figure of the municipality
    [indicator] { $name }
    [cooperation] cooperation with { $name }
    [self-assessment] self-assessment of goal { $name }
   *[explanation] explanation
}: { $reason }
mail-calendar-file = deadline.ics

error-unauthenticated = You are not signed in, or your credentials are not right.
error-internal = Something went wrong. Try again later; mention the id of this request if you ask about it.
error-too-many-attempts = Too many attempts. Try again in { $seconds } seconds.
error-too-expensive = This request asks too much at once: more than { $limit } { $counted ->
    [FIELDS] fields
    [INTROSPECTION_FIELDS] fields of the schema
    [STATEMENTS] questions to the database
    [ANSWER_BYTES] bytes of answer
    [SECONDS] seconds of work
    [PRICE] fields, if every page were full
    [ACTS] acts
   *[LIST_ITEMS] items in one list
}. Ask it in smaller parts.
error-introspection-closed = The schema of this service cannot be asked for.
error-too-deep = The question goes too deep: at most { $limit } levels.
error-text-too-long = A text in { $field } is too long: at most { $limit } bytes.
error-busy = It is very busy now. Try again in { $seconds } seconds.

# What an amendment changes, and the entries it is about.
change-added = Added to { $place ->
    [CLIENTS] the clients
    [MATRIX] the matrix
    [INDICATORS] the indicators
    [extensionDecisionOn] the period (day of the extension decision)
    [frameworkId] the terms (framework)
    [conditions] the terms (conditions)
    [legalBases] the terms (legal bases)
    [deviationDomains] the terms (room for deviating assignments)
   *[other] the terms
}: { $after }
change-removed = Removed from { $place ->
    [CLIENTS] the clients
    [MATRIX] the matrix
    [INDICATORS] the indicators
    [extensionDecisionOn] the period (day of the extension decision)
    [frameworkId] the terms (framework)
    [conditions] the terms (conditions)
    [legalBases] the terms (legal bases)
    [deviationDomains] the terms (room for deviating assignments)
   *[other] the terms
}: { $before }
change-changed = Changed in { $place ->
    [MATRIX] the matrix
    [INDICATORS] the indicators
    [startsOn] the period (first day)
    [endsOn] the period (last day)
    [extensionDecisionOn] the period (day of the extension decision)
    [reportingFrequency] the terms (reporting frequency)
    [frameworkId] the terms (framework)
    [conditions] the terms (conditions)
    [legalBases] the terms (legal bases)
    [deviationDomains] the terms (room for deviating assignments)
   *[other] the terms
}: was “{ $before }”, becomes “{ $after }”
matrix-entry = { $role ->
    [RESPONSIBLE] responsible for
    [CONTRIBUTES] contributes to
   *[other] cooperates with
} ({ $domain ->
    [WORK] work
    [PARTICIPATION] participation
   *[other] income
}) “{ $subject ->
    [none] none
   *[other] { $subject }
}”{ $group ->
    [none] {""}
   *[other] { " " }for { $group }
}{ $municipality ->
    [none] {""}
   *[other] { " " }only in { $municipality }
}
indicator-usage = { $code } (margins { $amber }% and { $red }%{ $annual ->
    [yes] , in the annual report only
   *[other] {""}
})
