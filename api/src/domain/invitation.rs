//! Invitations: a role that is offered to a person. It gives nothing until they accept it.

#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    event::{Event, EventKind, Facts, SubjectKind},
    ids::{InvitationId, PartyId, PersonId},
    named::named,
    person::Role,
    refusal::{Code, Refusal},
};

/// How many days an invitation is good.
pub const DAYS: i64 = 14;

named! {
    /// What became of an invitation.
    Answer {
        /// The person took the role.
        Accepted => "ACCEPTED",
        /// The person did not want it.
        Declined => "DECLINED",
        /// It was taken back: by hand, by a newer one for the same role, or because the role was ended.
        Withdrawn => "WITHDRAWN",
    }
}

/// A role offered to a person at a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// To whom.
    pub person: PersonId,
    /// Where it was sent.
    pub email: String,
    /// The name as the inviter wrote it. The person's own name, if they are known already, is theirs to give.
    pub name: String,
    /// At which party.
    pub party: PartyId,
    /// Which role.
    pub role: Role,
    /// Who invited.
    pub invited_by: PersonId,
    /// When.
    pub invited_at: DateTime<Utc>,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
    /// What became of it, and when; nothing while it is open.
    pub answer: Option<(Answer, DateTime<Utc>)>,
}

impl Invitation {
    /// Whether it can still be answered.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.answer.is_none() && now < self.expires_at
    }

    /// That it was sent.
    pub fn sent(&self) -> Event {
        let mut offered = self.offered();
        offered.insert("name".to_owned(), self.name.clone());
        self.told(EventKind::PersonInvited, &Facts::new(), &offered)
    }

    /// The person takes the role. Who gave it to themselves did something that the party is told of.
    pub fn accept(self, now: DateTime<Utc>) -> Result<(Self, Event), Vec<Refusal>> {
        let kind = if self.is_own() { EventKind::RoleGivenToOneself } else { EventKind::InvitationAccepted };
        let held = Facts::from([(format!("roles/{}", self.role), self.email.clone())]);
        self.answered(Answer::Accepted, now, kind, &held)
    }

    /// The person does not want the role.
    pub fn decline(self, now: DateTime<Utc>) -> Result<(Self, Event), Vec<Refusal>> {
        self.answered(Answer::Declined, now, EventKind::InvitationDeclined, &Facts::new())
    }

    /// The party takes it back.
    pub fn withdraw(self, now: DateTime<Utc>) -> Result<(Self, Event), Vec<Refusal>> {
        self.answered(Answer::Withdrawn, now, EventKind::InvitationWithdrawn, &Facts::new())
    }

    /// Whether somebody invited themselves.
    pub fn is_own(&self) -> bool {
        self.person == self.invited_by
    }

    fn answered(
        mut self,
        answer: Answer,
        now: DateTime<Utc>,
        kind: EventKind,
        after: &Facts,
    ) -> Result<(Self, Event), Vec<Refusal>> {
        if !self.is_open(now) {
            return Err(vec![Refusal::at(Code::InvitationOver, ["invitationId"])]);
        }
        self.answer = Some((answer, now));
        let event = self.told(kind, &self.offered(), after);
        Ok((self, event))
    }

    fn offered(&self) -> Facts {
        Facts::from([(format!("invitations/{}", self.role), self.email.clone())])
    }

    /// Invitations are a matter of the party: its trail tells of them.
    fn told(&self, kind: EventKind, before: &Facts, after: &Facts) -> Event {
        Event::new(kind, SubjectKind::Party, self.party.0, before, after)
    }
}

/// Until when an invitation sent at a moment is good.
pub fn expiry(sent_at: DateTime<Utc>) -> DateTime<Utc> {
    sent_at + TimeDelta::days(DAYS)
}
