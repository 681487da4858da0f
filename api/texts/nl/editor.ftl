# Woorden van de pagina waarop het schema kan worden uitgeprobeerd.

editor-title = vragen stellen
editor-run = Uitvoeren
editor-stop = Stoppen
editor-lay-out = Netjes zetten
editor-sign-in = Inloggen
editor-email = E-mailadres
editor-password = Wachtwoord
editor-request = Vraag
editor-document = Vraag of opdracht
editor-hint = Ctrl+Enter voert uit, Ctrl+spatie laat zien wat hier kan staan. Bij meer vragen telt die waar de cursor staat.
editor-variables = Variabelen (JSON)
editor-headers = Headers (JSON); deze worden nergens bewaard
editor-answer = Antwoord
editor-schema = Schema
editor-search = Zoek in het schema
editor-loading = Het schema wordt opgehaald…
editor-no-schema = Het schema kan niet worden getoond.
editor-no-object = dit is geen object tussen accolades
editor-no-script = Deze pagina heeft JavaScript nodig.
editor-path = Pad in het schema
editor-types = Alle typen
editor-fields = Velden
editor-values = Waarden
editor-implements = Is ook een
editor-possible = Kan zijn
editor-deprecated = Verouderd:
editor-nothing = Niets gevonden.
editor-characters = tekens
editor-stopped = Gestopt.
editor-listening = Wacht op gebeurtenissen…
editor-received = Ontvangen
editor-ended = Het volgen is gestopt.
editor-welcome = Welkom bij Regiekring.
    Log in met de knop rechtsboven, schrijf hieronder wat u wilt weten en druk op Ctrl+Enter.
    Het schema staat rechts; met Ctrl+spatie ziet u wat er kan staan.
