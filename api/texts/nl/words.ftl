# Woorden van het vak en vaste regels van de mail.

month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
date = { $day } { $month } { $year }
period = { $from } tot en met { $until }

role-account-holder = accounthouder
role-financial-adviser = financieel adviseur
role-portfolio-holder = portefeuillehouder
role-council-member = raadslid
role-director = directeur
role-reporter = rapporteur
role-party-admin = beheerder van de partij
role-platform-admin = beheerder van het platform

phase-target-setting = streefwaarden bepalen
phase-execution = uitvoering
phase-review = beoordeling
phase-closed = gesloten

domain-work = werken
domain-participation = meedoen
domain-income = inkomen

suggestion-keep-result = Het resultaat is als behaald beoordeeld. Houd vast wat is bereikt.
suggestion-keep-target = De streefwaarde is nog niet gehaald en blijft staan.
suggestion-adjusted = De beoordeling vraagt om andere doelstellingen. Dit is het midden tussen het resultaat en de oude streefwaarde.
suggestion-running-target = Dit jaar is nog niet beoordeeld. De streefwaarde van dit jaar blijft voorlopig staan.
suggestion-last-value = Er was nog geen streefwaarde. Dit is de laatst bekende waarde.
suggestion-from-reference = Hier is nog niets bekend. Dit is de referentiewaarde.
suggestion-nothing = Er is nog niets bekend om een streefwaarde op te baseren.

mail-greeting = Beste { $name },
mail-asked = Wat vragen wij van u?
mail-due = Uiterlijk { $date }
mail-open = Openen in Regiekring
mail-link = Werkt de knop niet? Kopieer dan dit adres naar uw browser:
mail-footer = Dit bericht is automatisch verstuurd door Regiekring. Antwoorden op deze mail worden niet gelezen.
mail-calendar-file = termijn.ics

error-unauthenticated = U bent niet ingelogd, of uw gegevens kloppen niet.
error-internal = Er ging iets mis. Probeer het later opnieuw; geef bij navraag het kenmerk van dit verzoek op.
error-too-many-attempts = Te veel pogingen. Probeer het over { $seconds } seconden opnieuw.
