# De mails. Per soort: .subject (onderwerp), .happened (wat er is gebeurd) en .asked (wat we de lezer vragen).
# Zonder .asked vraagt de mail niets. Noem nooit cijfers.

invitation =
    .subject = Uw toegang tot Regiekring
    .happened = { $party } heeft u uitgenodigd voor Regiekring, als { $role }. In Regiekring maken gemeenten en uitvoeringsorganisaties samen afspraken over werk en inkomen, en volgen zij de resultaten.
    .asked = Kies een wachtwoord. Daarmee neemt u de uitnodiging aan. De link werkt één keer. Wilt u dit niet? Dan hoeft u niets te doen.
role-offered =
    .subject = Uitnodiging van { $party }
    .happened = { $party } heeft u uitgenodigd als { $role }.
    .asked = Log in en neem de uitnodiging aan of sla haar af. Tot die tijd verandert er niets.
role-given-to-oneself =
    .subject = Rol aan zichzelf gegeven bij { $party }
    .happened = { $actor } heeft zichzelf een rol gegeven bij { $party }: { $role }. Dit staat ook in het logboek.
    .asked = Kijk na of dit klopt. Klopt het niet? Laat de rol dan beëindigen.
password-reset =
    .subject = Nieuw wachtwoord voor Regiekring
    .happened = U hebt een nieuw wachtwoord aangevraagd.
    .asked = Kies een nieuw wachtwoord. De link werkt één keer. Hebt u niets aangevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft dan hetzelfde.

reorganisation-done =
    .subject = Herindeling uitgevoerd: { $municipality }
    .happened =
        De herindeling is uitgevoerd: { $reason }. Op { $day } zijn overeenkomsten, doelstellingen en open punten overgegaan op { $municipality }. U werkt in Regiekring vanaf nu voor { $municipality }.
    .asked = Kijk na wat er is overgegaan.
joint-body-to-adapt =
    .subject = Gemeenschappelijke regeling aanpassen: { $organisation }
    .happened = { $municipality } is op { $day } van rechtswege deelnemer geworden van { $organisation }.
    .asked = Pas de regeling binnen zes maanden aan (Wet arhi, artikel 41).
contract-passed =
    .subject = Andere opdrachtgever: { $contract }
    .happened = Door een herindeling is { $municipality } op { $day } van rechtswege opdrachtgever geworden van “{ $contract }”. De afspraken blijven gelden.
contract-lapsed =
    .subject = Overeenkomst vervallen: { $contract }
    .happened = Door de herindeling tot { $municipality } vervalt uw organisatie. “{ $contract }” is daarmee geëindigd op de dag voor { $day }.

decision-for-information =
    .subject = Aanwijzingsbesluit {$contract}: ter kennisneming
    .happened = Uw opdrachtgever bereidt het aanwijzingsbesluit "{$contract}" voor. Het ligt nu bij het college.
    .asked = Uw instemming is niet nodig, maar u wordt gehoord. Geef hier uw opmerkingen.

decision-to-adopt =
    .subject = Aanwijzingsbesluit {$contract}: vaststellen
    .happened = Het aanwijzingsbesluit "{$contract}" is klaar om te worden vastgesteld.
    .asked = Leg het besluit van het college vast, met het kenmerk en de datum.

contract-offered =
    .subject = Overeenkomst aangeboden: { $contract }
    .happened = De overeenkomst “{ $contract }” is aan uw organisatie aangeboden.
    .asked = Lees de overeenkomst. Ga akkoord, of stuur deze terug met uw opmerkingen.
contract-sent-back =
    .subject = Overeenkomst teruggestuurd: { $contract }
    .happened =
        { $organisation } heeft de overeenkomst “{ $contract }” teruggestuurd. De opmerkingen zijn:
        { $reason }
    .asked = Pas de overeenkomst aan en bied deze opnieuw aan.
contract-agreed =
    .subject = Akkoord met de overeenkomst: { $contract }
    .happened = { $organisation } gaat akkoord met de overeenkomst “{ $contract }”.
    .asked = Stel de overeenkomst vast voor uw gemeente. Vul daarbij het kenmerk en de datum van het collegebesluit in.
contract-adopted-by-client =
    .subject = { $municipality } heeft de overeenkomst vastgesteld: { $contract }
    .happened = { $municipality } heeft de overeenkomst “{ $contract }” vastgesteld. Nog niet alle opdrachtgevers hebben dat gedaan.
contract-adopted =
    .subject = Overeenkomst vastgesteld: { $contract }
    .happened = De overeenkomst “{ $contract }” is door elke opdrachtgever vastgesteld. De afspraken staan nu vast.
contractor-heard =
    .subject = Opmerkingen bij het aanwijzingsbesluit: { $contract }
    .happened =
        { $organisation } heeft opmerkingen gegeven bij het aanwijzingsbesluit “{ $contract }”:
        { $reason }
    .asked = Betrek de opmerkingen bij het besluit. Leg daarna het besluit van het college vast.
extension-decided =
    .subject = Besluit over verlenging van { $municipality }: { $contract }
    .happened = { $municipality } heeft besloten over de verlenging van “{ $contract }”: { $answer ->
        [EXTEND] verlengen
        [EXTEND_ON_CONDITIONS] verlengen onder voorwaarden
       *[other] niet verlengen
    }.
contract-terminated =
    .subject = { $municipality } beëindigt de overeenkomst: { $contract }
    .happened =
        { $municipality } beëindigt de overeenkomst “{ $contract }”. De laatste dag is { $day }. De reden is:
        { $reason }
contract-withdrawn =
    .subject = Aanbod ingetrokken: { $contract }
    .happened =
        Het aanbod van de overeenkomst “{ $contract }” is ingetrokken. De reden is:
        { $reason }

attachment-added =
    .subject = Bijlage toegevoegd: { $contract }
    .happened = Aan de overeenkomst “{ $contract }” is een bijlage toegevoegd: { $file }.

cycle-opened =
    .subject = Jaarcyclus { $year } geopend: { $contract }
    .happened = De jaarcyclus { $year } van de overeenkomst “{ $contract }” is geopend. De resultaten en de beoordeling van eerdere jaren staan voor u klaar.
    .asked = Bepaal de streefwaarden van uw gemeente en leg ze voor aan { $organisation }.
cycle-opened-for-information =
    .subject = Jaarcyclus { $year } geopend: { $contract }
    .happened = De jaarcyclus { $year } van de overeenkomst “{ $contract }” is geopend. De gemeenten bepalen nu hun streefwaarden. U krijgt bericht als er een voorstel ligt.
cycle-closed =
    .subject = Jaarcyclus { $year } gesloten: { $contract }
    .happened = De jaarcyclus { $year } van de overeenkomst “{ $contract }” is gesloten. Alle beoordelingen zijn definitief. De uitkomsten tellen mee in de volgende jaarcyclus.

targets-proposed =
    .subject = Streefwaarden { $year } voorgesteld door { $municipality }
    .happened = { $municipality } heeft de streefwaarden voor { $year } voorgesteld. Ze horen bij de overeenkomst “{ $contract }”.
    .asked = Ga per streefwaarde akkoord, of doe een tegenvoorstel met een reden.
targets-countered =
    .subject = Tegenvoorstel voor de streefwaarden { $year } van { $municipality }
    .happened = Er is een tegenvoorstel gedaan voor de streefwaarden { $year } van { $municipality }. Ze horen bij de overeenkomst “{ $contract }”.
    .asked = Ga akkoord met het tegenvoorstel, of antwoord met een nieuw voorstel en een reden.
targets-agreed =
    .subject = Overeenstemming over de streefwaarden { $year } van { $municipality }
    .happened = { $municipality } en { $organisation } zijn het eens over alle streefwaarden voor { $year }. Ze horen bij de overeenkomst “{ $contract }”.
    .asked = Stel de streefwaarden vast. Vul daarbij het kenmerk en de datum van het collegebesluit in.
targets-adopted =
    .subject = { $municipality } heeft de streefwaarden { $year } vastgesteld
    .happened = { $municipality } heeft de streefwaarden voor { $year } vastgesteld. Ze horen bij de overeenkomst “{ $contract }”.
targets-fixed =
    .subject = Streefwaarden { $year } staan vast: { $contract }
    .happened = Elke gemeente heeft de streefwaarden voor { $year } vastgesteld. Ze horen bij de overeenkomst “{ $contract }”. De uitvoering begint nu. Na elke periode volgt een rapportage.

report-submitted =
    .subject = Rapportage ingediend door { $organisation }
    .happened = { $organisation } heeft de rapportage over { $period } ingediend. Die hoort bij de overeenkomst “{ $contract }”.
    .asked = Lees de rapportage. Accepteer deze voor uw gemeente, of stuur de rapportage terug met een reden.
report-returned =
    .subject = Rapportage teruggestuurd door { $municipality }
    .happened =
        { $municipality } heeft de rapportage over { $period } teruggestuurd. Die hoort bij de overeenkomst “{ $contract }”. Dit is teruggestuurd, en waarom:
        { $reason }
    .asked = Verbeter wat is teruggestuurd en dien de rapportage opnieuw in.
report-accepted-by-client =
    .subject = Rapportage geaccepteerd door { $municipality }
    .happened = { $municipality } heeft de rapportage over { $period } geaccepteerd. Die hoort bij de overeenkomst “{ $contract }”. Nog niet alle opdrachtgevers hebben dat gedaan.
report-accepted =
    .subject = Rapportage geaccepteerd: { $contract }
    .happened = De rapportage over { $period } is door elke opdrachtgever geaccepteerd. Die hoort bij de overeenkomst “{ $contract }”.

review-opened =
    .subject = Beoordeling { $year } kan beginnen: { $contract }
    .happened = De beoordeling over { $year } van de overeenkomst “{ $contract }” is geopend.
    .asked = Schrijf de beoordeling van uw gemeente en leg deze voor aan de directeur.
review-for-reply =
    .subject = Reactie gevraagd op de beoordeling { $year } van { $municipality }
    .happened = { $municipality } heeft een concept van de beoordeling over { $year } gemaakt. Die gaat over de overeenkomst “{ $contract }”.
    .asked = Lees het concept en geef uw reactie. Reageert u niet op tijd? Dan staat in de beoordeling dat u niet hebt gereageerd.
review-replied =
    .subject = Reactie op de beoordeling { $year } van { $municipality }
    .happened = { $organisation } heeft gereageerd op de beoordeling van { $municipality } over { $year }. Die gaat over de overeenkomst “{ $contract }”.
    .asked = Lees de reactie en maak de beoordeling definitief.
review-disputed =
    .subject = { $organisation } is het niet eens met de beoordeling { $year }
    .happened = { $organisation } is het niet eens met de beoordeling van { $municipality } over { $year }. Die gaat over de overeenkomst “{ $contract }”.
    .asked = Lees de beoordeling en de reactie als tweede lezer. U beslist hoe de beoordeling luidt en maakt deze definitief.
review-final =
    .subject = Beoordeling { $year } van { $municipality } is definitief
    .happened = { $municipality } heeft de beoordeling over { $year } definitief gemaakt. Die gaat over de overeenkomst “{ $contract }”. U leest er het oordeel en wat eruit volgt.

scenario-chosen =
    .subject = Scenario gekozen: { $scenario }
    .happened = { $municipality } heeft een scenario gekozen: “{ $scenario }”. Dit hoort bij de keuze “{ $choice }”. U leest er het besluit en de reden.
