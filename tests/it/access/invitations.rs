//! A role is offered, and is nothing until the person takes it.

use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::{Actor, Answer, TestApp};

use super::people::{PASSWORD, administrator, choose_password, id, invite, municipality, newcomer};

const TYPED: &str = "Naam volgens de uitnodiger";

pub async fn invited(by: &Actor, party: &str, role: &str, email: &str) -> Answer {
    let document = "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { errors { code path message }
        invitation { id state email name role party { name } person { id name } invitedAt expiresAt
            viewerCanAnswer { allowed } viewerCanWithdraw { allowed } } } }";
    let input = json!({ "partyId": party, "role": role, "email": email, "name": TYPED });
    by.run(document, json!({ "input": input })).await
}

/// The open invitations of a person, as they see them.
async fn offered_to(person: &Actor) -> Vec<Value> {
    let document = "{ viewer { memberships { role } invitations { id role state party { name } } } }";
    let answer = person.run(document, json!({})).await;
    answer.at("/viewer/invitations").as_array().unwrap().clone()
}

/// An event as the trail tells it: its kind, its changes, and by whom.
type Told = (String, Vec<(String, Value, Value)>, Value);

/// The events of a party as somebody reads them: kind, the changed facts, and the name of who did it.
async fn trail(reader: &Actor, party: &str) -> Vec<Told> {
    let document = "query($id: ID!) { node(id: $id) { ... on Party { auditTrail(first: 100) { nodes {
        kind changes { field before after } actor { name } } } } } }";
    let answer = reader.run(document, json!({ "id": party })).await;
    let read = |it: &Value| {
        let changes = it["changes"].as_array().unwrap().iter();
        let changes =
            changes.map(|it| (it["field"].as_str().unwrap().to_owned(), it["before"].clone(), it["after"].clone()));
        (it["kind"].as_str().unwrap().to_owned(), changes.collect(), it["actor"]["name"].clone())
    };
    answer.at("/node/auditTrail/nodes").as_array().unwrap().iter().map(read).collect()
}

fn kinds(trail: &[Told]) -> Vec<&str> {
    trail.iter().map(|(kind, ..)| kind.as_str()).collect()
}

/// Leek with its administrator, and somebody known who works for Emmen alone.
pub struct Scene {
    pub app: TestApp,
    pub admin: Actor,
    pub leek: String,
    pub chief: Actor,
    pub known: Actor,
}

pub const KNOWN: &str = "bekend@emmen.example";
pub const NEW: &str = "onbekend@emmen.example";

pub async fn scene() -> Scene {
    let app = TestApp::new().await;
    let admin = administrator(&app).await;
    let leek = municipality(&admin, "0022", "Leek").await;
    let emmen = municipality(&admin, "0114", "Emmen").await;
    let chief = newcomer(&app, &admin, &leek, "PARTY_ADMIN", "hoofd@leek.example").await;
    let known = newcomer(&app, &admin, &emmen, "ACCOUNT_HOLDER", KNOWN).await;
    app.mailbox().take();
    Scene { app, admin, leek, chief, known }
}

#[tokio::test]
async fn the_inviter_cannot_tell_a_known_address_from_an_unknown_one() {
    let Scene { app, leek, chief, .. } = scene().await;
    let mut told = Vec::new();
    for email in [KNOWN, NEW] {
        let answer = invited(&chief, &leek, "COUNCIL_MEMBER", email).await;
        let mut payload = answer.payload("invitePerson").clone();
        assert_eq!(payload["invitation"]["email"], email);
        for own in ["id", "email"] {
            payload["invitation"][own] = Value::Null;
        }
        told.push(payload);
    }
    assert_eq!(told[0], told[1]);
    assert_eq!((&told[0]["invitation"]["name"], &told[0]["invitation"]["person"]), (&json!(TYPED), &Value::Null));
    app.deliver_mail().await;
    // Nor from the trail, nor from who works for the party.
    let mut trail = trail(&chief, &leek).await;
    trail.truncate(2);
    assert_eq!(kinds(&trail), ["PERSON_INVITED", "PERSON_INVITED"]);
    for ((_, changes, _), email) in trail.iter().zip([NEW, KNOWN]) {
        let expected = [("invitations/COUNCIL_MEMBER", json!(email)), ("name", json!(TYPED))];
        let expected = expected.map(|(field, after)| (field.to_owned(), Value::Null, after));
        assert_eq!(changes.as_slice(), expected.as_slice());
    }
    let document = "query($id: ID!) { node(id: $id) { ... on Party { people { role person { name } }
        invitations { totalCount nodes { state name person { name } } } } } }";
    let answer = chief.run(document, json!({ "id": leek })).await;
    assert_eq!(answer.at("/node/people").as_array().unwrap().len(), 1, "the administrator alone");
    assert!(!answer.body.to_string().contains("ACCOUNT_HOLDER"), "{}", answer.body);
}

#[tokio::test]
async fn somebody_known_gets_a_role_by_accepting_it_and_no_other_way() {
    let Scene { app, leek, chief, known, .. } = scene().await;
    let invitation = id(invited(&chief, &leek, "PARTY_ADMIN", KNOWN).await.payload("invitePerson"), "/invitation/id");
    app.deliver_mail().await;
    let mail = app.mailbox().last_mail_to(KNOWN);
    assert!(mail.text.contains("Leek") && !mail.text.contains("token="), "{}", mail.text);
    assert_eq!(mail.link_with("/invitations/").rsplit_once('/').unwrap().1, invitation.rsplit_once(':').unwrap().1);

    // It gives no right.
    let refused = app.changing_nothing(invited(&known, &leek, "REPORTER", "x@leek.example")).await;
    refused.assert_error("FORBIDDEN");
    let offered = offered_to(&known).await;
    assert_eq!(
        offered,
        [json!({ "id": invitation, "role": "PARTY_ADMIN", "state": "OPEN", "party": { "name": "Leek" } })]
    );
    // Nobody else accepts or declines it.
    for act in ["acceptInvitation", "declineInvitation"] {
        let refused = app.changing_nothing(chief.act(act, json!({ "invitationId": invitation }))).await;
        refused.assert_refused(act, &[("NOT_FOUND", "invitationId")]);
    }
    let accepted = known.did("acceptInvitation", json!({ "invitationId": invitation })).await;
    assert_eq!(accepted["invitation"]["state"], "ACCEPTED");
    assert!(offered_to(&known).await.is_empty());
    invite(&known, &leek, "COUNCIL_MEMBER", "raad@leek.example").await;
    // Their name is what they are called, not what the inviter wrote.
    let trail = trail(&chief, &leek).await;
    assert_eq!(kinds(&trail)[..3], ["PERSON_INVITED", "INVITATION_ACCEPTED", "PERSON_INVITED"]);
    assert_eq!(trail[1].2, "De heer of mevrouw ACCOUNT_HOLDER");
    let refused = app.changing_nothing(known.act("acceptInvitation", json!({ "invitationId": invitation }))).await;
    refused.assert_refused("acceptInvitation", &[("INVITATION_OVER", "invitationId")]);
    app.deliver_mail().await;
}

#[tokio::test]
async fn who_declines_stays_unknown() {
    let Scene { app, leek, chief, known, .. } = scene().await;
    let invitation =
        id(invited(&chief, &leek, "COUNCIL_MEMBER", KNOWN).await.payload("invitePerson"), "/invitation/id");
    let declined = known.did("declineInvitation", json!({ "invitationId": invitation })).await;
    assert_eq!(declined["invitation"]["state"], "DECLINED");
    let refused = app.changing_nothing(known.act("acceptInvitation", json!({ "invitationId": invitation }))).await;
    refused.assert_refused("acceptInvitation", &[("INVITATION_OVER", "invitationId")]);
    let trail = trail(&chief, &leek).await;
    assert_eq!((trail[0].0.as_str(), &trail[0].2), ("INVITATION_DECLINED", &Value::Null));
    app.deliver_mail().await;
}

#[tokio::test]
async fn an_invitation_is_void_once_withdrawn_replaced_or_expired() {
    let Scene { app, leek, chief, known, .. } = scene().await;
    let mut links = Vec::new();
    let mut last = String::new();
    for _ in 0..2 {
        let answer = invited(&chief, &leek, "COUNCIL_MEMBER", NEW).await;
        last = id(answer.payload("invitePerson"), "/invitation/id");
        app.deliver_mail().await;
        let mail = app.mailbox().last_mail_to(NEW);
        links.push(mail.link_with("token=").split_once("token=").unwrap().1.to_owned());
    }
    chief.did("withdrawInvitation", json!({ "invitationId": last })).await;
    for link in &links {
        let input = json!({ "token": link, "password": PASSWORD });
        let refused = app.changing_nothing(app.stranger().act("choosePassword", input)).await;
        refused.assert_refused("choosePassword", &[("LINK_INVALID", "token")]);
    }
    let refused = app.changing_nothing(chief.act("withdrawInvitation", json!({ "invitationId": last }))).await;
    refused.assert_refused("withdrawInvitation", &[("INVITATION_OVER", "invitationId")]);
    let refused = app.changing_nothing(known.act("withdrawInvitation", json!({ "invitationId": last }))).await;
    refused.assert_refused("withdrawInvitation", &[("NOT_FOUND", "invitationId")]);

    let late = id(invited(&chief, &leek, "COUNCIL_MEMBER", KNOWN).await.payload("invitePerson"), "/invitation/id");
    app.travel_to_moment(app.now() + TimeDelta::days(14));
    let known = app.sign_in(KNOWN, PASSWORD).await;
    assert!(offered_to(&known).await.is_empty());
    let refused = app.changing_nothing(known.act("acceptInvitation", json!({ "invitationId": late }))).await;
    refused.assert_refused("acceptInvitation", &[("INVITATION_OVER", "invitationId")]);
    app.deliver_mail().await;
}

#[tokio::test]
async fn ending_a_role_withdraws_what_would_give_it_again() {
    let Scene { app, admin, leek, chief, known } = scene().await;
    let first = id(invited(&chief, &leek, "COUNCIL_MEMBER", KNOWN).await.payload("invitePerson"), "/invitation/id");
    known.did("acceptInvitation", json!({ "invitationId": first })).await;
    invited(&chief, &leek, "COUNCIL_MEMBER", KNOWN).await.payload("invitePerson");
    assert_eq!(offered_to(&known).await.len(), 1);
    let document = "query($id: ID!) { node(id: $id) { ... on Party { people { role person { id } } } } }";
    let answer = admin.run(document, json!({ "id": leek })).await;
    let people = answer.at("/node/people").as_array().unwrap();
    let member = people.iter().find(|it| it["role"] == "COUNCIL_MEMBER").unwrap();
    let input = json!({ "personId": member["person"]["id"], "partyId": leek, "role": "COUNCIL_MEMBER" });
    chief.did("endRole", input).await;
    assert!(offered_to(&known).await.is_empty());
    let answer = known.run("{ viewer { memberships { role } } }", json!({})).await;
    assert_eq!(answer.at("/viewer/memberships"), &json!([{ "role": "ACCOUNT_HOLDER" }]));
    app.deliver_mail().await;
}

#[tokio::test]
async fn a_new_person_is_called_what_the_accepted_invitation_says_and_the_other_offer_stays_an_offer() {
    let Scene { app, admin, leek, chief, .. } = scene().await;
    let emmen = municipality(&admin, "0114", "Emmen").await;
    invite(&admin, &emmen, "COUNCIL_MEMBER", NEW).await;
    invited(&chief, &leek, "COUNCIL_MEMBER", NEW).await.payload("invitePerson");
    app.deliver_mail().await;
    let mail = app.mailbox().last_mail_to(NEW);
    choose_password(&app, mail.link_with("token=").split_once("token=").unwrap().1, PASSWORD).await;
    let person = app.sign_in(NEW, PASSWORD).await;
    let answer = person.run("{ viewer { person { name } memberships { party { name } } } }", json!({})).await;
    assert_eq!(
        answer.at("/viewer"),
        &json!({ "person": { "name": TYPED }, "memberships": [{ "party": { "name": "Leek" } }] })
    );
    let offered = offered_to(&person).await;
    assert_eq!(offered.len(), 1);
    person.did("acceptInvitation", json!({ "invitationId": offered[0]["id"] })).await;
}

#[tokio::test]
async fn who_takes_a_role_they_gave_themselves_is_told_of() {
    let Scene { app, admin, leek, chief, .. } = scene().await;
    newcomer(&app, &chief, &leek, "PORTFOLIO_HOLDER", "wethouder@leek.example").await;
    newcomer(&app, &chief, &leek, "COUNCIL_MEMBER", "raad@leek.example").await;
    app.mailbox().take();
    let own =
        id(invited(&admin, &leek, "ACCOUNT_HOLDER", &admin.email).await.payload("invitePerson"), "/invitation/id");
    app.deliver_mail().await;
    app.mailbox().take();
    admin.did("acceptInvitation", json!({ "invitationId": own })).await;
    app.deliver_mail().await;
    let mut told: Vec<String> = app.mailbox().mails().into_iter().flat_map(|mail| mail.to).collect();
    told.sort();
    assert_eq!(told, ["hoofd@leek.example", "wethouder@leek.example"]);
    let mail = app.mailbox().last_mail_to("wethouder@leek.example");
    assert!(mail.text.contains("Beheerder") && mail.text.contains("accounthouder"), "{}", mail.text);

    let holder = app.sign_in("wethouder@leek.example", PASSWORD).await;
    for reader in [&chief, &holder] {
        let trail = trail(reader, &leek).await;
        assert_eq!((trail[0].0.as_str(), &trail[0].2), ("ROLE_GIVEN_TO_ONESELF", &json!("Beheerder")));
    }
    let member = app.sign_in("raad@leek.example", PASSWORD).await;
    let document = "query($id: ID!) { node(id: $id) { ... on Party { auditTrail { totalCount } } } }";
    member.run(document, json!({ "id": leek })).await.assert_error("FORBIDDEN");
}
