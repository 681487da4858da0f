//! What the story says of coherence and of reorganisations.

use super::*;
use crate::domain::{
    coherence::{CooperationOutcome as Outcome, FindingKind, View, findings},
    contract::{TerminationGround, Validity},
    ids::{PartyId, TaskId},
};
use crate::policy::Viewer;

async fn municipality(stage: &Stage, code: &str, day: &str) -> PartyId {
    let found = storage::party::by_cbs_code(&stage.services.database, code, day.parse().unwrap()).await.unwrap();
    found.unwrap().id
}

pub async fn what_does_not_fit_in_assen_is_found(stage: &Stage) {
    let assen = municipality(stage, "0106", "2020-06-01").await;
    let sources = storage::coherence::sources(&stage.services.database, &[assen]).await.unwrap();
    let found = findings(&sources.landscape(assen, &View::on("2020-06-01".parse().unwrap())));
    let task = |id: &TaskId| sources.tasks.iter().find(|task| task.id == *id).unwrap().name.clone();
    let of = |kind| found.iter().filter(move |finding| finding.kind == kind);
    let nobody: Vec<String> = of(FindingKind::NobodyResponsible).flat_map(|it| &it.tasks).map(task).collect();
    for wanted in ["laaggeletterdheid bestrijden", "financiële mogelijkheden om mee te doen"] {
        assert!(nobody.iter().any(|name| name == wanted), "{wanted}: {nobody:?}");
    }
    assert!(nobody.iter().any(|name| name.starts_with("sluitende aanpak jongeren")), "{nobody:?}");
    for fine in ["perspectief (route) vaststellen", "financiële stabiliteit"] {
        assert!(!nobody.iter().any(|name| name == fine), "{fine}: {nobody:?}");
    }
    assert_eq!(of(FindingKind::DoubleResponsibility).count(), 0);
    let outcomes = |outcome| of(FindingKind::Cooperation).filter(move |it| it.outcome == Some(outcome)).count();
    assert_eq!((outcomes(Outcome::OneSided), outcomes(Outcome::External), outcomes(Outcome::Confirmed)), (1, 1, 2));
    assert_eq!(outcomes(Outcome::NoCounterMatrix), 7, "social teams, credit bank and region, of both");
}

pub async fn the_reorganisations_are_done(stage: &Stage) {
    let on = |contract: &Contract, day: &str| -> Vec<String> {
        let clients = contract.clients_on(day.parse().unwrap());
        clients.map(|client| client.municipality.name.clone()).collect()
    };
    let fivelingo = contract(stage, "fokje.fantasie@fivelingo.example", "OPDR-FIV").await;
    assert_eq!(on(&fivelingo, "2018-12-31"), ["Delfzijl", "Appingedam", "Loppersum", "Ten Boer"]);
    assert_eq!(on(&fivelingo, "2019-01-01"), ["Delfzijl", "Appingedam", "Loppersum", "Groningen"]);
    assert_eq!(on(&fivelingo, "2021-01-01"), ["Groningen", "Eemsdelta"]);
    assert_eq!(fivelingo.validity("2021-01-01".parse().unwrap()), Validity::InForce);
    let isd = contract(stage, "iebe.inbeelding@isd.example", "OPDR-ISD").await;
    let validity = ["2020-12-31", "2021-01-01"].map(|day| isd.validity(day.parse().unwrap()));
    assert_eq!(validity, [Validity::InForce, Validity::Terminated]);
    assert!(isd.terminations.iter().all(|ended| ended.ground == TerminationGround::LapsedByLaw));
    // Whoever worked for Delfzijl works for Eemsdelta, and answers for the past of all three.
    let viewer = viewer(stage, "douwe.dijkstand@delfzijl.example").await;
    let eemsdelta = municipality(stage, "1979", "2021-01-01").await;
    assert!(viewer.holds(Role::AccountHolder, eemsdelta));
    assert_eq!(viewer.memberships.len(), 4);
}

/// Somebody by the address they sign in with, with the rights of today.
async fn viewer(stage: &Stage, email: &str) -> Viewer {
    let database = &stage.services.database;
    let person = storage::person::by_email(database, email).await.unwrap().unwrap();
    storage::person::viewer(database, person.id, local_day(stage.clock.now())).await.unwrap().unwrap()
}

/// A contract by its code, as somebody sees it.
async fn contract(stage: &Stage, email: &str, code: &str) -> Contract {
    let viewer = viewer(stage, email).await;
    storage::contract::by_code(&stage.services.database, &viewer, code).await.unwrap().pop().unwrap()
}
