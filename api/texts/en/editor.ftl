# Words of the page on which the schema can be tried out.

editor-title = ask away
editor-run = Run
editor-stop = Stop
editor-lay-out = Lay out
editor-sign-in = Sign in
editor-email = E-mail address
editor-password = Password
editor-request = Request
editor-document = Query, mutation or subscription
editor-hint = Ctrl+Enter runs, Ctrl+Space shows what may stand here. With several operations the one at the cursor counts.
editor-variables = Variables (JSON)
editor-headers = Headers (JSON); these are not kept anywhere
editor-answer = Answer
editor-schema = Schema
editor-search = Search the schema
editor-loading = Fetching the schema…
editor-no-schema = The schema cannot be shown.
editor-no-object = this is no object between braces
editor-no-script = This page needs JavaScript.
editor-path = Path in the schema
editor-types = All types
editor-fields = Fields
editor-values = Values
editor-implements = Is also
editor-possible = Can be
editor-deprecated = Deprecated:
editor-nothing = Nothing found.
editor-characters = characters
editor-stopped = Stopped.
editor-listening = Waiting for events…
editor-received = Received
editor-ended = No longer following.
editor-welcome = Welcome to Regiekring.
    Sign in with the button at the top right, write below what you want to know, and press Ctrl+Enter.
    The schema stands on the right; Ctrl+Space shows what may stand at the cursor.
