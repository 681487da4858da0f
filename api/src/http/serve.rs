//! The server around the routes.

use std::{any::Any, io, net::TcpListener, time::Duration};

use actix_web::{App, HttpServer, dev::Server, rt::net::TcpStream, web};
#[cfg(target_os = "linux")]
use socket2::SockRef;

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
    .on_connect(move |connection, _| give_up_after(limits.untaken, connection))
    .shutdown_timeout(limits.stop_seconds)
    .shutdown_signal(async move { stopping.announced().await })
    .listen(listener)?;
    Ok(server.run())
}

/// Has the system end a connection whose client leaves what was sent to it untaken for so long (RFC 5482): while the
/// client takes nothing, nothing of ours is asked again, so that nothing of ours could end it. Linux alone can.
fn give_up_after(untaken: Duration, connection: &dyn Any) {
    let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
    #[cfg(target_os = "linux")]
    if let Err(error) = SockRef::from(stream).set_tcp_user_timeout(Some(untaken)) {
        tracing::debug!(%error, "a connection is kept without a limit on what lies untaken");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (stream, untaken);
}
