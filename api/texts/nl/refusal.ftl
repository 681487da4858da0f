# Waarom een handeling niet kan. De sleutel is refusal- en de naam van de reden.
# Gebruik alleen variabelen die bij elke weigering met die reden worden gegeven.

refusal-not-found = Dit is niet gevonden.
refusal-stale = Iemand heeft dit gewijzigd terwijl u bezig was. Lees de nieuwe versie en probeer het opnieuw.
refusal-wrong-state =
    Dit kan nu niet. De status is { $state ->
        [DRAFT] concept
        [OFFERED] aangeboden
        [AGREED] overeengekomen
        [ADOPTED] vastgesteld
        [WITHDRAWN] ingetrokken
        [PROPOSED] voorgesteld
        [EXPECTED] verwacht
        [SUBMITTED] ingediend
        [RETURNED] teruggestuurd
        [ACCEPTED] geaccepteerd
        [FOR_REPLY] voorgelegd voor een reactie
        [REPLIED] beantwoord
        [FINAL] definitief
        [TARGET_SETTING] streefwaarden bepalen
        [EXECUTION] uitvoering
        [REVIEW] beoordeling
        [CLOSED] afgesloten
       *[other] { $state }
    }.
refusal-empty = Vul dit in.
refusal-too-long = Deze tekst is te lang. U kunt hier hooguit { $limit } tekens gebruiken.
refusal-bad-character = In deze tekst staat een teken dat hier niet kan. Typ de tekst opnieuw.
refusal-too-many = Dit zijn er te veel. Het mogen er hooguit { $limit } zijn.
refusal-duplicate = Dit staat er twee keer in.
refusal-taken = Dit is al in gebruik. Kies iets anders.
refusal-period-reversed = Het einde ligt voor het begin.
refusal-margins-reversed = De grens voor rood ligt voor de grens voor oranje. Maak de grens voor rood even groot of groter.
refusal-date-out-of-range = Deze datum kan hier niet.
refusal-number-out-of-range = Dit getal gaat over de grens van { $limit }.
refusal-too-many-decimals = Dit getal heeft te veel cijfers achter de komma. Het mogen er hooguit { $decimals } zijn.
refusal-bad-email = Dit is geen geldig e-mailadres.
refusal-bad-cbs-code = Een CBS-code bestaat uit vier cijfers.
refusal-weak-password = Dit wachtwoord is niet sterk genoeg. Kies een langer wachtwoord dat niemand kan raden.
refusal-link-invalid = Deze link werkt niet of niet meer. Vraag een nieuwe link aan.
refusal-role-does-not-fit = Deze rol bestaat niet bij dit soort partij.
refusal-wrong-party = Deze partij kan hier niet worden gekozen.
refusal-not-a-client = Deze gemeente is geen opdrachtgever van de overeenkomst.
refusal-no-clients = Kies ten minste één opdrachtgever.
refusal-cell-open =
    Vul in de matrix in wat bij “{ $role ->
        [RESPONSIBLE] verantwoordelijk voor
        [CONTRIBUTES] bijdragen aan
       *[other] samenwerken met
    }” en { $domain ->
        [WORK] werken
        [PARTICIPATION] meedoen
       *[other] inkomen
    } hoort. Is dat niets? Kies dan “geen”.
refusal-cell-none-and-filled =
    In de matrix staat bij “{ $role ->
        [RESPONSIBLE] verantwoordelijk voor
        [CONTRIBUTES] bijdragen aan
       *[other] samenwerken met
    }” en { $domain ->
        [WORK] werken
        [PARTICIPATION] meedoen
       *[other] inkomen
    } “geen”, maar er is ook iets ingevuld. Kies een van beide.
refusal-deviation-not-allowed = De overeenkomst staat op dit gebied geen afwijkende opdracht toe.
refusal-deviation-undecided = Een afwijkende opdracht heeft het kenmerk van het besluit nodig.
refusal-entry-does-not-fit = Kies bij “verantwoordelijk voor” en “bijdragen aan” een opgave. Kies bij “samenwerken met” een partner.
refusal-no-indicators = Kies eerst de prestatie-indicatoren van de overeenkomst.
refusal-unilateral = Een aanwijzingsbesluit heeft geen instemming van de opdrachtnemer nodig.
refusal-already-adopted = { $municipality } heeft dit al vastgesteld.
refusal-contract-not-adopted = De overeenkomst is nog niet vastgesteld.
refusal-year-outside-contract = De overeenkomst loopt niet in dit jaar.
refusal-too-early = Dit kan nog niet. De datum waar het om gaat is { $day }.
refusal-target-missing = De indicator { $indicator } heeft nog geen streefwaarde. Vul een streefwaarde in, of leg uit waarom die er niet is.
refusal-reasoning-missing = De onderbouwing van de streefwaarde voor { $indicator } is niet compleet.
refusal-previous-result-missing = Verwijs bij { $indicator } naar de beoordeling van het vorige jaar, of leg uit waarom die er niet is.
refusal-point-open = Een punt uit een eerdere beoordeling staat nog open: { $point }. Beantwoord het met een streefwaarde, of sluit het met een reden.
refusal-not-your-turn =
    { $state ->
        [AGREED] Over deze streefwaarde bent u het al eens.
        [PROPOSED] Deze streefwaarde ligt nu bij de organisatie.
        [COUNTERED] Deze streefwaarde ligt nu bij de gemeente.
       *[other] Deze streefwaarde is nog niet voorgesteld.
    }
refusal-value-missing = Vul een waarde in voor { $indicator } van { $municipality }, of leg uit waarom die er niet is.
refusal-value-does-not-fit = Deze waarde past niet bij het soort indicator.
refusal-numerator-over-denominator = Bij { $indicator } van { $municipality } is de teller groter dan de noemer.
refusal-denominator-zero = Bij { $indicator } van { $municipality } is de noemer nul. Kies “niet van toepassing” als er niets te tellen is.
refusal-breakdown-does-not-add-up = De uitsplitsing van { $indicator } van { $municipality } telt op tot { $sum }. Het totaal is { $total }.
refusal-negative = Dit getal mag niet kleiner dan nul zijn.
refusal-cumulative-falls = { $indicator } van { $municipality } telt door over het jaar en was eerder { $previous }. De waarde kan niet lager worden.
refusal-cooperation-missing = Vertel hoe de samenwerking met { $partner } ging.
refusal-self-assessment-missing = Geef uw eigen beoordeling van doel { $goal }.
refusal-unlikely-unconfirmed = De waarde voor { $indicator } van { $municipality } wijkt sterk af van de eerdere waarde { $previous }. Klopt de waarde? Bevestig die dan.
refusal-not-returned = Dit deel is niet teruggestuurd. U kunt alleen wijzigen wat een gemeente heeft teruggestuurd.
refusal-already-accepted = { $municipality } heeft deze rapportage al geaccepteerd.
refusal-period-running = De periode loopt nog tot en met { $day }.
refusal-judgement-missing = Geef een oordeel over { $subject }.
refusal-consequence-incomplete = Een verbeterplan heeft een eigenaar en een datum nodig.
refusal-reply-term-running = De directeur kan nog reageren tot en met { $day }.
refusal-reply-term-over = Reageren kon tot en met { $day }.
refusal-second-reader-needed = De directeur is het niet eens met de beoordeling. De portefeuillehouder beslist daarom als tweede lezer.
refusal-role-not-allowed = Uw rol laat deze handeling niet toe.
refusal-other-party = Deze handeling is aan een andere partij.
