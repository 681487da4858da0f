//! Files to test against: one contract, one attachment, one matrix.

use async_trait::async_trait;
use futures_util::{StreamExt, stream};

use crate::{
    files::{Added, BrokenOff, Content, Download, Fetched, Files, Format, No, Refused, Sent, Wanted},
    graphql::context::Caller,
};

/// The largest file it takes, in bytes.
pub const LARGEST: usize = 1_000;

/// Holds `known.pdf` as attachment `a`, and takes files for contract `c`.
pub struct Cabinet;

fn refused(code: &str) -> No {
    No::Refused(vec![Refused { code: code.into(), message: "No.".into(), path: vec!["content".into()] }])
}

#[async_trait]
impl Files for Cabinet {
    fn largest(&self) -> usize {
        LARGEST
    }

    fn too_large(&self, _: &Caller) -> No {
        refused("FILE_TOO_LARGE")
    }

    async fn may_add(&self, _: &Caller, contract: &str) -> Result<(), No> {
        match contract {
            "c" => Ok(()),
            "read-only" => Err(No::Forbidden("Not your role.".into())),
            _ => Err(No::NotFound),
        }
    }

    async fn add(&self, _: &Caller, _: &str, Sent { name, content, .. }: Sent<'_>) -> Result<Added, No> {
        match name {
            "refused" => Err(refused("FILE_EMPTY")),
            "outage" => Err(No::Unavailable),
            _ => Ok(Added {
                id: "a".into(),
                name: name.into(),
                media_type: "text/plain".into(),
                size: content.len().try_into().unwrap(),
                sha256: "00".into(),
                added_at: "2020-01-01T00:00:00Z".into(),
                download_url: "/attachments/a".into(),
            }),
        }
    }

    async fn attachment(&self, _: &Caller, id: &str, known: &str) -> Result<Fetched, No> {
        let file = |content: &str| Download {
            name: "één \"map\".pdf".into(),
            media_type: "application/pdf",
            content: Content::Made(content.repeat(100).into_bytes()),
            tag: Some("c0ffee".into()),
        };
        match (id, known) {
            ("a", "\"c0ffee\"") => Ok(Fetched::Unchanged("c0ffee".into())),
            ("a", _) => Ok(Fetched::File(file("%PDF and more "))),
            ("kept", _) => {
                let parts = ["%PDF ", "in ", "parts"].map(|part| Ok(part.as_bytes().to_vec()));
                let content = Content::Kept { size: 13, parts: stream::iter(parts).boxed() };
                Ok(Fetched::File(Download { content, ..file("") }))
            }
            ("large", _) => {
                let parts = stream::repeat_with(|| Ok(vec![b'x'; 1 << 20])).take(64).boxed();
                Ok(Fetched::File(Download { content: Content::Kept { size: 64 << 20, parts }, ..file("") }))
            }
            ("large-made", _) => {
                Ok(Fetched::File(Download { content: Content::Made(vec![b'x'; 64 << 20]), ..file("") }))
            }
            ("changed", _) => {
                let parts = [Ok(b"%PDF ".to_vec()), Err(BrokenOff)];
                let content = Content::Kept { size: 13, parts: stream::iter(parts).boxed() };
                Ok(Fetched::File(Download { content, ..file("") }))
            }
            ("broken", _) => Err(No::Broken),
            _ => Err(No::NotFound),
        }
    }

    async fn matrix(&self, _: &Caller, contract: &str, format: Format, wanted: Wanted) -> Result<Download, No> {
        if contract != "c" {
            return Err(No::NotFound);
        }
        if wanted.as_of.as_deref() == Some("x") {
            return Err(No::Bad("expected a day, YYYY-MM-DD", "asOf"));
        }
        let content = Content::Made(format!("{format:?} {wanted:?}").into_bytes());
        Ok(Download { name: "m.csv".into(), media_type: "text/csv; charset=utf-8", content, tag: None })
    }
}
