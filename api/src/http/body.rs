//! Reads a body, but not too much and not too long.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use actix_web::{
    HttpRequest, HttpResponse,
    body::{BodySize, BoxBody, MessageBody},
    http::{StatusCode, header},
    web::{Bytes, BytesMut, Payload},
};
use futures_util::StreamExt;

use super::answer::{BAD_USER_INPUT, Problem};

/// How much a body may be, and how long it may take.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    /// The most bytes.
    pub bytes: usize,
    /// The longest wait for all of them.
    pub wait: Duration,
    /// The longest wait for the next of them.
    pub pause: Duration,
}

/// The whole body. Stops reading at the first byte too many and at the end of the time.
pub async fn read(request: &HttpRequest, payload: &mut Payload, allowance: &Allowance) -> Result<BytesMut, Problem> {
    let too_large = || {
        let message = format!("The body may be {} bytes at most.", allowance.bytes);
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, BAD_USER_INPUT, message)
    };
    let too_slow = || Problem::new(StatusCode::REQUEST_TIMEOUT, BAD_USER_INPUT, "The body took too long to arrive.");
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if announced.and_then(|text| text.parse::<u64>().ok()).is_some_and(|length| {
        usize::try_from(length).is_ok_and(|length| length > allowance.bytes) || usize::try_from(length).is_err()
    }) {
        return Err(too_large());
    }
    let reading = async {
        let mut body = BytesMut::new();
        while let Some(chunk) = tokio::time::timeout(allowance.pause, payload.next()).await.map_err(|_| too_slow())? {
            let chunk = chunk.map_err(|_| Problem::bad_request("The body broke off."))?;
            if body.len() + chunk.len() > allowance.bytes {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    };
    tokio::time::timeout(allowance.wait, reading).await.unwrap_or_else(|_| Err(too_slow()))
}

/// Keeps the unread rest of a request's body until the refusal is written. The server then closes the connection; had
/// the rest been dropped, it would read on to the end of a body that may have none.
pub fn refuse_unread(response: HttpResponse, rest: Payload) -> HttpResponse {
    response.map_body(|_, body| BoxBody::new(Refusal { body, _rest: rest }))
}

struct Refusal {
    body: BoxBody,
    _rest: Payload,
}

impl MessageBody for Refusal {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
