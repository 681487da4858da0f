//! Acts about who is what at a party, in the moment in which the party ends or the right to them does.
//!
//! On PostgreSQL these are races; on SQLite one waits for the other. `TEST_ROUNDS` has more rounds tried.

use futures_util::future::join;
use serde_json::json;
use tests::{Actor, TestApp};

use super::{
    races::{going_up, gone_up, refused},
    rounds,
};
use crate::access::people::{administrator, invite, municipality, newcomer};
use crate::reorganisation::case::Case;

/// What happened to a party, in order.
async fn happened(admin: &Actor, party: &str) -> Vec<String> {
    let document =
        "query($id: ID!) { node(id: $id) { ... on Municipality { auditTrail(first: 100) { nodes { kind } } } } }";
    let found = admin.run(document, json!({ "id": party })).await;
    let nodes = found.at("/node/auditTrail/nodes").as_array().unwrap();
    nodes.iter().rev().map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

/// Whoever loses the right to invite in the moment in which they use it either was first, or has no right to it.
#[tokio::test]
async fn nobody_invites_who_is_not_to_invite_any_more() {
    let mut app = TestApp::for_years().await;
    app.leave_mail_undelivered();
    let platform = administrator(&app).await;
    let another = app.another().await;
    for round in 0..rounds(5) {
        let party = municipality(&platform, &format!("{}", 9_000 + round), &format!("Gemeente {round}")).await;
        let other = newcomer(&app, &platform, &party, "PARTY_ADMIN", &format!("ander{round}@x.example")).await;
        let watcher =
            newcomer(&app, &platform, &party, "PORTFOLIO_HOLDER", &format!("wethouder{round}@x.example")).await;
        let people = "query($id: ID!) { node(id: $id) { ... on Municipality { people { role person { id } } } } }";
        let people = platform.run(people, json!({ "id": party })).await.at("/node/people").clone();
        let it = people.as_array().unwrap().iter().find(|it| it["role"] == "PARTY_ADMIN").unwrap();
        let end = json!({ "partyId": party, "role": "PARTY_ADMIN", "personId": it["person"]["id"] });
        let input = json!({ "partyId": party, "role": "COUNCIL_MEMBER", "name": "Nieuw",
            "email": format!("nieuw{round}@x.example") });
        let there = other.client().at(another.address());
        let (invited, ended) = join(there.act("invitePerson", input), platform.act("endRole", end)).await;
        assert_eq!(refused(&ended, "endRole"), []);
        let all = happened(&watcher, &party).await;
        let end = all.iter().position(|kind| kind == "ROLE_ENDED").unwrap();
        if invited.errors().is_empty() {
            assert_eq!(all.len(), end + 1, "nobody was invited after that: {all:?}");
        } else {
            invited.assert_error("FORBIDDEN");
            assert_eq!(all.last().unwrap(), "ROLE_ENDED");
        }
    }
    another.stop().await.unwrap();
}

/// A role that is accepted in the moment in which its party ends passes with the others, or is not to be had.
#[tokio::test]
async fn no_role_is_left_with_a_municipality_that_ended() {
    let mut app = TestApp::for_years().await;
    app.leave_mail_undelivered();
    let case = Case::begun(&app).await;
    let another = app.another().await;
    app.travel_to("2019-01-03");
    for round in 0..rounds(5) {
        // One address is sent so many invitations an hour.
        app.travel_to_moment(app.now() + chrono::TimeDelta::hours(1));
        let ending = municipality(&case.admin, &format!("{}", 9_000 + round), &format!("Gemeente {round}")).await;
        let execute = going_up(&case, &ending).await;
        let holder = case.holder("Delfzijl");
        let invitation = invite(&case.admin, &ending, "FINANCIAL_ADVISER", "holder@delfzijl.example").await;
        let there = holder.client().at(another.address());
        let accept = json!({ "invitationId": invitation });
        let (accepted, executed) = join(
            there.act("acceptInvitation", accept.clone()),
            case.admin.act("executeReorganisation", execute.clone()),
        )
        .await;
        gone_up(&case, &executed, execute).await;
        let people = "query($id: ID!) { node(id: $id) { ... on Municipality { people { role } } } }";
        let left = case.admin.run(people, json!({ "id": ending })).await.at("/node/people").clone();
        assert_eq!(left, json!([]), "the roles passed to the successor");
        let not_there = [("PARTY_NOT_THERE".to_owned(), "partyId".to_owned())];
        let late = refused(&accepted, "acceptInvitation");
        assert!(late.is_empty() || late == not_there, "{late:?}");
        if late.is_empty() {
            let again = app.changing_nothing(holder.act("acceptInvitation", accept)).await;
            assert!(!refused(&again, "acceptInvitation").is_empty());
        } else {
            // The invitation passed to the successor like the roles: there it is accepted.
            holder.did("acceptInvitation", accept).await;
            let left = case.admin.run(people, json!({ "id": ending })).await.at("/node/people").clone();
            assert_eq!(left, json!([]), "nobody comes to what has ended");
        }
    }
    // Nobody is invited to what has ended.
    let ended = municipality(&case.admin, "9999", "Gemeente").await;
    let execute = going_up(&case, &ended).await;
    case.admin.did("executeReorganisation", execute).await;
    let input = json!({ "partyId": ended, "role": "ACCOUNT_HOLDER", "name": "Te laat", "email": "laat@x.example" });
    let late = app.changing_nothing(case.admin.act("invitePerson", input)).await;
    assert_eq!(refused(&late, "invitePerson"), [("PARTY_NOT_THERE".to_owned(), "partyId".to_owned())]);
    another.stop().await.unwrap();
}
