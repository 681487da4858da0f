//! Parties, and people who come in by the invitation in their mail.

use serde_json::{Value, json};

use super::Stage;
use super::case::{list, text};
use crate::actors::Actor;
use crate::app::TestApp;

/// Everybody's password.
pub const PASSWORD: &str = "drentsche-aa-2020";

/// A municipality that has nothing to do with the case, and its CBS code.
pub const ELSEWHERE: (&str, &str) = ("Emmen", "0114");

/// The account holder of [`ELSEWHERE`].
const STRANGER: (&str, &str) = ("Loes Elders", "loes.elders@emmen.example");

impl Stage<'_> {
    /// Makes the administrator of the platform, who enters the parties.
    pub(super) async fn enter_parties(&mut self) {
        let administrator = self.case.list("people").iter().find(|it| it["role"] == "PLATFORM_ADMIN").unwrap();
        let (email, name) = (text(&administrator["email"]).to_owned(), text(&administrator["name"]).to_owned());
        let secret = self.app.create_administrator(&email, &name).await;
        let actor = come_in(self.app, &email, &secret).await;

        let elsewhere = json!({ "name": ELSEWHERE.0, "cbs_code": ELSEWHERE.1 });
        for it in self.case.list("municipalities").iter().chain([&elsewhere]) {
            let id = municipality(&actor, text(&it["cbs_code"]), text(&it["name"])).await;
            self.parties.insert(text(&it["name"]).to_owned(), id);
        }
        for it in self.case.list("organisations") {
            let input = json!({ "name": it["name"], "code": it["code"], "legalForm": it["legal_form"],
                "category": it["category"].as_bool().unwrap_or(false) });
            let payload = actor.did("registerOrganisation", input).await;
            let id = text(&payload["organisation"]["id"]).to_owned();
            for participant in list(&it["participants"]) {
                let input = json!({ "organisationId": id, "municipalityId": self.party(text(participant)),
                    "from": it["participants_from"] });
                actor.did("addParticipant", input).await;
            }
            self.parties.insert(text(&it["code"]).to_owned(), id);
        }
        self.actors.insert((String::new(), "PLATFORM_ADMIN".to_owned()), actor);
    }

    /// Invites everyone of the case, and the stranger; each comes in by the link in the mail.
    pub(super) async fn invite_everyone(&mut self) {
        let stranger =
            json!({ "name": STRANGER.0, "email": STRANGER.1, "role": "ACCOUNT_HOLDER", "party": ELSEWHERE.0 });
        let invited: Vec<Value> =
            self.case.list("people").iter().chain([&stranger]).filter(|it| it["party"].is_string()).cloned().collect();
        for it in &invited {
            let input = json!({ "partyId": self.party(text(&it["party"])), "role": it["role"], "name": it["name"],
                "email": it["email"], "locale": it["locale"].as_str().unwrap_or("nl").to_uppercase() });
            self.platform_admin().did("invitePerson", input).await;
        }
        self.app.deliver_mail().await;
        for it in &invited {
            let email = text(&it["email"]);
            let mail = self.app.mailbox().last_mail_to(email);
            let (_, secret) = mail.link_with("?token=").split_once("?token=").unwrap();
            let actor = come_in(self.app, email, secret).await;
            self.actors.insert((text(&it["party"]).to_owned(), text(&it["role"]).to_owned()), actor);
        }
        self.app.mailbox().take();
    }

    /// Whoever has a role at a party (the name of a municipality or the code of an organisation).
    pub fn actor(&self, party: &str, role: &str) -> &Actor {
        let found = self.actors.get(&(party.to_owned(), role.to_owned()));
        found.unwrap_or_else(|| panic!("nobody is {role} at {party}"))
    }

    /// The account holder of a municipality.
    pub fn account_holder(&self, municipality: &str) -> &Actor {
        self.actor(municipality, "ACCOUNT_HOLDER")
    }

    /// The portfolio holder of a municipality.
    pub fn portfolio_holder(&self, municipality: &str) -> &Actor {
        self.actor(municipality, "PORTFOLIO_HOLDER")
    }

    /// The financial adviser of Assen.
    pub fn financial_adviser(&self) -> &Actor {
        self.actor("Assen", "FINANCIAL_ADVISER")
    }

    /// The council member of Assen.
    pub fn council_member(&self) -> &Actor {
        self.actor("Assen", "COUNCIL_MEMBER")
    }

    /// Who manages the people of Assen.
    pub fn party_admin(&self) -> &Actor {
        self.actor("Assen", "PARTY_ADMIN")
    }

    /// The director of WPDA.
    pub fn director(&self) -> &Actor {
        self.actor("WPDA", "DIRECTOR")
    }

    /// The reporter of WPDA.
    pub fn reporter(&self) -> &Actor {
        self.actor("WPDA", "REPORTER")
    }

    /// The director of the providers of day activities: named in the matrix, no party to the contract.
    pub fn other_director(&self) -> &Actor {
        self.actor("DAGB", "DIRECTOR")
    }

    /// The administrator of the platform.
    pub fn platform_admin(&self) -> &Actor {
        self.actor("", "PLATFORM_ADMIN")
    }

    /// The account holder of a municipality that has nothing to do with the case.
    pub fn stranger(&self) -> &Actor {
        self.account_holder(ELSEWHERE.0)
    }

    /// Somebody who is in already takes one more role, at this party too.
    pub async fn take_role(&self, who: &Actor, party: &str, role: &str) {
        let input = json!({ "partyId": self.party(party), "role": role, "name": "x", "email": who.email });
        let payload = self.platform_admin().did("invitePerson", input).await;
        who.did("acceptInvitation", json!({ "invitationId": payload["invitation"]["id"] })).await;
        self.app.deliver_mail().await;
    }

    /// Everyone who can sign in, with their party (none for the platform's) and role.
    pub fn everyone(&self) -> impl Iterator<Item = (&str, &str, &Actor)> {
        self.actors.iter().map(|((party, role), actor)| (party.as_str(), role.as_str(), actor))
    }
}

async fn come_in(app: &TestApp, email: &str, secret: &str) -> Actor {
    let input = json!({ "token": secret, "password": PASSWORD });
    app.stranger().act("choosePassword", input).await.payload("choosePassword");
    app.sign_in(email, PASSWORD).await
}

/// The municipality with that code; one that is not there yet is entered under that name.
pub async fn municipality(administrator: &Actor, code: &str, name: &str) -> String {
    let document = "query($code: String!) { municipalityByCode(cbsCode: $code) { id } }";
    let found = administrator.run(document, json!({ "code": code })).await;
    let found = &found.data()["municipalityByCode"];
    if !found.is_null() {
        return text(&found["id"]).to_owned();
    }
    let payload = administrator.did("registerMunicipality", json!({ "name": name, "cbsCode": code })).await;
    text(&payload["municipality"]["id"]).to_owned()
}
