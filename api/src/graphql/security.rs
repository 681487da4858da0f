//! What of a request concerns the security of the service: noted here, so that no resolver has to think of it.
//!
//! Every refusal of an act or a reading is noted by the way in which it is said (`errors`). What is noted when it is
//! done is in [`NOTED_WHEN_DONE`].

use async_graphql::{Context, Name, Value};
use uuid::Uuid;

use super::context::{Caller, RequestContext};
use crate::{
    commands::{Services, account::address},
    domain::{ids::PersonId, refusal::Code},
    storage::security::{SecurityNote, SecurityResult, Somebody},
};

/// The acts that are noted when they are done as well: getting in, getting out, and who may be what.
pub const NOTED_WHEN_DONE: [&str; 9] = [
    "signIn",
    "refreshSession",
    "signOut",
    "requestPasswordReset",
    "invitePerson",
    "withdrawInvitation",
    "acceptInvitation",
    "declineInvitation",
    "endRole",
];

/// How many identities of the input are kept.
const IDENTITIES: usize = 4;

/// What is noted of a caller: an action, of what, and why it was refused if it was.
pub struct Noted<'a> {
    /// The name of the mutation, query or file.
    pub action: &'a str,
    /// Global identities.
    pub object: Option<String>,
    /// A code.
    pub refused: Option<String>,
    /// Who, where it is not whoever is signed in.
    pub actor: Option<Somebody>,
}

/// Notes something that a caller did or was refused.
pub fn note(services: &Services, caller: &Caller, it: Noted<'_>) {
    let signed_in = caller.viewer.as_ref().map(|viewer| Somebody::Person(viewer.person));
    let result = if it.refused.is_some() { SecurityResult::Refused } else { SecurityResult::Done };
    let note = SecurityNote {
        action: it.action.to_owned(),
        object: it.object,
        result,
        reason: it.refused,
        origin: caller.address.to_string(),
        actor: it.actor.or(signed_in).unwrap_or(Somebody::Nobody),
        request_id: caller.request_id.clone(),
    };
    services.security.note(note, services.clock.now());
}

/// Notes that the running field was refused.
pub fn refused(ctx: &Context<'_>, reason: &str) {
    told(ctx, Some(reason.to_owned()), None);
}

/// Notes that the running field did what it was asked, if that is to be noted.
pub fn done(ctx: &Context<'_>) {
    if NOTED_WHEN_DONE.contains(&ctx.field().name()) {
        told(ctx, None, None);
    }
}

/// Notes that the running field did what it was asked, for somebody who is not signed in.
pub fn done_by(ctx: &Context<'_>, person: PersonId) {
    told(ctx, None, Some(Somebody::Person(person)));
}

/// Whether the refusals concern rights, or the running field is noted whatever becomes of it: the code of the first.
pub fn reason(ctx: &Context<'_>, codes: impl IntoIterator<Item = Code>) -> Option<String> {
    let noted = NOTED_WHEN_DONE.contains(&ctx.field().name()) || ctx.field().name() == "choosePassword";
    codes.into_iter().find(|code| noted || *code == Code::NotFound).map(in_capitals)
}

/// A refusal code as clients know it.
pub fn in_capitals(code: Code) -> String {
    code.key().to_uppercase().replace('-', "_")
}

fn told(ctx: &Context<'_>, refused: Option<String>, actor: Option<Somebody>) {
    let request = RequestContext::of(ctx);
    let input = ctx.field().arguments().unwrap_or_default();
    let mut identities = Vec::new();
    collect(&input, &mut identities);
    let object = (!identities.is_empty()).then(|| identities.join(" "));
    let actor = actor.or_else(|| typed(&input).filter(|_| request.caller.viewer.is_none()));
    let it = Noted { action: ctx.field().name(), object, refused, actor };
    note(&request.services, &request.caller, it);
}

/// The first identities among the arguments and the fields of the input; nothing else of what was sent is kept.
fn collect(input: &[(Name, Value)], identities: &mut Vec<String>) {
    let fields = input.iter().flat_map(|(_, value)| match value {
        Value::Object(fields) => fields.values().collect(),
        other => vec![other],
    });
    for value in fields {
        if let Value::String(text) = value
            && identities.len() < IDENTITIES
            && is_identity(text)
        {
            identities.push(text.clone());
        }
    }
}

/// Whether the text is a global identity, whatever of.
pub fn is_identity(text: &str) -> bool {
    let kind = |kind: &str| !kind.is_empty() && kind.len() <= 40 && kind.bytes().all(|b| b.is_ascii_alphanumeric());
    text.split_once(':').is_some_and(|(it, id)| kind(it) && Uuid::try_parse(id).is_ok())
}

/// The e-mail address in the input.
fn typed(input: &[(Name, Value)]) -> Option<Somebody> {
    input.iter().find_map(|(_, value)| match value {
        Value::Object(fields) => match fields.get("email") {
            Some(Value::String(email)) => Some(Somebody::Typed(address(email))),
            _ => None,
        },
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_when_done_is_in_the_schema() {
        let schema = crate::graphql::schema::sdl();
        for act in NOTED_WHEN_DONE.into_iter().chain(["choosePassword"]) {
            assert!(schema.contains(&format!("\n  {act}(")) || schema.contains(&format!("\n\t{act}(")), "{act}");
        }
    }

    #[test]
    fn identities_are_kept_and_nothing_else() {
        let id = "report:01890000-0000-7000-8000-000000000001";
        for (text, kept) in [
            (id, true),
            ("01890000-0000-7000-8000-000000000001", false),
            ("een geheim: 01890000-0000-7000-8000-000000000001", false),
            ("jan@leek.example", false),
        ] {
            let fields = async_graphql::value!({ "what": text, "password": "geheim" });
            let mut identities = Vec::new();
            collect(&[(Name::new("input"), fields)], &mut identities);
            assert_eq!(!identities.is_empty(), kept, "{text}: {identities:?}");
        }
    }
}
