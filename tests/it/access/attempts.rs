//! For every mutation an input that the rules of the trade refuse, after the question who may has been answered.

mod attachment;
mod coherence;
mod contract_life;
mod framework;
pub mod governance;
mod party;
pub mod reorganisation;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::Stage;

use super::people::PASSWORD;

/// An attempt, and what it meets when it is allowed.
pub struct Attempt {
    /// The input.
    pub input: Value,
    /// The code of the refusal; nothing where the attempt succeeds and changes nothing of the trade.
    pub refused_with: &'static str,
}

/// The things that the attempts are about, all of the municipality of Assen.
pub struct Things {
    pub contract: String,
    pub attachment: String,
    pub cycle: String,
    pub target_set: String,
    pub report: String,
    pub review: String,
    pub open_point: String,
    pub governance: governance::Things,
    pub reorganisation: String,
    pub assen: String,
    pub contractor: String,
    pub person: String,
    pub invitation: String,
}

/// A version that nothing has reached.
const NEVER_READ: i64 = 1_000_000;

/// One attempt for each mutation, by its name.
pub fn attempts(stage: &Stage<'_>, things: &Things, refresh_token: &str) -> BTreeMap<&'static str, Attempt> {
    let mut all = BTreeMap::new();
    all.extend(of_sessions(refresh_token));
    all.extend(party::attempts(things));
    all.extend(framework::attempts(stage));
    all.extend(of_the_platform(things));
    all.extend(of_the_contract(stage, things));
    all.extend(contract_life::attempts(things));
    all.extend(attachment::of_attachments(things));
    all.extend(of_the_year(things));
    all.extend(of_reports_and_reviews(things));
    all.extend(governance::attempts(things));
    all.extend(reorganisation::attempts(things));
    all.extend(coherence::attempts(things));
    all
}

pub type Named = (&'static str, Attempt);

fn refused(refused_with: &'static str, input: Value) -> Attempt {
    Attempt { input, refused_with }
}

fn stale(key: &str, id: &str, mut more: Value) -> Attempt {
    more[key] = id.into();
    more["expectedVersion"] = NEVER_READ.into();
    refused("STALE", more)
}

fn of_sessions(refresh_token: &str) -> Vec<Named> {
    vec![
        ("signIn", refused("", json!({ "email": "wil.beheerders@assen.example", "password": tests::stage::PASSWORD }))),
        ("refreshSession", refused("UNAUTHENTICATED", json!({ "refreshToken": refresh_token }))),
        ("signOut", refused("", json!({ "refreshToken": "no-such-token" }))),
        ("choosePassword", refused("LINK_INVALID", json!({ "token": "no-such-link", "password": PASSWORD }))),
        ("requestPasswordReset", refused("", json!({ "email": "niemand@nergens.example" }))),
    ]
}

fn of_the_platform(things: &Things) -> Vec<Named> {
    let (assen, nothing) = (&things.assen, json!([]));
    vec![
        (
            "invitePerson",
            refused("BAD_EMAIL", json!({ "partyId": assen, "role": "COUNCIL_MEMBER", "email": "x", "name": "X" })),
        ),
        // Somebody of Assen was invited, and it was taken back: they may answer it as far as that goes.
        ("acceptInvitation", refused("INVITATION_OVER", json!({ "invitationId": things.invitation }))),
        ("declineInvitation", refused("INVITATION_OVER", json!({ "invitationId": things.invitation }))),
        ("withdrawInvitation", refused("INVITATION_OVER", json!({ "invitationId": things.invitation }))),
        ("endRole", refused("NOT_FOUND", json!({ "partyId": assen, "personId": things.person, "role": "DIRECTOR" }))),
        (
            "createFramework",
            refused(
                "EMPTY",
                json!({ "name": "", "yearFrom": 2020, "yearTo": 2024, "ownerIds": [assen],
                "goals": [{ "code": "X", "domain": "WORK", "text": "X" }] }),
            ),
        ),
        ("resendMail", refused("NOT_FOUND", json!({ "mailId": "00000000-0000-0000-0000-000000000000" }))),
        ("defineTask", refused("EMPTY", json!({ "name": "", "goalIds": nothing }))),
        (
            "defineDimension",
            refused(
                "EMPTY",
                json!({ "code": "", "nameNl": "x", "nameEn": "x",
                "cells": [{ "code": "a", "nameNl": "a", "nameEn": "a" }, { "code": "b", "nameNl": "b", "nameEn": "b" }] }),
            ),
        ),
        (
            "defineIndicator",
            refused(
                "EMPTY",
                json!({ "code": "", "nameNl": "x", "nameEn": "x", "description": "x", "unit": "x",
                "kind": "FLOW", "direction": "HIGHER" }),
            ),
        ),
    ]
}

fn of_the_contract(stage: &Stage<'_>, things: &Things) -> Vec<Named> {
    let about = |more: Value| stale("contractId", &things.contract, more);
    let terms = stage.terms("PO-WPDA");
    let mut without_title = terms.clone();
    without_title["title"] = "".into();
    without_title["code"] = "NIEUW".into();
    let draft = json!({ "terms": without_title, "clientIds": [things.assen], "contractorId": things.contractor });
    let decided = json!({ "municipalityId": things.assen, "decidedOn": "2019-06-01", "decisionReference": "x" });
    vec![
        ("draftContract", refused("EMPTY", draft)),
        ("reviseContract", about(json!({ "terms": terms }))),
        ("fillMatrix", about(json!({ "entries": stage.matrix_entries("PO-WPDA", &Value::Null) }))),
        ("chooseIndicators", about(json!({ "indicators": stage.indicator_inputs("PO-WPDA") }))),
        ("offerContract", about(json!({}))),
        ("sendBackContract", about(json!({ "remarks": "x" }))),
        ("agreeContract", about(json!({}))),
        ("adoptContract", about(decided)),
        ("withdrawContract", about(json!({ "reason": "x" }))),
        ("openCycle", refused("YEAR_OUTSIDE_CONTRACT", json!({ "contractId": things.contract, "year": 1999 }))),
    ]
}

fn of_the_year(things: &Things) -> Vec<Named> {
    let about = |more: Value| stale("targetSetId", &things.target_set, more);
    let decided = json!({ "decidedOn": "2019-12-01", "decisionReference": "x" });
    vec![
        ("setTargets", about(json!({ "targets": [] }))),
        ("proposeTargets", about(json!({}))),
        ("counterTargets", about(json!({ "counterProposals": [] }))),
        ("agreeTargets", about(json!({ "targetIds": [] }))),
        ("adoptTargets", about(decided)),
        ("closeOpenPoint", stale("openPointId", &things.open_point, json!({ "reason": "x" }))),
        ("openReview", refused("WRONG_STATE", json!({ "cycleId": things.cycle }))),
    ]
}

fn of_reports_and_reviews(things: &Things) -> Vec<Named> {
    let report = |more: Value| stale("reportId", &things.report, more);
    let review = |more: Value| stale("reviewId", &things.review, more);
    let whole = json!([{ "part": "WHOLE", "reason": "x" }]);
    vec![
        ("fillReport", report(json!({ "explanation": "x" }))),
        ("submitReport", report(json!({}))),
        ("returnReport", report(json!({ "municipalityId": things.assen, "parts": whole }))),
        ("acceptReport", report(json!({ "municipalityId": things.assen }))),
        ("writeReview", review(json!({ "conclusion": "x" }))),
        ("sendReviewForReply", review(json!({}))),
        ("replyToReview", review(json!({ "agrees": true, "text": "x" }))),
        ("finaliseReview", review(json!({ "decidedOn": "2021-06-01", "decisionReference": "x" }))),
    ]
}
