# Bevindingen over de samenhang van overeenkomsten: wat er aan de hand is, en (.advice) wat u kunt doen.

list-and = { $first } en { $last }
list-more = nog { $count } andere

finding-double-responsibility =
    { $groups ->
        [none] { $contractors } zijn allemaal verantwoordelijk voor { $tasks }.
       *[some] { $contractors } zijn allemaal verantwoordelijk voor { $tasks }, voor de doelgroep { $groups }.
    }
    .advice = Kies wie verantwoordelijk is en laat de ander bijdragen, of geef ieder een eigen doelgroep. Pas daarvoor { $contracts } aan.
finding-nobody-but-contributors = Niemand is verantwoordelijk voor { $tasks }. Wel levert { $contractors } een bijdrage, bij { $domains }.
    .advice = Maak één partij verantwoordelijk: met een wijziging van { $contracts } of met een andere overeenkomst.
finding-nobody-for-goal = Niemand is verantwoordelijk voor { $tasks }, en niemand draagt eraan bij. Dit is nodig voor { $goals }.
    .advice = Maak één partij verantwoordelijk, of haal de opgave weg bij het doel.
finding-nobody-for-goal-but-contributors = Niemand is verantwoordelijk voor { $tasks }. Dit is nodig voor { $goals }. Wel levert { $contractors } een bijdrage, bij { $domains }.
    .advice = Maak één partij verantwoordelijk: met een wijziging van { $contracts } of met een andere overeenkomst.
finding-confirmed = { $contractors } werkt samen met { $partners } bij { $domains }, en dat staat ook aan de andere kant.
    .advice = U hoeft niets te doen.
finding-one-sided = { $contractors } werkt samen met { $partners } bij { $domains }. Maar de overeenkomst van { $partners } noemt { $contractors } nergens.
    .advice = Vraag beide partijen of zij samenwerken. Zet het daarna in beide overeenkomsten, of haal het weg: { $contracts }.
finding-named-elsewhere = { $contractors } werkt samen met { $partners } bij { $domains }. Maar { $partners } noemt { $contractors } alleen bij { $named }.
    .advice = Vraag beide partijen waarin zij samenwerken. Maak de overeenkomsten daarna gelijk: { $contracts }.
finding-no-counter-matrix = { $contractors } werkt samen met { $partners } bij { $domains }. Met { $partners } is hier geen overeenkomst waarin dat ook kan staan.
    .advice = Maak zelf een afspraak met { $partners }, of vraag in de rapportage van { $contractors } hoe de samenwerking gaat.
finding-external = { $contractors } werkt samen met { $partners } bij { $domains }. { $partners } sluit geen overeenkomsten met gemeenten.
    .advice = Vraag in de rapportage van { $contractors } hoe de samenwerking gaat.
finding-goal-without-responsible =
    { $tasks ->
        [none] Voor het doel { $goals } is geen opgave beschreven, dus niemand is verantwoordelijk.
       *[some] Voor het doel { $goals } is niemand verantwoordelijk. De opgave is nog van niemand: { $tasks }.
    }
    .advice = Maak een partij verantwoordelijk voor een opgave die aan dit doel bijdraagt.
finding-goal-without-indicator = Geen indicator meet het doel { $goals }.
    .advice = Neem in een overeenkomst een indicator op die dit doel meet.
finding-goal-without-both =
    { $tasks ->
        [none] Voor het doel { $goals } is geen opgave beschreven, en geen indicator meet het.
       *[some] Voor het doel { $goals } is niemand verantwoordelijk, en geen indicator meet het. De opgave is nog van niemand: { $tasks }.
    }
    .advice = Maak een partij verantwoordelijk voor een opgave die aan dit doel bijdraagt, en neem een indicator op die het doel meet.
finding-responsibility-unmeasured = { $contractors } is verantwoordelijk voor { $tasks }, maar geen indicator meet het resultaat daarvan.
    .advice = Neem in { $contracts } een indicator op voor een doel waaraan deze opgave bijdraagt.
finding-coverage-ends = De overeenkomst { $contracts } met { $contractors } loopt af op { $day }, en er is geen opvolger. Daarna is niemand meer verantwoordelijk voor { $tasks }.
    .advice = Besluit op tijd of u verlengt, opnieuw contracteert of de opgaven ergens anders onderbrengt.
finding-coverage-ends-for-nothing = De overeenkomst { $contracts } met { $contractors } loopt af op { $day }, en er is geen opvolger. Er blijft geen opgave zonder verantwoordelijke achter.
    .advice = Controleer of de overeenkomst kan aflopen.
