//! People of the trade, signed in: who a test speaks as.
//!
//! The one place that knows by which mutations people sign in.

use serde_json::json;

use crate::app::TestApp;
use crate::client::Client;

/// Signs somebody in. To change with the schema, together with [`TOKEN`].
const SIGN_IN: &str = "mutation($input: SignInInput!) {
    signIn(input: $input) { accessToken refreshToken }
}";

/// Where the answer to [`SIGN_IN`] holds the access token.
const TOKEN: &str = "/signIn/accessToken";

/// Where the answer to [`SIGN_IN`] holds the refresh token.
const REFRESH_TOKEN: &str = "/signIn/refreshToken";

/// Somebody signed in.
#[derive(Clone)]
pub struct Actor {
    pub email: String,
    pub refresh_token: String,
    client: Client,
}

impl Actor {
    /// The person's way to the service: raw requests, sockets, another language.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Executes a document as this person.
    pub async fn run(&self, document: &str, variables: serde_json::Value) -> crate::client::Answer {
        self.client.run(document, variables).await
    }
}

impl TestApp {
    /// Signs somebody in; panics when the service will not.
    pub async fn sign_in(&self, email: &str, password: &str) -> Actor {
        let stranger = self.stranger();
        let answer = stranger.run(SIGN_IN, json!({ "input": { "email": email, "password": password } })).await;
        Actor {
            email: email.to_owned(),
            refresh_token: answer.text(REFRESH_TOKEN),
            client: stranger.with_token(answer.text(TOKEN)),
        }
    }
}
