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

suggestion-keep-result = The result was judged met. Keep what was reached.
suggestion-keep-target = The target was not met and stands.
suggestion-adjusted = The review asks for other targets. This is halfway between the result and the old target.
suggestion-running-target = This year is not reviewed yet. The running target stands for now.
suggestion-last-value = There was no target yet. This is the last known value.
suggestion-from-reference = Nothing is known here yet. This is the reference value.
suggestion-nothing = Nothing is known yet to base a target on.

mail-greeting = Dear { $name },
mail-asked = What do we ask of you?
mail-due = By { $date }
mail-open = Open in Regiekring
mail-link = Does the button not work? Copy this address into your browser:
mail-footer = This message was sent automatically by Regiekring. Replies to it are not read.
mail-calendar-file = deadline.ics

error-unauthenticated = You are not signed in, or your credentials are not right.
error-internal = Something went wrong. Try again later; mention the id of this request if you ask about it.
error-too-many-attempts = Too many attempts. Try again in { $seconds } seconds.
