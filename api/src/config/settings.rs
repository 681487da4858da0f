//! The table of settings: names, expected values, defaults and meanings.

/// One setting, as documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the file: section, dot, key.
    pub name: &'static str,
    /// What may be written there.
    pub expected: &'static str,
    /// What holds when nothing is written.
    pub default: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

impl Setting {
    /// The variable that sets it: `mail.host` is set by `REGIEKRING_MAIL__HOST`.
    pub fn environment(&self) -> String {
        format!("{PREFIX}{}", self.name.to_ascii_uppercase().replace('.', "__"))
    }

    /// The setting called `name`, if there is one.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

/// How the names of all variables of the service begin.
pub(super) const PREFIX: &str = "REGIEKRING_";
/// The variable that names the settings file; not a setting itself.
pub(super) const FILE_VARIABLE: &str = "REGIEKRING_CONFIG";

const fn setting(name: &'static str, expected: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { name, expected, default, meaning }
}

/// Every setting, in the order of the file.
pub const SETTINGS: &[Setting] = &[
    setting(
        "profile",
        "development or production",
        "development",
        "production refuses to start on anything unsafe and never makes a key by itself",
    ),
    setting("listen", "an address and port", "127.0.0.1:8080", "where the service listens"),
    setting(
        "public_url",
        "an http or https address without query",
        "http://127.0.0.1:8080",
        "where people find the service: links in mail, issuer of tokens; https in production",
    ),
    setting(
        "database.url",
        "sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME",
        "sqlite://data/regiekring.db?mode=rwc",
        "where the data is kept; in production PostgreSQL, on another machine with sslmode=verify-full or verify-ca \
         (and sslrootcert=FILE for an authority of your own)",
    ),
    setting("database.max_connections", "a whole number from 1 to 200", "8", "the most connections held open"),
    setting(
        "attachments.max_bytes",
        "a whole number from 1024 to 52428800",
        "10485760",
        "largest attachment of a contract",
    ),
    setting(
        "attachments.store",
        "database or s3",
        "database",
        "where the content of attachments is kept; whoever changes it moves what is there",
    ),
    setting(
        "attachments.endpoint",
        "an http or https address without query",
        "",
        "address of the store; needed by store s3, https in production unless on the machine itself",
    ),
    setting("attachments.bucket", "3 to 63 small letters, digits, - and .", "", "bucket; needed by store s3"),
    setting("attachments.region", "a word", "", "region that signatures name; us-east-1 with store s3 when not set"),
    setting("attachments.access_key_id", "a word", "", "name of the service at the store; needed by store s3"),
    setting(
        "attachments.secret_access_key",
        "a word",
        "",
        "secret that goes with attachments.access_key_id; never shown",
    ),
    setting(
        "attachments.path_style",
        "true or false",
        "",
        "whether the bucket stands in the path of an address, not in its host; true with store s3 when not set",
    ),
    setting(
        "keys.file",
        "a path",
        "data/signing-key.pem",
        "private Ed25519 key (PKCS#8 PEM) that signs access tokens; made on first start in development, never in production",
    ),
    setting(
        "keys.retired",
        "a list of paths, in a variable separated by commas",
        "",
        "Ed25519 keys (private or public PEM) that verify but do not sign: of before a rotation, or for the next",
    ),
    setting(
        "audit.key_file",
        "a path",
        "data/audit-key",
        "key (64 hexadecimal digits) of the audit trail; made on first start in development, never in production",
    ),
    setting(
        "audit.retired_keys",
        "a list of paths, in a variable separated by commas",
        "",
        "keys of the audit trail of before a rotation; kept for good, or what they sealed cannot be verified",
    ),
    setting(
        "audit.anchor_file",
        "a path",
        "",
        "file outside the database to which the hash of each checkpoint of the audit trail is added",
    ),
    setting(
        "audit.checkpoint_seconds",
        "a whole number from 1 to 3600",
        "60",
        "pause between two checkpoints of the audit trail",
    ),
    setting(
        "audit.security_days",
        "a whole number from 1 to 3650",
        "180",
        "how many days security events (signing in, refusals, exports) are kept",
    ),
    setting("tokens.access_minutes", "a whole number from 1 to 60", "10", "life of an access token"),
    setting("tokens.refresh_days", "a whole number from 1 to 90", "30", "life of a refresh token"),
    setting(
        "tokens.kept_days",
        "a whole number from 1 to 3650",
        "30",
        "how many days sessions and links from mail are kept after their end",
    ),
    setting("tokens.audience", "a text that is not empty", "regiekring", "audience written in and demanded of tokens"),
    setting("mail.mode", "files, smtp or memory", "files", "where mail goes; smtp in production"),
    setting("mail.folder", "a path", "data/mail", "where mode files writes one file per message"),
    setting(
        "mail.from",
        "an address or NAME <ADDRESS>",
        "Regiekring <regiekring@localhost>",
        "sender of every message",
    ),
    setting("mail.host", "a host name or address", "", "mail server; needed by mode smtp"),
    setting(
        "mail.port",
        "a whole number from 1 to 65535",
        "",
        "port of the mail server; when not set 587 for starttls, 465 for implicit, 25 for none",
    ),
    setting(
        "mail.tls",
        "none, starttls or implicit",
        "starttls",
        "protection of the connection to the mail server; none in production only on the machine itself",
    ),
    setting("mail.username", "a text that is not empty", "", "name of the service at the mail server, if it asks one"),
    setting("mail.password", "a text that is not empty", "", "password that goes with mail.username; never shown"),
    setting(
        "mail.trusted_certificates",
        "a path to a PEM file",
        "",
        "certificates to trust at the mail server besides the public ones, such as those of a town's own authority",
    ),
    setting("mail.poll_seconds", "a whole number from 1 to 3600", "5", "pause between two looks at the outbox"),
    setting("http.workers", "a whole number from 0 to 512", "0", "worker threads; 0 is one per core"),
    setting("http.graphiql", "true or false", "true", "serve the query editor; false in production unless set"),
    setting(
        "http.allowed_origins",
        "a list of origins such as https://host:port, in a variable separated by commas",
        "",
        "sites whose pages may call the service from a browser",
    ),
    setting(
        "http.loopback_origins",
        "true or false",
        "false",
        "let pages on this same machine (localhost, any port) call the service; always in the demo, never in production",
    ),
    setting(
        "http.trusted_proxies",
        "a list of addresses or networks such as 10.0.0.0/8, in a variable separated by commas",
        "",
        "proxies before the service; only from them Forwarded or X-Forwarded-For is read (where both come and differ: \
         neither), and each must write one of the two itself; else all clients have the address of the proxy",
    ),
    setting("http.body_limit_bytes", "a whole number from 1024 to 16777216", "262144", "largest request body"),
    setting(
        "budget.fields",
        "a whole number from 1 to 10000000",
        "30000",
        "fields and items of lists that one request resolves; operations at once on one socket together",
    ),
    setting("budget.introspection", "true or false", "true", "answer questions about the schema itself"),
    setting(
        "budget.introspection_fields",
        "a whole number from 1 to 10000000",
        "60000",
        "the same as budget.fields, for questions about the schema itself",
    ),
    setting(
        "budget.statements",
        "a whole number from 1 to 1000000",
        "200",
        "statements that one request sends to the database",
    ),
    setting("budget.answer_bytes", "a whole number from 1 to 1073741824", "2097152", "largest answer to one request"),
    setting("budget.seconds", "a whole number from 1 to 300", "20", "how long one answer may take"),
    setting(
        "budget.price",
        "a whole number from 1 to 100000000",
        "60000",
        "fields that the pages asked for could hold, reckoned before anything runs",
    ),
    setting("budget.acts", "a whole number from 1 to 100", "10", "acts (root fields) in one mutation"),
    setting("budget.list_items", "a whole number from 1 to 100000", "5000", "items in one list of the input"),
    setting(
        "budget.large_answers",
        "a whole number from 1 to 1000",
        "3",
        "answers of more than 2000 fields made at once; others wait, within their time",
    ),
    setting(
        "sign_in.free_tries",
        "a whole number from 1 to 1000000",
        "10",
        "wrong passwords for an account from a client address before that address has to wait for it, from 5 seconds \
         to 15 minutes; for all accounts together an address has ten times as many a minute",
    ),
    setting(
        "figures.smallest_group",
        "a whole number from 5 to 1000",
        "10",
        "a group under this many people is small: only the contractor and the client's own staff read it, and no figure \
         with which others could reckon it; raising it takes back nothing that was read before",
    ),
    setting("log.format", "json or text", "text", "lines for machines or for people; json in production unless set"),
    setting("log.filter", "a filter such as info,api=debug", "info", "which events are logged"),
];

/// The table as text: name and variable on one line, meaning, values and default below it.
pub(super) fn documentation() -> String {
    let head = format!(
        "Settings stand in a TOML file (--config FILE or {FILE_VARIABLE}) and in environment variables, which win.\n\
         A variable that is empty counts as not set.\n"
    );
    SETTINGS.iter().fold(head, |text, setting| {
        let default = if setting.default.is_empty() { "not set" } else { setting.default };
        format!(
            "{text}\n{}  ({})\n    {}\n    value: {}; default: {default}\n",
            setting.name,
            setting.environment(),
            setting.meaning,
            setting.expected,
        )
    })
}
