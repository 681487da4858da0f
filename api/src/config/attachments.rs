//! What may be attached to contracts, and where its content is kept.

use super::{PublicUrl, Secret, reading::Reader, values::is_loopback};

/// The largest limit that can be set, in bytes (50 MiB): an attachment passes through memory as a whole.
pub const MOST_ATTACHMENT_BYTES: usize = 50 << 20;
/// The same, as settings count.
const MOST: i64 = 50 << 20;

/// What may be attached to contracts, and where its content is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachments {
    /// The largest attachment, in bytes.
    pub max_bytes: usize,
    /// Where content is kept.
    pub store: ContentStore,
}

/// Where the content of attachments is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentStore {
    /// Beside everything else.
    Database,
    /// In a store on the network.
    S3(S3),
}

/// A bucket in a store that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3 {
    /// The address of the store.
    pub endpoint: PublicUrl,
    /// The bucket.
    pub bucket: String,
    /// The region that signatures name.
    pub region: String,
    /// Who the service is to the store.
    pub access_key_id: String,
    /// The secret that goes with it.
    pub secret_access_key: Secret,
    /// Whether the bucket stands in the path of an address rather than in its host.
    pub path_style: bool,
}

enum Store {
    Database,
    S3,
}

/// Reads the settings of attachments.
pub(super) fn read(reader: &mut Reader, default: Attachments) -> Attachments {
    let max_bytes = reader.number("attachments.max_bytes", 1024..=MOST).unwrap_or(default.max_bytes);
    // All settings are read with either store, so that a wrong one is not kept for the day the store changes.
    let endpoint = reader.text("attachments.endpoint", PublicUrl::parse);
    let bucket = reader.text("attachments.bucket", bucket);
    let region = reader.text("attachments.region", word).unwrap_or_else(|| "us-east-1".to_owned());
    let access_key_id = reader.text("attachments.access_key_id", word);
    let secret = reader.text("attachments.secret_access_key", |text| word(text).map(Secret::new));
    let path_style = reader.switch("attachments.path_style").unwrap_or(true);
    let store = match reader.text("attachments.store", store) {
        None | Some(Store::Database) => default.store,
        Some(Store::S3) => {
            let needed = ["endpoint", "bucket", "access_key_id", "secret_access_key"];
            for name in needed.map(|name| format!("attachments.{name}")) {
                if !reader.is_set(&name) {
                    reader.refuse(&name, "store s3 needs it");
                }
            }
            ContentStore::S3(S3 {
                endpoint: endpoint.unwrap_or_else(PublicUrl::local),
                bucket: bucket.unwrap_or_default(),
                region,
                access_key_id: access_key_id.unwrap_or_default(),
                secret_access_key: secret.unwrap_or_else(|| Secret::new(String::new())),
                path_style,
            })
        }
    };
    Attachments { max_bytes, store }
}

/// Refuses a store to which contracts would travel unprotected.
pub(super) fn check(attachments: &Attachments, reader: &mut Reader) {
    if let ContentStore::S3(s3) = &attachments.store
        && !s3.endpoint.is_https()
        && !s3.endpoint.as_str().split_once("://").is_some_and(|(_, rest)| is_loopback(host(rest)))
    {
        reader.refuse("attachments.endpoint", "production needs an https address, or the machine itself");
    }
}

/// Each setting's name and value.
pub(super) fn lines(attachments: &Attachments) -> [(&'static str, String); 8] {
    let Attachments { max_bytes, store } = attachments;
    let (name, s3) = match store {
        ContentStore::Database => ("database", None),
        ContentStore::S3(s3) => ("s3", Some(s3)),
    };
    let told = |value: fn(&S3) -> String| s3.map(value).unwrap_or_default();
    [
        ("attachments.max_bytes", max_bytes.to_string()),
        ("attachments.store", name.to_owned()),
        ("attachments.endpoint", told(|s3| s3.endpoint.as_str().to_owned())),
        ("attachments.bucket", told(|s3| s3.bucket.clone())),
        ("attachments.region", told(|s3| s3.region.clone())),
        ("attachments.access_key_id", told(|s3| s3.access_key_id.clone())),
        ("attachments.secret_access_key", told(|s3| s3.secret_access_key.to_string())),
        ("attachments.path_style", told(|s3| s3.path_style.to_string())),
    ]
}

/// The host at the start of what follows the scheme.
fn host(rest: &str) -> &str {
    let authority = rest.split('/').next().unwrap_or_default();
    match authority.strip_prefix('[') {
        Some(inside) => inside.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}

fn store(text: &str) -> Option<Store> {
    match text {
        "database" => Some(Store::Database),
        "s3" => Some(Store::S3),
        _ => None,
    }
}

/// A name that can stand in a host or a path: 3 to 63 small letters, digits, hyphens and dots.
fn bucket(text: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    ((3..=63).contains(&text.len()) && text.chars().all(fits)).then(|| text.to_owned())
}

fn word(text: &str) -> Option<String> {
    (!text.is_empty() && text.chars().all(|c| c.is_ascii_graphic())).then(|| text.to_owned())
}
