//! The server around the routes.

use std::{io, net::TcpListener};

use actix_web::{App, HttpServer, dev::Server, web};

use super::{HttpState, configure};

/// Serves on a listener until [`super::Stopping::announce`] is called: then running requests finish, sockets close
/// with 1001, and the returned future ends. Signals of the operating system are the caller's to hear. Fails when the
/// listener cannot be used.
pub fn serve(listener: TcpListener, state: web::Data<HttpState>, workers: usize) -> io::Result<Server> {
    let limits = state.limits.clone();
    let stopping = state.stopping.clone();
    let server = HttpServer::new(move || {
        let state = state.clone();
        App::new().configure(move |config| configure(config, state))
    })
    .workers(workers.max(1))
    .client_request_timeout(limits.head_wait)
    .keep_alive(limits.keep_alive)
    .max_connections(limits.connections)
    .shutdown_timeout(limits.stop_seconds)
    .shutdown_signal(async move { stopping.announced().await })
    .listen(listener)?;
    Ok(server.run())
}
