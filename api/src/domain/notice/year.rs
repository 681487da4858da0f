//! The mail that follows from the acts of a year: targets, reports, reviews.

use chrono::NaiveDate;

use super::{
    Audience, Facts, Notice, Template,
    contracting::{at, facts, join},
    returned,
};
use crate::domain::{
    contract::Contract,
    cycle::Cycle,
    event::EventKind,
    ids::PartyId,
    person::Role,
    report::{Basis, Report},
    review::{ReplyKind, Review, ReviewState},
    target::{Side, TargetSet, Year},
};

const DECIDING: [Role; 2] = [Role::AccountHolder, Role::PortfolioHolder];
const EXECUTING: [Role; 2] = [Role::Director, Role::Reporter];

/// Opening a year: the municipalities set targets, the organisation knows it is coming.
pub fn cycle_opened(contract: &Contract, cycle: &Cycle) -> Vec<Notice> {
    let write = |template, audience, due_on| Notice {
        template,
        audience,
        facts: with_year(contract, cycle),
        due_on,
        path: format!("cycles/{}", cycle.id.0),
    };
    vec![
        write(
            Template::CycleOpened,
            everyone_at(contract, &[Role::AccountHolder]),
            Some(cycle.calendar.proposal_due_on),
        ),
        write(Template::CycleOpenedForInformation, contractor(contract, &EXECUTING), None),
    ]
}

/// What follows from an act on a municipality's targets, but for a counter-proposal.
pub fn targets(kind: EventKind, year: Year<'_>, set: &TargetSet) -> Vec<Notice> {
    let Year { contract, cycle, .. } = year;
    let own = set.municipality.id;
    let write = |template, audience, due_on| about_targets(template, audience, due_on, year, set);
    match kind {
        EventKind::TargetsProposed => {
            let due_on = Some(cycle.calendar.agreement_due_on);
            vec![write(Template::TargetsProposed, contractor(contract, &[Role::Director]), due_on)]
        }
        EventKind::TargetsAgreed => {
            vec![write(Template::TargetsAgreed, at(&[own], &DECIDING), Some(cycle.calendar.adoption_due_on))]
        }
        EventKind::TargetsAdopted => {
            let others = everyone_at(contract, &[Role::AccountHolder]);
            vec![write(Template::TargetsAdopted, join(contractor(contract, &[Role::Director]), others), None)]
        }
        EventKind::TargetsFixed => {
            let all = join(contractor(contract, &EXECUTING), everyone_at(contract, &DECIDING));
            vec![write(Template::TargetsFixed, all, None)]
        }
        _ => Vec::new(),
    }
}

/// A counter-proposal is for the other side to answer.
pub fn targets_countered(year: Year<'_>, set: &TargetSet, by: Side) -> Vec<Notice> {
    let audience = match by {
        Side::Contractor => at(&[set.municipality.id], &[Role::AccountHolder]),
        Side::Client => contractor(year.contract, &[Role::Director]),
    };
    let due_on = Some(year.cycle.calendar.agreement_due_on);
    vec![about_targets(Template::TargetsCountered, audience, due_on, year, set)]
}

fn about_targets(
    template: Template,
    audience: Audience,
    due_on: Option<NaiveDate>,
    year: Year<'_>,
    set: &TargetSet,
) -> Notice {
    let mut facts = with_year(year.contract, year.cycle);
    facts.insert("municipality", set.municipality.name.clone());
    Notice { template, audience, facts, due_on, path: format!("targets/{}", set.id.0) }
}

/// What follows from an act on a report.
pub fn reporting(kind: EventKind, basis: Basis<'_>, report: &Report) -> Vec<Notice> {
    let Year { contract, cycle, .. } = basis.year;
    let write = |template, audience, due_on| {
        let mut facts = with_year(contract, cycle);
        facts.insert("period", format!("{} – {}", report.period.from, report.period.to));
        if let Some(last) = report.returns.last().filter(|_| template == Template::ReportReturned) {
            facts.insert("reason", returned::told(basis, report));
            facts.insert("municipality", client_name(contract, last.municipality));
        }
        if let Some(last) = latest_acceptance(report) {
            facts.entry("municipality").or_insert_with(|| client_name(contract, last));
        }
        Notice { template, audience, facts, due_on, path: format!("reports/{}", report.id.0) }
    };
    match kind {
        EventKind::ReportSubmitted => {
            // Who has accepted already has nothing to do.
            let open = report.handlings.iter().filter(|it| it.by.is_none()).map(|it| it.municipality.id);
            vec![write(Template::ReportSubmitted, at(&open.collect::<Vec<_>>(), &[Role::AccountHolder]), None)]
        }
        EventKind::ReportReturned => vec![write(Template::ReportReturned, contractor(contract, &EXECUTING), None)],
        EventKind::ReportAcceptedByClient => {
            vec![write(Template::ReportAcceptedByClient, contractor(contract, &EXECUTING), None)]
        }
        EventKind::ReportAccepted => {
            let all = join(contractor(contract, &EXECUTING), everyone_at(contract, &[Role::AccountHolder]));
            let mut notices = vec![write(Template::ReportAccepted, all, None)];
            if report.annual {
                notices.extend(review_opened(contract, cycle));
            }
            notices
        }
        _ => Vec::new(),
    }
}

/// The reviews are open: the account holders write them.
pub fn review_opened(contract: &Contract, cycle: &Cycle) -> Vec<Notice> {
    vec![Notice {
        template: Template::ReviewOpened,
        audience: everyone_at(contract, &[Role::AccountHolder]),
        facts: with_year(contract, cycle),
        due_on: Some(cycle.calendar.review_due_on),
        path: format!("cycles/{}", cycle.id.0),
    }]
}

/// What follows from an act on a review.
pub fn reviewing(kind: EventKind, year: Year<'_>, review: &Review) -> Vec<Notice> {
    let Year { contract, cycle, .. } = year;
    let own = review.municipality.id;
    let write = |template, audience, due_on| {
        let mut facts = with_year(contract, cycle);
        facts.insert("municipality", review.municipality.name.clone());
        Notice { template, audience, facts, due_on, path: format!("reviews/{}", review.id.0) }
    };
    let final_date = Some(cycle.calendar.review_due_on);
    match kind {
        EventKind::ReviewSentForReply => {
            let ReviewState::ForReply { due_on, .. } = review.state else { return Vec::new() };
            vec![write(Template::ReviewForReply, contractor(contract, &[Role::Director]), Some(due_on))]
        }
        EventKind::ReviewReplied if review.state.reply_kind() == Some(ReplyKind::Disagree) => {
            vec![write(Template::ReviewDisputed, at(&[own], &[Role::PortfolioHolder]), final_date)]
        }
        EventKind::ReviewReplied => vec![write(Template::ReviewReplied, at(&[own], &DECIDING), final_date)],
        EventKind::ReviewFinalised => {
            vec![write(Template::ReviewFinal, contractor(contract, &EXECUTING), None)]
        }
        EventKind::CycleClosed => {
            let all = join(contractor(contract, &EXECUTING), everyone_at(contract, &DECIDING));
            let closed = write(Template::CycleClosed, all, None);
            vec![
                write(Template::ReviewFinal, contractor(contract, &EXECUTING), None),
                // It tells of the year, not of the review that happened to be the last.
                Notice { path: format!("cycles/{}", cycle.id.0), ..closed },
            ]
        }
        _ => Vec::new(),
    }
}

fn with_year(contract: &Contract, cycle: &Cycle) -> Facts {
    let mut facts = facts(contract);
    facts.insert("year", cycle.year.to_string());
    facts
}

fn contractor(contract: &Contract, roles: &[Role]) -> Audience {
    at(&[contract.terms.contractor.id], roles)
}

fn everyone_at(contract: &Contract, roles: &[Role]) -> Audience {
    at(&contract.client_ids(), roles)
}

fn client_name(contract: &Contract, municipality: PartyId) -> String {
    contract.client_name(municipality)
}

fn latest_acceptance(report: &Report) -> Option<PartyId> {
    report.handlings.iter().max_by_key(|it| it.by.map(|(_, at)| at)).map(|it| it.municipality.id)
}
