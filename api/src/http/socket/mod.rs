//! `GET /graphql/ws`: subscriptions (and any other operation) over the `graphql-transport-ws` protocol.
//!
//! One task per socket; when it ends, everything that ran on it is dropped. Start reading at [`open`], then
//! `conversation`, which holds the rules of the protocol; `message` is its spelling, `operations` what is running.

mod conversation;
mod holder;
mod message;
mod operations;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};

use self::conversation::Conversation;
use super::{
    HttpState,
    answer::{BAD_USER_INPUT, Problem},
    caller, cors, envelope,
    media::Media,
};

/// The only protocol spoken here.
const PROTOCOL: &str = "graphql-transport-ws";

/// Opens a socket.
pub async fn open(request: HttpRequest, payload: web::Payload, state: web::Data<HttpState>) -> HttpResponse {
    let request_id = envelope::request_id(&request);
    match upgrade(&request, payload, &state) {
        Ok(response) => response,
        Err(problem) => problem.answer(Media::Json, &request_id),
    }
}

fn upgrade(
    request: &HttpRequest,
    payload: web::Payload,
    state: &web::Data<HttpState>,
) -> Result<HttpResponse, Problem> {
    if !cors::socket_permitted(request.headers(), &state.allowed_origins) {
        return Err(Problem::new(StatusCode::FORBIDDEN, BAD_USER_INPUT, "Pages of this origin may not open a socket."));
    }
    let offered = request.headers().get_all(header::SEC_WEBSOCKET_PROTOCOL).filter_map(|value| value.to_str().ok());
    if !offered.flat_map(|value| value.split(',')).any(|protocol| protocol.trim() == PROTOCOL) {
        return Err(Problem::bad_request("Open a WebSocket here with the subprotocol graphql-transport-ws."));
    }
    let (response, session, stream) = actix_ws::handle_with_protocols(request, payload, &[PROTOCOL])
        .map_err(|_| Problem::bad_request("This is not a WebSocket handshake."))?;
    let largest = state.limits.body_bytes;
    let inbox = stream.max_frame_size(largest).aggregate_continuations().max_continuation_size(largest);
    let sender = caller::Sender::of(request, state);
    let conversation = Conversation::new(state.clone(), session, sender);
    actix_web::rt::spawn(conversation.run(inbox));
    Ok(response)
}
