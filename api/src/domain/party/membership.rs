//! Who takes part in a joint body, and who belongs to a category of partners, from when to when.

use chrono::NaiveDate;

use super::Party;
use crate::domain::{
    ids::PartyId,
    refusal::{Code, Outcome, Refusal, unless_refused},
};

/// A municipality that takes part in a joint body (deelnemer).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// The joint body.
    pub organisation: PartyId,
    /// The participant.
    pub municipality: PartyId,
    /// From which day.
    pub from: NaiveDate,
    /// Up to and including which day, where it ended.
    pub to: Option<NaiveDate>,
}

impl Participation {
    /// Whether it holds on that day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        holds((self.from, self.to), day)
    }
}

/// A party that belongs to a category of partners (providers of day activities, social teams) in one municipality:
/// naming the category in a matrix counts for each member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryMembership {
    /// The category.
    pub category: PartyId,
    /// The member.
    pub member: PartyId,
    /// In which municipality.
    pub municipality: PartyId,
    /// From which day.
    pub from: NaiveDate,
    /// Up to and including which day, where it ended.
    pub to: Option<NaiveDate>,
}

impl CategoryMembership {
    /// Whether it holds on that day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        holds((self.from, self.to), day)
    }
}

/// First and last day; no last day while it goes on.
type Span = (NaiveDate, Option<NaiveDate>);

fn holds((from, to): Span, day: NaiveDate) -> bool {
    from <= day && to.is_none_or(|to| to >= day)
}

fn overlap(one: Span, other: Span) -> bool {
    one.1.is_none_or(|to| to >= other.0) && other.1.is_none_or(|to| to >= one.0)
}

/// A new span must run forwards and share no day with those there are.
fn check_span(wanted: Span, held: impl Iterator<Item = Span>, no: &mut Vec<Refusal>) {
    if wanted.1.is_some_and(|to| to < wanted.0) {
        no.push(Refusal::at(Code::PeriodReversed, ["to"]));
    } else if held.into_iter().any(|span| overlap(span, wanted)) {
        no.push(Refusal::at(Code::Overlaps, ["from"]));
    }
}

/// Which of them ends on that day: the one that holds then. What only starts later cannot end before it starts.
fn ending<T: Clone>(held: &[T], ends_on: NaiveDate, span: impl Fn(&T) -> Span, field: &str) -> Outcome<T> {
    if let Some(found) = held.iter().find(|it| holds(span(it), ends_on)) {
        return Ok(found.clone());
    }
    Err(vec![if held.iter().any(|it| span(it).0 > ends_on) {
        Refusal::at(Code::PeriodReversed, ["endsOn"])
    } else {
        Refusal::at(Code::NotFound, [field])
    }])
}

/// Why nobody can take part in it.
pub fn cannot_have_participants(body: &Party) -> Vec<Refusal> {
    if body.is_municipality() {
        vec![Refusal::at(Code::WrongParty, ["organisationId"])]
    } else if body.is_joint_body() {
        Vec::new()
    } else {
        vec![Refusal::at(Code::NotAJointBody, ["organisationId"])]
    }
}

/// Why nobody can belong to it.
pub fn cannot_have_members(category: &Party) -> Vec<Refusal> {
    if category.is_category() { Vec::new() } else { vec![Refusal::at(Code::NotACategory, ["categoryId"])] }
}

fn check_municipality(municipality: Option<&Party>, no: &mut Vec<Refusal>) {
    match municipality {
        None => no.push(Refusal::at(Code::NotFound, ["municipalityId"])),
        Some(it) if !it.is_municipality() => no.push(Refusal::at(Code::WrongParty, ["municipalityId"])),
        Some(_) => {}
    }
}

/// Lets a municipality take part in a joint body; `held` are the body's participations so far.
pub fn participate(
    body: Option<&Party>,
    municipality: Option<&Party>,
    held: &[Participation],
    wanted: Participation,
) -> Outcome<Participation> {
    let mut no = body.map_or_else(|| vec![Refusal::at(Code::NotFound, ["organisationId"])], cannot_have_participants);
    check_municipality(municipality, &mut no);
    let same = held.iter().filter(|it| it.municipality == wanted.municipality).map(|it| (it.from, it.to));
    check_span((wanted.from, wanted.to), same, &mut no);
    unless_refused(no, || wanted)
}

/// Ends the participation of a municipality; `held` are the body's participations.
pub fn end_participation(held: &[Participation], municipality: PartyId, ends_on: NaiveDate) -> Outcome<Participation> {
    let own: Vec<Participation> = held.iter().filter(|it| it.municipality == municipality).cloned().collect();
    let found = ending(&own, ends_on, |it| (it.from, it.to), "municipalityId")?;
    Ok(Participation { to: Some(ends_on), ..found })
}

/// Lets a party belong to a category in a municipality; `held` are the category's memberships so far.
pub fn join_category(
    category: Option<&Party>,
    member: Option<&Party>,
    municipality: Option<&Party>,
    held: &[CategoryMembership],
    wanted: CategoryMembership,
) -> Outcome<CategoryMembership> {
    let mut no = category.map_or_else(|| vec![Refusal::at(Code::NotFound, ["categoryId"])], cannot_have_members);
    match member {
        None => no.push(Refusal::at(Code::NotFound, ["memberId"])),
        // A category in a category would make what naming it counts for depend on itself.
        Some(it) if it.is_category() || it.id == wanted.category => {
            no.push(Refusal::at(Code::WrongParty, ["memberId"]));
        }
        Some(_) => {}
    }
    check_municipality(municipality, &mut no);
    let same = held.iter().filter(|it| it.member == wanted.member && it.municipality == wanted.municipality);
    check_span((wanted.from, wanted.to), same.map(|it| (it.from, it.to)), &mut no);
    unless_refused(no, || wanted)
}

/// Ends that a party belongs to a category in a municipality; `held` are the category's memberships.
pub fn end_membership(
    held: &[CategoryMembership],
    member: PartyId,
    municipality: PartyId,
    ends_on: NaiveDate,
) -> Outcome<CategoryMembership> {
    let own = held.iter().filter(|it| it.member == member && it.municipality == municipality);
    let own: Vec<CategoryMembership> = own.cloned().collect();
    let found = ending(&own, ends_on, |it| (it.from, it.to), "memberId")?;
    Ok(CategoryMembership { to: Some(ends_on), ..found })
}
