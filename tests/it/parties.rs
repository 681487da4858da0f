//! Parties as the administrator of the platform enters them, and the municipalities that are there from the start.

use serde_json::{Value, json};
use tests::stage::ELSEWHERE;
use tests::{Actor, Stage, TestApp};

/// The acts that only somebody looking at the result can tell apart from doing nothing.
async fn ids(stage: &Stage<'_>, codes: &[&str]) -> Vec<Value> {
    let document = "query($code: String!) { municipalityByCode(cbsCode: $code) { id } }";
    let mut found = Vec::new();
    for code in codes {
        let answer = stage.platform_admin().run(document, json!({ "code": code })).await;
        found.push(answer.at("/municipalityByCode/id").clone());
    }
    found
}

async fn register(admin: &Actor, more: Value) -> String {
    let mut input = json!({ "name": more["code"], "legalForm": "FOUNDATION" });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    admin.did("registerOrganisation", input).await["organisation"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_municipalities_are_there_and_a_name_is_not_an_identity() {
    let app = TestApp::for_years().await;
    let stage = Stage::parties(&app).await;
    let stranger = stage.stranger();
    let by_code = "query($day: Date) { municipalityByCode(cbsCode: \"0014\", asOf: $day) {
        id name validFrom validTo successor { id cbsCode } } }";
    let old = stranger.run(by_code, json!({ "day": "2018-12-31" })).await;
    let new = stranger.run(by_code, json!({ "day": "2019-01-01" })).await;
    let (old, new) = (old.at("/municipalityByCode"), new.at("/municipalityByCode"));
    assert_eq!((&old["name"], &old["validTo"]), (&json!("Groningen"), &json!("2018-12-31")));
    assert_eq!((&new["name"], &new["validFrom"]), (&json!("Groningen"), &json!("2019-01-01")));
    assert_ne!(old["id"], new["id"]);
    assert_eq!(old["successor"], json!({ "id": new["id"], "cbsCode": "0014" }));
    let today = stranger.run(by_code, json!({})).await;
    assert_eq!(today.at("/municipalityByCode/id"), &new["id"]);

    let list = "query($search: String, $day: Date) { municipalities(search: $search, asOf: $day, first: 5) {
        totalCount nodes { name successor { name } } } }";
    let search = async |search: &str, day: &str| {
        stranger.run(list, json!({ "search": search, "day": day })).await.at("/municipalities").clone()
    };
    let found = search("ZIJL", "2020-12-31").await;
    assert_eq!(
        found,
        json!({ "totalCount": 1, "nodes": [
        { "name": "Delfzijl", "successor": { "name": "Eemsdelta" } },
    ] })
    );
    assert_eq!(search("zijl", "2021-01-01").await["totalCount"], 0);
    assert_eq!(search("eemsdelta", "2020-12-31").await["totalCount"], 0);
    assert_eq!(search("eemsdelta", "2021-01-01").await["totalCount"], 1);
    assert_eq!(search("%", "2021-01-01").await["totalCount"], 0, "a sign of the database is a sign like any other");
    assert_eq!(search("", "2021-01-01").await["totalCount"], 342);
    assert_eq!(search("", "2018-12-31").await["totalCount"], 342 - 1 + 4, "without Eemsdelta, with those before it");
}

#[tokio::test]
async fn a_code_is_unique_on_a_day() {
    let app = TestApp::for_years().await;
    let stage = Stage::parties(&app).await;
    let admin = stage.platform_admin();
    let input = json!({ "name": "Assen", "cbsCode": "0106", "validFrom": "2019-01-01" });
    app.changing_nothing(async {
        admin
            .act("registerMunicipality", input.clone())
            .await
            .assert_refused("registerMunicipality", &[("TAKEN", "cbsCode")]);
    })
    .await;
    // The code of Delfzijl is free from the day after its last.
    let input = json!({ "name": "Nieuw Delfzijl", "cbsCode": "0010", "validFrom": "2021-01-01" });
    admin.did("registerMunicipality", input).await;
    assert_eq!(ids(&stage, &[ELSEWHERE.1]).await, [json!(stage.party(ELSEWHERE.0))]);
}

#[tokio::test]
async fn a_party_is_part_of_another_and_has_its_numbers() {
    let app = TestApp::for_years().await;
    let stage = Stage::parties(&app).await;
    let (admin, assen) = (stage.platform_admin(), stage.party("Assen"));
    let team = register(admin, json!({ "code": "WT", "legalForm": "MUNICIPAL_TEAM", "partOfId": assen })).await;
    let mgr = register(
        admin,
        json!({ "code": "MGR", "legalForm": "MODULAR_JOINT_ARRANGEMENT", "sector": "PUBLIC",
            "oin": "00000001234567890000", "kvkNumber": "12345678", "validFrom": "2017-01-01" }),
    )
    .await;
    let wsp = register(admin, json!({ "code": "WSP", "legalForm": "ORGANISATION_PART", "partOfId": mgr })).await;

    let document = "query($id: ID!) { node(id: $id) { ... on Party { name oin kvkNumber version parts { id code } }
        ... on ExecutingOrganisation { legalForm sector validFrom partOf { id name } } } }";
    let answer = admin.run(document, json!({ "id": mgr })).await;
    assert_eq!(
        answer.at("/node"),
        &json!({ "name": "MGR", "oin": "00000001234567890000", "kvkNumber": "12345678", "version": 1,
            "parts": [{ "id": wsp, "code": "WSP" }], "legalForm": "MODULAR_JOINT_ARRANGEMENT", "sector": "PUBLIC",
            "validFrom": "2017-01-01", "partOf": null })
    );
    let answer = admin.run(document, json!({ "id": team })).await;
    assert_eq!(answer.at("/node/partOf"), &json!({ "id": assen, "name": "Assen" }));
    let answer = admin.run(document, json!({ "id": assen })).await;
    assert_eq!(answer.at("/node/parts/0/code"), "WT");

    app.changing_nothing(async {
        let input = json!({ "partyId": assen, "expectedVersion": 1, "oin": "00000001234567890000", "kvkNumber": "1" });
        let answer = admin.act("identifyParty", input).await;
        answer.assert_refused("identifyParty", &[("BAD_KVK_NUMBER", "kvkNumber"), ("TAKEN", "oin")]);
        let input = json!({ "name": "X", "code": "X", "legalForm": "MUNICIPAL_DEPARTMENT", "partOfId": mgr,
            "kvkNumber": "12345678" });
        let answer = admin.act("registerOrganisation", input).await;
        answer.assert_refused("registerOrganisation", &[("WRONG_PARTY", "partOfId"), ("TAKEN", "kvkNumber")]);
    })
    .await;
    let input = json!({ "partyId": assen, "expectedVersion": 1, "oin": "00000001234567890001" });
    assert_eq!(admin.did("identifyParty", input.clone()).await["party"]["version"], 2);
    admin.act("identifyParty", input).await.assert_refused("identifyParty", &[("STALE", "expectedVersion")]);
    let input = json!({ "partyId": assen, "expectedVersion": 2 });
    admin.did("identifyParty", input).await;
    let answer = admin.run(document, json!({ "id": assen })).await;
    assert_eq!(answer.at("/node/oin"), &Value::Null, "numbers that are left out are gone");
}

#[tokio::test]
async fn participants_come_and_go() {
    let app = TestApp::for_years().await;
    let stage = Stage::parties(&app).await;
    let (admin, wpda, emmen) = (stage.platform_admin(), stage.party("WPDA"), stage.party(ELSEWHERE.0));
    let there = async |day: &str| {
        let document = "query($id: ID!, $day: Date) { node(id: $id) { ... on ExecutingOrganisation {
            participants(asOf: $day) { id } } } }";
        let answer = admin.run(document, json!({ "id": wpda, "day": day })).await;
        let all = answer.at("/node/participants").as_array().unwrap().clone();
        all.iter().any(|it| it["id"] == emmen)
    };
    let period = |from: &str, to: Option<&str>| json!({ "organisationId": wpda, "municipalityId": emmen, "from": from, "to": to });
    admin.did("addParticipant", period("2017-01-01", Some("2017-12-31"))).await;
    admin.did("addParticipant", period("2019-01-01", None)).await;
    app.changing_nothing(async {
        let answer = admin.act("addParticipant", period("2017-12-31", Some("2018-01-31"))).await;
        answer.assert_refused("addParticipant", &[("OVERLAPS", "from")]);
        let mut input = period("2020-01-01", Some("2019-12-31"));
        input["organisationId"] = stage.party("DAGB").into();
        let answer = admin.act("addParticipant", input).await;
        answer.assert_refused("addParticipant", &[("NOT_A_JOINT_BODY", "organisationId"), ("PERIOD_REVERSED", "to")]);
    })
    .await;
    let ends = json!({ "organisationId": wpda, "municipalityId": emmen, "endsOn": "2019-12-31" });
    admin.did("endParticipation", ends).await;
    for (day, is) in [("2017-12-31", true), ("2018-01-01", false), ("2019-12-31", true), ("2020-01-01", false)] {
        assert_eq!(there(day).await, is, "{day}");
    }
    app.changing_nothing(async {
        let ends = json!({ "organisationId": wpda, "municipalityId": emmen, "endsOn": "2020-06-30" });
        admin
            .act("endParticipation", ends)
            .await
            .assert_refused("endParticipation", &[("NOT_FOUND", "municipalityId")]);
    })
    .await;
}

#[tokio::test]
async fn a_category_has_members_per_municipality_and_day() {
    let app = TestApp::for_years().await;
    let stage = Stage::parties(&app).await;
    let (admin, dagb, assen) = (stage.platform_admin(), stage.party("DAGB"), stage.party("Assen"));
    let member = register(admin, json!({ "code": "DAG1" })).await;
    let members = async |municipality: &str, day: &str| {
        let document = "query($id: ID!, $in: ID!, $day: Date) { node(id: $id) { ... on ExecutingOrganisation {
            category members(municipalityId: $in, asOf: $day) { name } } } }";
        let answer = admin.run(document, json!({ "id": dagb, "in": municipality, "day": day })).await;
        assert_eq!(answer.at("/node/category"), true);
        answer.at("/node/members").clone()
    };
    let input = json!({ "categoryId": dagb, "memberId": member, "municipalityId": assen, "from": "2019-01-01" });
    admin.did("addCategoryMember", input.clone()).await;
    app.changing_nothing(async {
        let answer = admin.act("addCategoryMember", input.clone()).await;
        answer.assert_refused("addCategoryMember", &[("OVERLAPS", "from")]);
        let mut wrong = input.clone();
        (wrong["categoryId"], wrong["memberId"]) = (member.clone().into(), dagb.into());
        (wrong["municipalityId"], wrong["to"]) = (member.clone().into(), "2018-12-31".into());
        let answer = admin.act("addCategoryMember", wrong).await;
        answer.assert_refused(
            "addCategoryMember",
            &[
                ("NOT_A_CATEGORY", "categoryId"),
                ("WRONG_PARTY", "memberId"),
                ("WRONG_PARTY", "municipalityId"),
                ("PERIOD_REVERSED", "to"),
            ],
        );
    })
    .await;
    let ends = json!({ "categoryId": dagb, "memberId": member, "municipalityId": assen, "endsOn": "2020-06-30" });
    admin.did("endCategoryMembership", ends.clone()).await;
    assert_eq!(members(assen, "2020-06-30").await, json!([{ "name": "DAG1" }]));
    assert_eq!(members(assen, "2020-07-01").await, json!([]));
    assert_eq!(members(stage.party("Tynaarlo"), "2020-06-30").await, json!([]));
    app.changing_nothing(async {
        let mut late = ends.clone();
        late["endsOn"] = "2020-07-01".into();
        let answer = admin.act("endCategoryMembership", late).await;
        answer.assert_refused("endCategoryMembership", &[("NOT_FOUND", "memberId")]);
    })
    .await;
}
