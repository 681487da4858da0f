//! The schema put together, with its limits, behind the one door.

use std::sync::Arc;

use async_graphql::{Request, Response, Schema, SchemaBuilder, ServerError, Value};
use async_trait::async_trait;
use futures_util::{StreamExt, stream::BoxStream};

use super::{
    api::Api,
    context::{Caller, RequestContext},
    mutation::Mutation,
    query::Query,
    renewal::Renewing,
    subscription::Subscription,
    types::{node::Node, party::Party},
};
use crate::{commands::Services, texts::Texts};

/// The deepest nesting of fields. The dashboard of a contract needs eight.
const DEPTH: usize = 14;
/// The most that one request may ask for, in fields.
const COMPLEXITY: usize = 2_000;
/// The deepest chain of fragments and directives, against doubling.
const RECURSION: usize = 16;
/// The most directives on one field.
const DIRECTIVES: usize = 4;

fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription)
        .register_output_type::<Node>()
        .register_output_type::<Party>()
        .extension(Renewing)
        .limit_depth(DEPTH)
        .limit_complexity(COMPLEXITY)
        .limit_recursive_depth(RECURSION)
        .limit_directives(DIRECTIVES)
        .disable_suggestions()
}

/// The schema in its own language, sorted, as committed in `schema.graphql`.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by();
    builder().finish().sdl_with_options(options)
}

/// Answers requests: every request gets a context of its own.
pub struct SchemaApi {
    schema: Schema<Query, Mutation, Subscription>,
    services: Arc<Services>,
    texts: Arc<Texts>,
}

impl SchemaApi {
    /// The schema over the acts and the texts.
    pub fn new(services: Arc<Services>, texts: Arc<Texts>) -> Self {
        Self { schema: builder().finish(), services, texts }
    }

    fn prepare(&self, request: Request, caller: Caller) -> Request {
        request.data(RequestContext::new(self.services.clone(), self.texts.clone(), caller))
    }
}

#[async_trait]
impl Api for SchemaApi {
    async fn execute(&self, request: Request, caller: Caller) -> Response {
        coded(self.schema.execute(self.prepare(request, caller)).await)
    }

    fn stream(&self, request: Request, caller: Caller) -> BoxStream<'static, Response> {
        self.schema.execute_stream(self.prepare(request, caller)).map(coded).boxed()
    }
}

/// Gives every error a code: those the acts and reads raise have one; what is left is the client's doing.
fn coded(mut response: Response) -> Response {
    for error in &mut response.errors {
        if !has_code(error) {
            error.extensions.get_or_insert_default().set("code", "BAD_USER_INPUT");
        }
    }
    response
}

fn has_code(error: &ServerError) -> bool {
    error.extensions.as_ref().and_then(|extensions| extensions.get("code")).is_some_and(|code| *code != Value::Null)
}
