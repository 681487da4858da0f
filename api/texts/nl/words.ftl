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

matrix-title = Verantwoordelijkheidsmatrix { $title } ({ $code })
matrix-as-of = Zoals overeengekomen op { $date }
matrix-as-of-for = Zoals die op { $date } geldt voor { $municipality }
matrix-responsible = verantwoordelijk voor
matrix-contributes = bijdragen aan
matrix-cooperates = samenwerken met
matrix-none = geen
matrix-group = doelgroep: { $group }
matrix-only = alleen { $municipality } (besluit { $reference })
matrix-sheet = Matrix

suggestion-keep-result = Het resultaat is als behaald beoordeeld. Houd vast wat is bereikt.
suggestion-keep-target = De streefwaarde is nog niet gehaald en blijft staan.
suggestion-adjusted = De beoordeling vraagt om andere doelstellingen. Dit is het midden tussen het resultaat en de oude streefwaarde.
suggestion-running-target = Dit jaar is nog niet beoordeeld. De streefwaarde van dit jaar blijft voorlopig staan.
suggestion-last-value = Er was nog geen streefwaarde. Dit is de laatst bekende waarde.
suggestion-from-reference = Hier is nog niets bekend. Dit is de referentiewaarde.
suggestion-nothing = Er is nog niets bekend om een streefwaarde op te baseren.

governance-differs =
    { $aspect ->
        [SECTOR] De sector is anders
        [SCALE] De schaal is anders
       *[other] De sector en de schaal horen anders bij elkaar
    }. Gekozen is { $wanted }. Overeengekomen is { $found }.
governance-nothing = geen
governance-public = publiek
governance-private = privaat
governance-municipal = gemeente
governance-sub-regional = subregionaal
governance-regional = regionaal
governance-public-municipal = publiek in de gemeente
governance-public-sub-regional = publiek subregionaal
governance-public-regional = publiek regionaal
governance-private-municipal = privaat in de gemeente
governance-private-sub-regional = privaat subregionaal
governance-private-regional = privaat regionaal

mail-greeting = Beste { $name },
mail-asked = Wat vragen wij van u?
mail-due = Uiterlijk { $date }
mail-open = Openen in Regiekring
mail-link = Werkt de knop niet? Kopieer dan dit adres naar uw browser:
mail-footer = Dit bericht is automatisch verstuurd door Regiekring. Antwoorden op deze mail worden niet gelezen.
mail-returned = – { $municipality }, { $part ->
    [whole] alles
    [municipality] alle cijfers van de gemeente
    [indicator] { $name }
    [cooperation] samenwerking met { $name }
    [self-assessment] eigen beoordeling van doel { $name }
   *[explanation] toelichting
}: { $reason }
mail-calendar-file = termijn.ics

error-unauthenticated = U bent niet ingelogd, of uw gegevens kloppen niet.
error-internal = Er ging iets mis. Probeer het later opnieuw; geef bij navraag het kenmerk van dit verzoek op.
error-too-many-attempts = Te veel pogingen. Probeer het over { $seconds } seconden opnieuw.
error-too-expensive = Dit verzoek vraagt te veel in één keer: meer dan { $limit } { $counted ->
    [FIELDS] velden
    [INTROSPECTION_FIELDS] velden van het schema
    [STATEMENTS] vragen aan de database
    [ANSWER_BYTES] bytes aan antwoord
    [SECONDS] seconden werk
    [PRICE] velden, als elke pagina vol zou zijn
    [ACTS] handelingen
   *[LIST_ITEMS] regels in één lijst
}. Vraag het in kleinere delen.
error-introspection-closed = Het schema van deze dienst kan niet worden opgevraagd.
error-too-deep = De vraag gaat te diep: hoogstens { $limit } niveaus.
error-text-too-long = Een tekst in { $field } is te lang: hoogstens { $limit } bytes.
error-busy = Het is nu erg druk. Probeer het over { $seconds } seconden opnieuw.

# What an amendment changes, and the entries it is about.
change-added = Toegevoegd aan { $place ->
    [CLIENTS] de opdrachtgevers
    [MATRIX] de matrix
    [INDICATORS] de indicatoren
    [extensionDecisionOn] de looptijd (dag van het verlengingsbesluit)
    [frameworkId] de bepalingen (beleidskader)
    [conditions] de bepalingen (voorwaarden)
    [legalBases] de bepalingen (wettelijke grondslagen)
    [deviationDomains] de bepalingen (ruimte voor afwijkende opdrachten)
   *[other] de bepalingen
}: { $after }
change-removed = Vervallen uit { $place ->
    [CLIENTS] de opdrachtgevers
    [MATRIX] de matrix
    [INDICATORS] de indicatoren
    [extensionDecisionOn] de looptijd (dag van het verlengingsbesluit)
    [frameworkId] de bepalingen (beleidskader)
    [conditions] de bepalingen (voorwaarden)
    [legalBases] de bepalingen (wettelijke grondslagen)
    [deviationDomains] de bepalingen (ruimte voor afwijkende opdrachten)
   *[other] de bepalingen
}: { $before }
change-changed = Gewijzigd in { $place ->
    [MATRIX] de matrix
    [INDICATORS] de indicatoren
    [startsOn] de looptijd (eerste dag)
    [endsOn] de looptijd (laatste dag)
    [extensionDecisionOn] de looptijd (dag van het verlengingsbesluit)
    [reportingFrequency] de bepalingen (rapportagefrequentie)
    [frameworkId] de bepalingen (beleidskader)
    [conditions] de bepalingen (voorwaarden)
    [legalBases] de bepalingen (wettelijke grondslagen)
    [deviationDomains] de bepalingen (ruimte voor afwijkende opdrachten)
   *[other] de bepalingen
}: was “{ $before }”, wordt “{ $after }”
matrix-entry = { $role ->
    [RESPONSIBLE] verantwoordelijk voor
    [CONTRIBUTES] bijdragen aan
   *[other] samenwerken met
} ({ $domain ->
    [WORK] werken
    [PARTICIPATION] meedoen
   *[other] inkomen
}) “{ $subject ->
    [none] geen
   *[other] { $subject }
}”{ $group ->
    [none] {""}
   *[other] { " " }voor { $group }
}{ $municipality ->
    [none] {""}
   *[other] { " " }alleen in { $municipality }
}
indicator-usage = { $code } (marges { $amber }% en { $red }%{ $annual ->
    [yes] , alleen in het jaarverslag
   *[other] {""}
})
