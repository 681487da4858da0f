//! The schema put together, with its limits, behind the one door.

use std::sync::Arc;

use async_graphql::{Request, Response, Schema, SchemaBuilder, ServerError, Value};
use async_trait::async_trait;
use futures_util::{StreamExt, stream::BoxStream};

use super::{
    api::Api,
    context::{Caller, RequestContext},
    cost::{Counting, OperationName},
    errors::too_expensive,
    mutation::Mutation,
    query::Query,
    renewal::Renewing,
    subscription::Subscription,
    types::{node::Node, party::Party},
};
use crate::{
    budget::{Account, Accounts, Exceeded, Together, watch},
    commands::Services,
    texts::Texts,
};

/// The most that one request may ask for, in fields as written.
const COMPLEXITY: usize = 2_000;
/// The deepest chain of fields and fragments, against doubling. The standard question about the schema needs 17; how
/// deep fields may nest is for `cost` to say.
const RECURSION: usize = 18;
/// The most directives on one field.
const DIRECTIVES: usize = 4;

fn builder() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(Query::default(), Mutation::default(), Subscription)
        .register_output_type::<Node>()
        .register_output_type::<Party>()
        .extension(Renewing)
        .limit_complexity(COMPLEXITY)
        .limit_recursive_depth(RECURSION)
        .limit_directives(DIRECTIVES)
        .disable_suggestions()
        .extension(Counting)
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

/// Answers requests: every request gets a context and an account of its own.
pub struct SchemaApi {
    schema: Schema<Query, Mutation, Subscription>,
    services: Arc<Services>,
    texts: Arc<Texts>,
    accounts: Accounts,
}

impl SchemaApi {
    /// The schema over the acts and the texts; `accounts` says what a request may cost.
    pub fn new(services: Arc<Services>, texts: Arc<Texts>, accounts: Accounts) -> Self {
        Self { schema: builder().finish(), services, texts, accounts }
    }

    fn prepare(&self, request: Request, caller: Caller, account: Arc<Account>) -> Request {
        let name = OperationName(request.operation_name.clone());
        let context = RequestContext::new(&self.services, Arc::clone(&self.texts), caller, account);
        request.data(context).data(name)
    }

    /// How the end of a request over its budget is told.
    fn teller(&self, caller: &Caller, account: &Arc<Account>) -> impl Fn(Exceeded) -> Response + Send + 'static {
        let (texts, account) = (Arc::clone(&self.texts), Arc::clone(account));
        let (locale, request_id) = (caller.locale, caller.request_id.clone());
        move |exceeded| {
            let acts_done = account.acts_done();
            tracing::info!(request_id, counted = exceeded.counted.name(), limit = exceeded.limit, "over the budget");
            Response::from_errors(vec![too_expensive(&texts, locale, exceeded, acts_done)])
        }
    }
}

#[async_trait]
impl Api for SchemaApi {
    async fn execute(&self, request: Request, caller: Caller) -> Response {
        let account = self.accounts.open(None);
        let tell = self.teller(&caller, &account);
        let request = self.prepare(request, caller, Arc::clone(&account));
        watch::to_the_end(&account, self.schema.execute(request)).await.map_or_else(tell, coded)
    }

    fn stream(&self, request: Request, caller: Caller, together: Arc<Together>) -> BoxStream<'static, Response> {
        let account = self.accounts.open(Some(together));
        let tell = self.teller(&caller, &account);
        let request = self.prepare(request, caller, Arc::clone(&account));
        let answers = watch::each(account, self.schema.execute_stream(request));
        answers.map(move |answer| answer.map_or_else(&tell, coded)).boxed()
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
