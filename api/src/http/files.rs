//! `POST /attachments`, `GET /attachments/{id}` and `GET /contracts/{id}/matrix.csv` or `.xlsx`.
//!
//! Whoever sends a file is known, and may send it, before its content is read; what is given out is never shown within a
//! page and never run.

mod disposition;

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    body::SizedStream,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web::{self, Bytes, Payload},
};
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{
    HttpState, Limits, address,
    answer::{FORBIDDEN, NOT_FOUND, Problem},
    body, caller, envelope,
    media::Media,
    turns::{Full, Turn, Turns},
};
use crate::{
    files::{Added, Content, Download, Fetched, Format, No, Refused, Sent, Wanted},
    graphql::context::Caller,
};

/// The header with the key under which a file is added once.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The parameters of an upload.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Upload {
    contract: String,
    name: String,
}

/// The parameters of a matrix.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Matrix {
    municipality: Option<String>,
    as_of: Option<String>,
    lang: Option<String>,
}

#[derive(Serialize)]
struct Uploaded {
    attachment: Added,
}

/// Why a request about a file is not answered with one.
enum Refusal {
    Problem(Problem),
    Rules(StatusCode, Vec<Refused>),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<No> for Refusal {
    fn from(no: No) -> Self {
        Self::Problem(match no {
            No::Refused(reasons) => return Self::Rules(StatusCode::UNPROCESSABLE_ENTITY, reasons),
            No::NotSignedIn => Problem::unauthenticated("Sign in first.", "Bearer"),
            No::NotFound => Problem::new(StatusCode::NOT_FOUND, NOT_FOUND, "There is nothing at this address."),
            No::Forbidden(why) => Problem::new(StatusCode::FORBIDDEN, FORBIDDEN, why),
            No::Bad(expected, which) => Problem::bad_request(format!("{which}: {expected}")).at(which),
            No::TooExpensive(message, exceeded) => Problem::too_expensive(message, exceeded),
            No::TooOften(seconds) => Problem::too_often("Too many files. Try again later.", seconds),
            No::Busy => Problem::unavailable("It is very busy now. Try again later."),
            No::Unavailable => Problem::unavailable("Files cannot be kept or fetched right now."),
            No::Broken => Problem::internal(),
        })
    }
}

impl Refusal {
    fn answer(&self, request_id: &str) -> HttpResponse {
        match self {
            Self::Problem(problem) => problem.answer(Media::Json, request_id),
            Self::Rules(status, reasons) => {
                let mut response = HttpResponse::build(*status);
                if *status == StatusCode::PAYLOAD_TOO_LARGE {
                    // What is left of the body would be read as the next request.
                    response.force_close();
                }
                response.content_type(Media::Json.content_type()).body(json!({ "errors": reasons }).to_string())
            }
        }
    }
}

/// Adds the body to a contract as a file.
pub async fn upload(request: HttpRequest, mut payload: Payload, state: web::Data<HttpState>) -> HttpResponse {
    let request_id = envelope::request_id(&request);
    match take(&request, &mut payload, &state, &request_id).await {
        Ok(attachment) => HttpResponse::Created()
            .insert_header((header::LOCATION, attachment.download_url.clone()))
            .json(Uploaded { attachment }),
        Err(refusal) => body::refuse_unread(refusal.answer(&request_id), payload),
    }
}

async fn take(
    request: &HttpRequest,
    payload: &mut Payload,
    state: &HttpState,
    request_id: &str,
) -> Result<Added, Refusal> {
    let Upload { contract, name } = parameters(request)?;
    let encoding = request.headers().get(header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        let message = "The body may not be compressed.";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, super::answer::BAD_USER_INPUT, message).into());
    }
    let caller = identify(request, state, request_id).await?;
    state.files.may_add(&caller, &contract).await?;
    let _turn = turn(&state.uploads, &caller)?;
    let Limits { upload_wait: wait, body_pause: pause, .. } = state.limits;
    let allowance = body::Allowance { bytes: state.files.largest(), wait, pause };
    let content = body::read(request, payload, &allowance).await.map_err(|problem| {
        match (problem.status, state.files.too_large(&caller)) {
            (StatusCode::PAYLOAD_TOO_LARGE, No::Refused(reasons)) => {
                Refusal::Rules(StatusCode::PAYLOAD_TOO_LARGE, reasons)
            }
            _ => problem.into(),
        }
    })?;
    let key = key(request)?;
    Ok(state.files.add(&caller, &contract, Sent { name: &name, content: content.into(), key }).await?)
}

/// The key under which the file is to be added once, if it came with one.
fn key(request: &HttpRequest) -> Result<Option<&str>, Problem> {
    let unclear = || Problem::bad_request("Idempotency-Key: one, of visible ASCII characters.").at("idempotencyKey");
    let mut values = request.headers().get_all(IDEMPOTENCY_KEY);
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| unclear()),
        (Some(_), Some(_)) => Err(unclear()),
    }
}

/// Gives an attachment out.
pub async fn attachment(request: HttpRequest, state: web::Data<HttpState>) -> HttpResponse {
    let request_id = envelope::request_id(&request);
    let fetched = async {
        let caller = identify(&request, &state, &request_id).await?;
        let turn = turn(&state.downloads, &caller)?;
        let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let id = request.match_info().query("id");
        Ok::<_, Refusal>((state.files.attachment(&caller, id, known.unwrap_or_default()).await?, turn))
    };
    match fetched.await {
        Ok((Fetched::Unchanged(tag), _)) => {
            let mut response = HttpResponse::NotModified();
            response.insert_header((header::ETAG, format!("\"{tag}\"")));
            response.insert_header((header::CACHE_CONTROL, OWN_CACHE)).finish()
        }
        Ok((Fetched::File(file), turn)) => give(file, turn),
        Err(refusal) => refusal.answer(&request_id),
    }
}

/// Gives the matrix of a contract out.
pub async fn matrix(request: HttpRequest, state: web::Data<HttpState>) -> HttpResponse {
    let request_id = envelope::request_id(&request);
    let format = match request.match_info().query("file") {
        "matrix.csv" => Format::Csv,
        "matrix.xlsx" => Format::Xlsx,
        _ => return Refusal::from(No::NotFound).answer(&request_id),
    };
    let made = async {
        let Matrix { municipality, as_of, lang: language } = parameters(&request)?;
        let caller = identify(&request, &state, &request_id).await?;
        let turn = turn(&state.downloads, &caller)?;
        let wanted = Wanted { municipality, as_of, language };
        let contract = request.match_info().query("id");
        Ok::<_, Refusal>((state.files.matrix(&caller, contract, format, wanted).await?, turn))
    };
    match made.await {
        Ok((file, turn)) => give(file, turn),
        Err(refusal) => refusal.answer(&request_id),
    }
}

/// The browser may keep it, and asks each time whether the person may still have it.
const OWN_CACHE: &str = "private, no-cache";

/// The answer with the file in it; the turn lasts until the last byte is on its way or the reader is gone.
fn give(file: Download, turn: Turn) -> HttpResponse {
    let Download { name, media_type, content, tag } = file;
    let mut response = HttpResponse::Ok();
    response
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, disposition::attachment(&name)))
        // Were it opened within a page after all, nothing in it could run or ask for anything.
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // The bytes are those of the checksum: not compressed on the way.
        .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static("identity")));
    if let Some(tag) = tag {
        response.insert_header((header::ETAG, format!("\"{tag}\"")));
        response.insert_header((header::CACHE_CONTROL, OWN_CACHE));
    }
    let (size, parts) = match content {
        Content::Made(content) => {
            (u64::try_from(content.len()).unwrap_or(u64::MAX), stream::iter([Ok(content)]).boxed())
        }
        Content::Kept { size, parts } => (size, parts),
    };
    let parts = parts.map(move |part| {
        let _held = &turn;
        part.map(Bytes::from)
    });
    response.body(SizedStream::new(size, parts))
}

/// A turn for the caller to send or fetch a file.
fn turn(turns: &Arc<Turns>, caller: &Caller) -> Result<Turn, Refusal> {
    let person = caller.viewer.as_ref().ok_or(No::NotSignedIn)?.person.0;
    turns.take(person).map_err(|full| match full {
        Full::Person => Problem::too_many("You are sending or fetching too many files at once.").into(),
        Full::All => Problem::unavailable("Too many files are on their way right now.").into(),
    })
}

fn parameters<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, Problem> {
    let found = address::parameters(request.query_string())?;
    let members: Map<String, Value> = found.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
    serde_json::from_value(Value::Object(members))
        .map_err(|error| Problem::bad_request(format!("The parameters in the address cannot be understood: {error}.")))
}

/// The signed-in caller.
async fn identify(request: &HttpRequest, state: &HttpState, request_id: &str) -> Result<Caller, Refusal> {
    let caller = caller::identify(request, state, request_id).await?;
    if caller.viewer.is_none() { Err(No::NotSignedIn.into()) } else { Ok(caller) }
}
