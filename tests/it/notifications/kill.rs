//! A service killed between an act and its mail loses neither.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{Behaviour, Client, SmtpSink, TestDatabase};

use super::process::Service;

const EMAIL: &str = "beheer@platform.example";
const PASSWORD: &str = "een lang wachtwoord 2019";
const INVITED: [&str; 2] = ["directeur@werkplein.example", "raad@leek.example"];

/// The first administrator, from the command line to a session.
async fn administrator(service: &Service) -> Client {
    let made = service.execute(&["create-admin", "--email", EMAIL, "--name", "Beheerder"]);
    let told = String::from_utf8(made.stdout).unwrap();
    assert!(made.status.success(), "{told}{}", String::from_utf8_lossy(&made.stderr));
    let (_, secret) = told.trim().rsplit_once("token=").expect("a link in what is printed");
    let choose = "mutation($input: ChoosePasswordInput!) { choosePassword(input: $input) { errors { code path } } }";
    let stranger = service.stranger();
    let input = json!({ "input": { "token": secret, "password": PASSWORD } });
    stranger.run(choose, input).await.payload("choosePassword");
    sign_in(service).await
}

async fn sign_in(service: &Service) -> Client {
    let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
    let stranger = service.stranger();
    let answer = stranger.run(document, json!({ "input": { "email": EMAIL, "password": PASSWORD } })).await;
    stranger.with_token(answer.text("/signIn/accessToken"))
}

async fn register(administrator: &Client, field: &str, document: &str, input: Value, pointer: &str) -> String {
    let answer = administrator.run(document, json!({ "input": input })).await;
    answer.payload(field).pointer(pointer).and_then(Value::as_str).unwrap().to_owned()
}

/// Invites two people, who get a mail each.
async fn invite_both(administrator: &Client) {
    let document = "mutation($input: RegisterMunicipalityInput!) { registerMunicipality(input: $input) {
        municipality { id } errors { code path } } }";
    let input = json!({ "cbsCode": "0022", "name": "Leek" });
    let leek = register(administrator, "registerMunicipality", document, input, "/municipality/id").await;
    let document = "mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) {
        organisation { id } errors { code path } } }";
    let input = json!({ "code": "WP", "name": "Werkplein", "legalForm": "JOINT_ARRANGEMENT" });
    let werkplein = register(administrator, "registerOrganisation", document, input, "/organisation/id").await;
    let document = "mutation($input: InvitePersonInput!) { invitePerson(input: $input) {
        invitation { id } errors { code path } } }";
    for (party, role, email) in [(werkplein, "DIRECTOR", INVITED[0]), (leek, "COUNCIL_MEMBER", INVITED[1])] {
        let input = json!({ "partyId": party, "role": role, "email": email, "name": "Iemand" });
        register(administrator, "invitePerson", document, input, "/invitation/id").await;
    }
}

/// What holds after the second start, whatever state the mail was in when the first process was killed.
async fn assert_nothing_lost(service: &Service, database: &TestDatabase, mailbox: &SmtpSink) {
    mailbox.behave(Behaviour::Accept);
    database.make_mail_due().await;
    let second = service.serve().await;
    let mails = mailbox.wait_for(2, Duration::from_secs(20)).await;
    let mut to: Vec<String> = mails.iter().flat_map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, INVITED);

    // Nothing waits any more, and two more looks at the outbox send nothing twice.
    let patience = Instant::now() + Duration::from_secs(10);
    while database.pending_mail().await > 0 {
        assert!(Instant::now() < patience, "a mail that arrived is not marked as sent");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(2_200)).await;
    assert_eq!(mailbox.mails().len(), 2, "{:?}", mailbox.overview());

    // The act is there: the link in the mail opens the door.
    let mail = mailbox.last_mail_to(INVITED[0]);
    let (_, secret) = mail.link_with("invitation").split_once("token=").unwrap();
    let choose = "mutation($input: ChoosePasswordInput!) { choosePassword(input: $input) { errors { code path } } }";
    let input = json!({ "input": { "token": secret, "password": PASSWORD } });
    service.stranger().run(choose, input).await.payload("choosePassword");
    let answer = sign_in(service).await.run("{ mail(first: 10) { nodes { state address } } }", json!({})).await;
    for node in answer.at("/mail/nodes").as_array().unwrap() {
        assert_eq!(node["state"], "SENT", "{node}");
    }
    second.kill();

    let walked = service.execute(&["verify-audit"]);
    let told = String::from_utf8_lossy(&walked.stdout).into_owned();
    assert!(walked.status.success() && told.contains("whole"), "{told}{}", String::from_utf8_lossy(&walked.stderr));
}

#[tokio::test]
async fn killed_while_the_mail_server_refuses() {
    let (database, mailbox) = (TestDatabase::create().await, SmtpSink::start().await);
    let service = Service::new(&database, &mailbox);
    let first = service.serve().await;
    let administrator = administrator(&service).await;
    mailbox.behave(Behaviour::RefuseForNow);
    invite_both(&administrator).await;
    let patience = Instant::now() + Duration::from_secs(10);
    while mailbox.recipients_asked() < 2 {
        assert!(Instant::now() < patience, "the service does not try");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    first.kill();
    assert_eq!(database.pending_mail().await, 2);
    assert!(mailbox.mails().is_empty());
    assert_nothing_lost(&service, &database, &mailbox).await;
}

#[tokio::test]
async fn killed_at_the_very_moment_the_act_is_answered() {
    let (database, mailbox) = (TestDatabase::create().await, SmtpSink::start().await);
    let service = Service::new(&database, &mailbox);
    let first = service.serve().await;
    let administrator = administrator(&service).await;
    mailbox.behave(Behaviour::HangUp);
    invite_both(&administrator).await;
    first.kill();
    assert_eq!(database.pending_mail().await, 2);
    assert!(mailbox.mails().is_empty());
    assert_nothing_lost(&service, &database, &mailbox).await;
}
