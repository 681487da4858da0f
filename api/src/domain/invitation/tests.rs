use super::*;
use crate::domain::samples::id;

fn sent_at() -> DateTime<Utc> {
    "2019-08-01T09:00:00Z".parse().unwrap()
}

fn invitation() -> Invitation {
    Invitation {
        id: InvitationId(id(1)),
        person: PersonId(id(2)),
        email: "a@b.example".to_owned(),
        name: "A. Typed".to_owned(),
        party: PartyId(id(3)),
        role: Role::Director,
        invited_by: PersonId(id(4)),
        invited_at: sent_at(),
        expires_at: expiry(sent_at()),
        answer: None,
    }
}

type Act = fn(Invitation, DateTime<Utc>) -> Result<(Invitation, Event), Vec<Refusal>>;
const ACTS: [(Act, Answer, EventKind); 3] = [
    (Invitation::accept, Answer::Accepted, EventKind::InvitationAccepted),
    (Invitation::decline, Answer::Declined, EventKind::InvitationDeclined),
    (Invitation::withdraw, Answer::Withdrawn, EventKind::InvitationWithdrawn),
];

#[test]
fn it_is_answered_once() {
    for (act, answer, kind) in ACTS {
        let (answered, event) = act(invitation(), sent_at()).unwrap();
        assert_eq!((answered.answer, event.kind), (Some((answer, sent_at())), kind));
        assert_eq!((event.subject_kind, event.subject), (SubjectKind::Party, id(3)));
        for (again, ..) in ACTS {
            let refused = again(answered.clone(), sent_at()).unwrap_err();
            assert_eq!(refused, [Refusal::at(Code::InvitationOver, ["invitationId"])], "{answer}");
        }
    }
}

#[test]
fn it_is_good_for_fourteen_days() {
    let ends = sent_at() + TimeDelta::days(14);
    for (act, ..) in ACTS {
        assert!(act(invitation(), ends - TimeDelta::microseconds(1)).is_ok());
        assert!(act(invitation(), ends).is_err());
    }
}

#[test]
fn the_trail_tells_the_address_and_what_was_written_and_never_who_it_is() {
    let sent = invitation().sent();
    let told: Vec<_> = sent.changes.iter().map(|it| (it.field.as_str(), it.after.as_deref())).collect();
    assert_eq!(told, [("invitations/DIRECTOR", Some("a@b.example")), ("name", Some("A. Typed"))]);
    let (_, accepted) = invitation().accept(sent_at()).unwrap();
    let told: Vec<_> =
        accepted.changes.iter().map(|it| (it.field.as_str(), it.before.as_deref(), it.after.as_deref())).collect();
    let email = Some("a@b.example");
    assert_eq!(told, [("invitations/DIRECTOR", email, None), ("roles/DIRECTOR", None, email)]);
}

#[test]
fn who_takes_a_role_they_gave_themselves_is_told_of() {
    let own = Invitation { invited_by: PersonId(id(2)), ..invitation() };
    let (_, event) = own.accept(sent_at()).unwrap();
    assert_eq!(event.kind, EventKind::RoleGivenToOneself);
}
