use super::*;
use crate::domain::{
    ids::PartyId,
    refusal::{Code, Outcome},
    samples::{day, id},
};

fn number(number: u128) -> PartyId {
    PartyId(id(number))
}

/// A municipality that exists from and until then.
fn town(it: u128, from: Option<&str>, to: Option<&str>) -> Party {
    let made = municipality(number(it), "Stad", "0014", from.map(day), &[]).unwrap();
    Party { valid_to: to.map(day), ..made }
}

fn registration(legal_form: LegalForm) -> Registration {
    Registration {
        name: "Werkbedrijf".into(),
        code: "WB".into(),
        legal_form,
        part_of: None,
        sector: None,
        category: false,
        identifiers: Identifiers::default(),
        valid_from: None,
    }
}

fn body(it: u128, legal_form: LegalForm) -> Party {
    organisation(number(it), registration(legal_form), None, &[]).unwrap()
}

fn category(it: u128) -> Party {
    organisation(number(it), Registration { category: true, ..registration(LegalForm::ProviderGroup) }, None, &[])
        .unwrap()
}

fn told<T: std::fmt::Debug>(outcome: Outcome<T>) -> Vec<(Code, String)> {
    outcome.unwrap_err().into_iter().map(|it| (it.code, it.path.join("."))).collect()
}

fn at(code: Code, path: &str) -> (Code, String) {
    (code, path.to_owned())
}

#[test]
fn only_a_body_that_stands_by_itself_never_contracts_and_only_arrangements_have_participants() {
    let which = |is: fn(&Party) -> bool| -> Vec<LegalForm> {
        let forms = LegalForm::ALL.iter().copied().filter(|form| !form.is_department());
        forms.filter(|form| is(&body(1, *form))).collect()
    };
    assert_eq!(which(Party::never_contracts), [LegalForm::IndependentAdministrativeBody]);
    assert_eq!(which(Party::is_joint_body), [LegalForm::JointArrangement, LegalForm::ModularJointArrangement]);
    let town = town(2, None, None);
    assert!(!town.never_contracts() && !town.is_joint_body() && !town.is_department());
}

#[test]
fn a_department_or_team_is_part_of_a_municipality() {
    for form in [LegalForm::MunicipalDepartment, LegalForm::MunicipalTeam] {
        assert_eq!(told(organisation(number(1), registration(form), None, &[])), [at(Code::Empty, "partOfId")]);
        let within = |whole: &Party| Registration { part_of: Some(whole.id), ..registration(form) };
        let works = body(2, LegalForm::Foundation);
        let refused = organisation(number(1), within(&works), Some(&works), &[]);
        assert_eq!(told(refused), [at(Code::WrongParty, "partOfId")]);
        let town = town(3, None, None);
        let made = organisation(number(1), within(&town), Some(&town), &[]).unwrap();
        assert!(made.is_department() && made.detail.part_of == Some(town.id));
    }
    let works = body(2, LegalForm::JointArrangement);
    let part = Registration { part_of: Some(works.id), ..registration(LegalForm::OrganisationPart) };
    assert!(organisation(number(1), part.clone(), Some(&works), &[]).is_ok(), "other parts may be part of anything");
    assert_eq!(told(organisation(number(1), part, None, &[])), [at(Code::NotFound, "partOfId")]);
}

#[test]
fn all_that_is_wrong_with_an_organisation_is_told_at_once() {
    let wrong = Registration {
        name: " ".into(),
        code: String::new(),
        identifiers: Identifiers { oin: Some("1".into()), kvk_number: Some("1234567a".into()) },
        ..registration(LegalForm::MunicipalTeam)
    };
    let all = [
        at(Code::Empty, "name"),
        at(Code::Empty, "code"),
        at(Code::Empty, "partOfId"),
        at(Code::BadOin, "oin"),
        at(Code::BadKvkNumber, "kvkNumber"),
    ];
    assert_eq!(told(organisation(number(1), wrong, None, &[])), all);
}

#[test]
fn a_number_has_its_form_and_belongs_to_one_party() {
    let party = body(1, LegalForm::Foundation);
    let oin = |text: &str| Identifiers { oin: Some(text.into()), kvk_number: None };
    for wrong in ["", "0000000123456789000", "000000012345678900000", "10000001234567890000", "0000000123456789000x"] {
        assert_eq!(told(identify(&party, oin(wrong), &[])), [at(Code::BadOin, "oin")], "{wrong}");
    }
    let both = Identifiers { oin: Some("00000001234567890000".into()), kvk_number: Some("12345678".into()) };
    let identified = identify(&party, both.clone(), &[]).unwrap();
    assert_eq!((&identified.detail.identifiers, identified.version), (&both, 2));
    assert!(identify(&identified, both.clone(), std::slice::from_ref(&identified)).is_ok(), "its own numbers");
    let other = body(2, LegalForm::Foundation);
    let refused = identify(&other, both, std::slice::from_ref(&identified));
    assert_eq!(told(refused), [at(Code::Taken, "oin"), at(Code::Taken, "kvkNumber")]);
    assert!(identify(&other, Identifiers::default(), &[identified]).is_ok(), "no numbers are shared by many");
}

#[test]
fn a_code_passes_to_a_new_legal_person_once_the_old_one_ended() {
    let old = town(1, None, Some("2018-12-31"));
    let from = |text: &str| municipality(number(2), "Stad", "0014", Some(day(text)), std::slice::from_ref(&old));
    assert!(from("2019-01-01").is_ok());
    assert_eq!(told(from("2018-12-31")), [at(Code::Taken, "cbsCode")]);
    let unknown = municipality(number(2), "Stad", "0014", None, std::slice::from_ref(&old));
    assert_eq!(told(unknown), [at(Code::Taken, "cbsCode")]);
    let running = municipality(number(2), "Stad", "0014", Some(day("2019-01-01")), &[town(1, None, None)]);
    assert_eq!(told(running), [at(Code::Taken, "cbsCode")]);
    assert!(old.exists_on(day("2018-12-31")) && !old.exists_on(day("2019-01-01")));
    assert!(!town(3, Some("2019-01-01"), None).exists_on(day("2018-12-31")));
}

fn participation(from: &str, to: Option<&str>) -> Participation {
    Participation { organisation: number(1), municipality: number(2), from: day(from), to: to.map(day) }
}

#[test]
fn only_a_joint_body_has_participants_and_each_once_at_a_time() {
    let (joint, town) = (body(1, LegalForm::JointArrangement), town(2, None, None));
    let held = [participation("2016-01-01", Some("2018-12-31"))];
    let join = |wanted| participate(Some(&joint), Some(&town), &held, wanted);
    assert!(join(participation("2019-01-01", None)).is_ok());
    assert!(join(participation("2015-01-01", Some("2015-12-31"))).is_ok());
    assert_eq!(told(join(participation("2018-12-31", None))), [at(Code::Overlaps, "from")]);
    assert_eq!(told(join(participation("2015-01-01", Some("2016-01-01")))), [at(Code::Overlaps, "from")]);
    assert_eq!(told(join(participation("2020-01-02", Some("2020-01-01")))), [at(Code::PeriodReversed, "to")]);
    let other = [Participation { municipality: number(9), ..participation("2016-01-01", None) }];
    assert!(participate(Some(&joint), Some(&town), &other, participation("2016-01-01", None)).is_ok());

    let works = body(1, LegalForm::PrivateCompany);
    let refused = participate(Some(&works), Some(&works), &[], participation("2019-01-01", None));
    assert_eq!(told(refused), [at(Code::NotAJointBody, "organisationId"), at(Code::WrongParty, "municipalityId")]);
    let refused = participate(Some(&town), None, &[], participation("2019-01-01", None));
    assert_eq!(told(refused), [at(Code::WrongParty, "organisationId"), at(Code::NotFound, "municipalityId")]);
}

#[test]
fn a_participation_ends_on_a_day_on_which_it_holds() {
    let held = [participation("2016-01-01", Some("2018-12-31")), participation("2020-01-01", None)];
    let end = |on: &str| end_participation(&held, number(2), day(on));
    let ended = end("2021-12-31").unwrap();
    assert_eq!((ended.from, ended.to), (day("2020-01-01"), Some(day("2021-12-31"))));
    assert!(ended.holds_on(day("2021-12-31")) && !ended.holds_on(day("2022-01-01")));
    assert_eq!(end("2017-06-30").unwrap().from, day("2016-01-01"), "an earlier last day corrects a later one");
    assert_eq!(told(end("2019-06-30")), [at(Code::PeriodReversed, "endsOn")]);
    assert_eq!(
        told(end_participation(&held[..1], number(2), day("2019-01-01"))),
        [at(Code::NotFound, "municipalityId")]
    );
    assert_eq!(told(end_participation(&held, number(9), day("2021-01-01"))), [at(Code::NotFound, "municipalityId")]);
}

fn membership(from: &str, to: Option<&str>) -> CategoryMembership {
    let (category, member, municipality) = (number(1), number(3), number(2));
    CategoryMembership { category, member, municipality, from: day(from), to: to.map(day) }
}

#[test]
fn only_a_category_has_members_that_are_none_themselves() {
    let (group, member, town) = (category(1), body(3, LegalForm::Foundation), town(2, None, None));
    let join = |group: &Party, member: &Party, place: &Party| {
        join_category(Some(group), Some(member), Some(place), &[], membership("2020-01-01", None))
    };
    assert!(join(&group, &member, &town).is_ok());
    assert_eq!(told(join(&member, &member, &town)), [at(Code::NotACategory, "categoryId")]);
    assert_eq!(told(join(&group, &group, &town)), [at(Code::WrongParty, "memberId")]);
    assert_eq!(told(join(&group, &category(3), &town)), [at(Code::WrongParty, "memberId")]);
    assert_eq!(told(join(&group, &member, &member)), [at(Code::WrongParty, "municipalityId")]);
    let reversed = membership("2020-01-02", Some("2020-01-01"));
    let all = join_category(None, None, None, &[], reversed);
    let nothing = ["categoryId", "memberId", "municipalityId"].map(|field| at(Code::NotFound, field));
    assert_eq!(told(all), [&nothing[..], &[at(Code::PeriodReversed, "to")]].concat());
}

#[test]
fn a_membership_overlaps_only_with_the_same_member_in_the_same_municipality() {
    let (group, member, town) = (category(1), body(3, LegalForm::Foundation), town(2, None, None));
    let join = |held: CategoryMembership| {
        join_category(Some(&group), Some(&member), Some(&town), &[held], membership("2020-01-01", None))
    };
    let running = membership("2019-01-01", None);
    assert_eq!(told(join(running.clone())), [at(Code::Overlaps, "from")]);
    assert!(join(CategoryMembership { municipality: number(9), ..running.clone() }).is_ok());
    assert!(join(CategoryMembership { member: number(9), ..running }).is_ok());
    assert!(join(membership("2019-01-01", Some("2019-12-31"))).is_ok());

    let held = [membership("2019-01-01", None)];
    assert_eq!(end_membership(&held, number(3), number(2), day("2019-06-30")).unwrap().to, Some(day("2019-06-30")));
    let elsewhere = end_membership(&held, number(3), number(9), day("2019-06-30"));
    assert_eq!(told(elsewhere), [at(Code::NotFound, "memberId")]);
}
