//! Every address of the service.

use actix_web::{
    HttpRequest, HttpResponse, guard,
    http::StatusCode,
    middleware::{Compress, from_fn},
    web,
};

use super::{
    HttpState,
    answer::{NOT_FOUND, Problem},
    cors, envelope, files, graphiql, graphql, health,
    media::Media,
    socket,
};

/// Puts every route, with everything around it, into an actix application.
pub fn configure(config: &mut web::ServiceConfig, state: web::Data<HttpState>) {
    config.app_data(state).service(
        web::scope("")
            .wrap(Compress::default())
            .wrap(from_fn(envelope::around))
            .service(
                web::resource("/graphql")
                    .route(web::post().to(graphql::post))
                    .route(web::get().to(graphql::get))
                    .route(web::method(actix_web::http::Method::OPTIONS).to(cors::preflight))
                    .default_service(web::to(graphql::other_method)),
            )
            .service(web::resource("/graphql/ws").route(web::get().to(socket::open)).default_service(web::to(get_only)))
            .service(
                web::resource("/attachments")
                    .route(web::post().to(files::upload))
                    .route(web::method(actix_web::http::Method::OPTIONS).to(cors::preflight))
                    .default_service(web::to(post_only)),
            )
            .service(file("/attachments/{id}").route(web::to(files::attachment)))
            .service(file("/contracts/{id}/{file}").route(web::to(files::matrix)))
            .service(read_only("/healthz").route(web::to(health::alive)))
            .service(read_only("/readyz").route(web::to(health::ready)))
            .service(read_only("/.well-known/jwks.json").route(web::to(health::keys)))
            .service(read_only("/graphiql").route(web::to(graphiql::open)))
            .service(read_only("/graphiql/{file}").route(web::to(graphiql::file)))
            .default_service(web::to(not_found)),
    );
}

/// There is nothing here.
pub async fn not_found(request: HttpRequest) -> HttpResponse {
    Problem::new(StatusCode::NOT_FOUND, NOT_FOUND, "There is nothing at this address.")
        .answer(Media::Json, &envelope::request_id(&request))
}

async fn get_only(request: HttpRequest) -> HttpResponse {
    Problem::method("This address takes GET only.", "GET").answer(Media::Json, &envelope::request_id(&request))
}

async fn post_only(request: HttpRequest) -> HttpResponse {
    Problem::method("This address takes POST only.", "POST").answer(Media::Json, &envelope::request_id(&request))
}

/// A resource that pages of allowed origins may read with a token, so that browsers ask first.
fn file(path: &str) -> actix_web::Resource {
    let asked = web::method(actix_web::http::Method::OPTIONS).to(cors::preflight);
    let other = guard::Not(guard::Any(guard::Get()).or(guard::Head()));
    web::resource(path).route(asked).route(web::route().guard(other).to(get_only))
}

/// A resource that refuses everything but GET and HEAD.
fn read_only(path: &str) -> actix_web::Resource {
    let other = guard::Not(guard::Any(guard::Get()).or(guard::Head()));
    web::resource(path).route(web::route().guard(other).to(get_only))
}
