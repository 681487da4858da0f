//! People who come in as people do: invited by mail, with a password they choose themselves.

use serde_json::{Value, json};
use tests::{Actor, TestApp};

/// What everybody in these tests chooses.
pub const PASSWORD: &str = "een lang wachtwoord 2019";

/// Chooses a password with the secret of a link.
pub async fn choose_password(app: &TestApp, secret: &str, password: &str) {
    let document = "mutation($input: ChoosePasswordInput!) {
        choosePassword(input: $input) { person { id } errors { code path message } } }";
    let input = json!({ "input": { "token": secret, "password": password } });
    app.stranger().run(document, input).await.payload("choosePassword");
}

/// The first administrator, signed in.
pub async fn administrator(app: &TestApp) -> Actor {
    let secret = app.create_administrator("beheer@platform.example", "Beheerder").await;
    choose_password(app, &secret, PASSWORD).await;
    app.sign_in("beheer@platform.example", PASSWORD).await
}

/// Does what must succeed, and gives the payload.
pub async fn done(actor: &Actor, field: &str, kind: &str, wanted: &str, input: Value) -> Value {
    let document =
        format!("mutation($input: {kind}!) {{ {field}(input: $input) {{ {wanted} errors {{ code path message }} }} }}");
    actor.run(&document, json!({ "input": input })).await.payload(field).clone()
}

/// A municipality's identity.
pub use tests::stage::municipality;

/// Offers somebody a role at a party; the invitation's identity.
pub async fn invite(by: &Actor, party: &str, role: &str, email: &str) -> String {
    let input = json!({ "partyId": party, "role": role, "email": email, "name": format!("De heer of mevrouw {role}") });
    let payload = done(by, "invitePerson", "InvitePersonInput", "invitation { id }", input).await;
    id(&payload, "/invitation/id")
}

/// The same, and lets them come in by the link they receive.
pub async fn newcomer(app: &TestApp, by: &Actor, party: &str, role: &str, email: &str) -> Actor {
    invite(by, party, role, email).await;
    app.deliver_mail().await;
    let mail = app.mailbox().last_mail_to(email);
    let (_, secret) = mail.link_with("invitation").split_once("token=").expect("a secret in the link");
    choose_password(app, secret, PASSWORD).await;
    app.sign_in(email, PASSWORD).await
}

/// An identity out of an answer.
pub fn id(from: &Value, pointer: &str) -> String {
    let found = from.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no identity at {pointer}: {from}")).to_owned()
}
