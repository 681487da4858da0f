# Waarom een handeling niet kan. De sleutel is refusal- en de naam van de reden.
# Gebruik alleen variabelen die bij elke weigering met die reden worden gegeven.

refusal-not-found = Dit is niet gevonden.
refusal-stale = Iemand heeft dit gewijzigd terwijl u bezig was. Lees de nieuwe versie en probeer het opnieuw.
refusal-idempotency-key-reused = Deze sleutel (idempotencyKey) is al gebruikt voor iets anders. Gebruik voor elke handeling een nieuwe sleutel.
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
refusal-invitation-over = Deze uitnodiging geldt niet meer. Vraag zo nodig een nieuwe aan.
refusal-period-reversed = Het einde ligt voor het begin.
refusal-margins-reversed = De grens voor rood ligt voor de grens voor oranje. Maak de grens voor rood even groot of groter.
refusal-already-dismissed = Deze bevinding is al terzijde gelegd. Heropen haar eerst als u een andere reden of datum wilt opgeven.
refusal-only-in-preview = Deze bevinding volgt uit een concept. Pas het concept aan, of wacht tot het is vastgesteld.
refusal-date-out-of-range = Deze datum kan hier niet.
refusal-number-out-of-range = Dit getal gaat over de grens van { $limit }.
refusal-too-many-decimals = Dit getal heeft te veel cijfers achter de komma. Het mogen er hooguit { $decimals } zijn.
refusal-bad-email = Dit is geen geldig e-mailadres.
refusal-bad-cbs-code = Een CBS-code bestaat uit vier cijfers.
refusal-bad-oin = Een OIN bestaat uit twintig cijfers en begint met zes nullen.
refusal-bad-kvk-number = Een KvK-nummer bestaat uit acht cijfers.
refusal-not-a-category = Deze organisatie is geen groep van partners. Kies een organisatie die dat wel is.
refusal-overlaps = In een deel van deze periode geldt dit al. Kies een andere periode.
refusal-not-a-joint-body = Alleen een gemeenschappelijke regeling heeft deelnemers.
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
refusal-fate-missing = Vertel wat er met doel { $goal } van het vorige beleidskader gebeurt.
refusal-fate-does-not-fit = Een doel dat vervalt, gaat niet verder in een ander doel. Laat het nieuwe doel leeg.
refusal-no-owner-in-common = Dit beleidskader heeft geen gemeente gemeen met het vorige beleidskader.
refusal-years-do-not-follow = Een beleidskader begint later dan het vorige beleidskader. Dat begon in { $year }.
refusal-goal-of-others = Dit doel staat in een beleidskader van andere gemeenten. Alleen zij kunnen er een opgave aan koppelen.
refusal-unilateral = Een aanwijzingsbesluit heeft geen instemming van de opdrachtnemer nodig.
refusal-file-empty = Dit bestand is leeg.
refusal-file-too-large = Dit bestand is te groot. Het mag hooguit { $limit } zijn.
refusal-file-type-not-allowed = Dit soort bestand kan hier niet. Kies een PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, TXT of CSV.
refusal-file-type-differs = De inhoud van dit bestand is geen { $kind }. Geef het bestand de juiste naam, of kies een ander bestand.
refusal-file-has-macros = In dit bestand zitten macro's. Sla het op zonder macro's en probeer het opnieuw.
refusal-already-adopted = { $municipality } heeft dit al vastgesteld.
refusal-hearing-running = De opdrachtnemer kan tot en met { $day } nog opmerkingen geven. Stel daarna vast.
refusal-not-unilateral = Bij deze overeenkomst wordt de opdrachtnemer gevraagd in te stemmen. Stem in of stuur terug.
refusal-already-decided = Dit is al vastgelegd.
refusal-nothing-changes = Deze wijziging verandert niets. Pas eerst de tekst aan.
refusal-amendment-under-way = Er loopt al een wijziging: { $contract }. Rond die eerst af of trek die in.
refusal-fixed-by-contract = Dit kan een wijziging niet veranderen.
refusal-department-does-not-fit = Een afdeling of team krijgt alleen een opdracht van de eigen gemeente, met soort ‘opdracht’.
refusal-never-contracts = Deze partij sluit zelf geen overeenkomsten met gemeenten.
refusal-secret-gone = In dit bericht stond een geheime link; die is gewist. Nodig de persoon opnieuw uit of laat een nieuwe link aanvragen.
refusal-party-not-there = Deze partij bestaat niet op de ingangsdatum.
refusal-not-first-of-january = Een herindeling gaat in op 1 januari.
refusal-succeeded-otherwise = Deze gemeente eindigt op een andere dag of heeft een andere rechtsopvolger.
refusal-reorganisation-too-early = Dit kan vanaf { $day }.
refusal-deviations-differ = De afwijkende opdrachten in { $contract } verschillen per gemeente. Maak ze eerst gelijk.
refusal-adoptions-differ = Niet elke gemeente heeft { $contract } vastgesteld. Rond dat eerst af of trek het aanbod in.
refusal-decisions-differ = De gemeenten besloten verschillend over verlengen of beëindigen van { $contract }. Maak de besluiten eerst gelijk.
refusal-stages-differ = De doelstellingen voor { $year } van { $contract } zijn niet even ver. Breng ze eerst in dezelfde stand.
refusal-targets-differ = De streefwaarden voor { $indicator } in { $year } ({ $contract }) verschillen en zijn niet op te tellen. Maak ze eerst gelijk.
refusal-report-begun = Een rapportage over { $year } van { $contract } is al begonnen. Voer de herindeling uit voordat er wordt gerapporteerd.
refusal-contractor-lapses = De opdrachtnemer van { $contract } vervalt. Trek het aanbod eerst in.
refusal-no-extension-decision = Deze overeenkomst vraagt geen besluit over verlenging.
refusal-extension-differs = Een andere opdrachtgever verlengt tot en met { $day }. Kies dezelfde dag.
refusal-already-terminated = Deze gemeente heeft de overeenkomst al beëindigd.
refusal-legal-basis-missing = Noem de wet waarop dit berust.
refusal-does-not-belong-here = Dit past niet bij de rest. Laat het weg.
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
refusal-element-missing =
    Vul in wat dit scenario wil met { $element ->
        [INTAKE] de toegang
        [INCOME_PROVISION] de inkomensvoorziening
        [EMPLOYER_SERVICES] de werkgeversdienstverlening
        [WORK_DEVELOPMENT] de arbeidsontwikkeling
       *[other] meedoen
    }.
refusal-not-after-running = Kies een latere datum. De inrichting van dit onderdeel begint op { $day }.
refusal-arrangement-ended = Deze inrichting heeft al een einddatum: { $day }.
refusal-choice-decided = In deze keuze is al een scenario gekozen. U kunt hier niets meer wijzigen.
refusal-role-not-allowed = Uw rol laat deze handeling niet toe.
refusal-other-party = Deze handeling is aan een andere partij.
refusal-both-sides = U hoort ook bij de andere partij van deze overeenkomst. Laat een collega dit doen.
