//! Counts what a request costs while it is resolved, on the account of that request.

mod bytes;
mod typenames;
mod weigh;

use std::{
    future::pending,
    sync::{Arc, OnceLock},
};

use async_graphql::{
    Response, ServerResult, Value, Variables,
    extensions::{
        Extension, ExtensionContext, ExtensionFactory, NextExecute, NextParseQuery, NextResolve, ResolveInfo,
    },
    parser::types::{ExecutableDocument, Field},
};
use async_trait::async_trait;

pub use self::weigh::{Refused, TextTooLong};
use self::{typenames::Typenames, weigh::weigh};
use super::{context::RequestContext, errors};
use crate::budget::{Account, Counted};

/// The name of the operation that the client wants run, as request data.
pub struct OperationName(pub Option<String>);

/// Has every request counted.
pub struct Counting;

impl ExtensionFactory for Counting {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Counter::default())
    }
}

/// Counts one request.
#[derive(Default)]
struct Counter {
    typenames: OnceLock<Typenames>,
}

#[async_trait]
impl Extension for Counter {
    /// Weighs what was written as soon as it can be read.
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(ctx, query, variables).await?;
        let request = ctx.data_unchecked::<RequestContext>();
        let name = ctx.data_unchecked::<OperationName>().0.as_deref();
        weigh(&ctx.schema_env.registry, &document, variables, name, request.account.limits())
            .map_err(|refused| errors::refused_unrun(request, refused))?;
        let _ = self.typenames.set(Typenames::of(&document));
        Ok(document)
    }

    /// Makes one answer: the only one of a query or mutation, one of many for a subscription.
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        let account = &ctx.data_unchecked::<RequestContext>().account;
        account.begin_answer();
        // The answer itself is an object too; going over by that alone shows with the first field.
        let _ = account.spend(Counted::AnswerBytes, 1);
        let Ok(response) = tokio::time::timeout(account.patience(), next.run(ctx, operation_name)).await else {
            account.run_out_of_time();
            return pending().await;
        };
        account.settle();
        response
    }

    /// Resolves one field, or one item of a list. What costs too much stands still here; the end is made above.
    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let account = &ctx.data_unchecked::<RequestContext>().account;
        let introspects = info.is_for_introspection || info.name.starts_with("__");
        let counted = if introspects { Counted::IntrospectionFields } else { Counted::Fields };
        if account.field(counted).await.is_err() {
            return pending().await;
        }
        let (field, key) = (info.field, bytes::key(&info.path_node.segment));
        let kind = info.return_type.to_owned();
        let value = next.run(ctx, info).await?;
        let spent = self.spend_on(account, counted, (field, key, &kind), value.as_ref());
        if spent { Ok(value) } else { pending().await }
    }
}

impl Counter {
    /// Spends the bytes of what was resolved, and the names of types in it, which the library resolves without a word.
    fn spend_on(
        &self,
        account: &Account,
        counted: Counted,
        (field, key, kind): (&Field, u64, &str),
        value: Option<&Value>,
    ) -> bool {
        let (names, of_names) = match (value, self.typenames.get()) {
            (Some(Value::Object(_)), Some(typenames)) => typenames.within(&field.selection_set.node, kind),
            _ => (0, 0),
        };
        let leaf = field.selection_set.node.items.is_empty();
        let size = key + of_names + value.map_or(bytes::NULL, |value| bytes::of(value, leaf));
        (names == 0 || account.spend(counted, names).is_ok()) && account.spend(Counted::AnswerBytes, size).is_ok()
    }
}
