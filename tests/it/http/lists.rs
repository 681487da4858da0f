//! No list of the input is without an end of its own, whatever the service as a whole allows.

use serde_json::{Value, json};
use tests::TestApp;

use super::malformed::places;
use super::siege::asked;
use crate::introspection::{Introspection, list, name};

/// One more than the longest list that any field takes.
const TOO_MANY: usize = 5_001;

#[tokio::test]
async fn every_list_of_the_input_has_a_most() {
    let app = TestApp::with(|config| {
        config.http.body_limit_bytes = 16 << 20;
        config.budget.list_items = 100_000;
    })
    .await;
    let stranger = app.stranger();
    let schema = Introspection::of(&stranger).await;
    let before = app.snapshot().await;
    let (mut lists, mut endless) = (0, Vec::new());
    for (operation, root) in [("query", "Query"), ("mutation", "Mutation")] {
        for field in schema.fields(root).iter().filter(|it| !list(&it["args"]).is_empty()) {
            let asked = asked(&schema, operation, field, &Value::Null);
            for place in places(&asked.variables) {
                let mut variables = asked.variables.clone();
                let Some(Value::Array(items)) = variables.pointer_mut(&place) else { continue };
                *items = vec![items[0].clone(); TOO_MANY];
                lists += 1;
                let answer = stranger.run(&asked.document, variables).await;
                let error = &answer.body["errors"][0];
                let told = error["message"].as_str().unwrap_or_default();
                if !told.contains("must be less than or equal to") {
                    endless.push(format!("{}{place}: {told}", name(field)));
                }
                assert_eq!(error["extensions"]["code"], json!("BAD_USER_INPUT"), "{}{place}", name(field));
            }
        }
    }
    assert!(endless.is_empty(), "lists without `max_items`:\n{}", endless.join("\n"));
    assert!(lists > 20, "only {lists} lists were found");
    app.assert_unchanged(&before).await;
}
