//! Everything with a global identity is found by it, by whoever may see it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use tests::Actor;

use super::World;
use crate::introspection::{innermost, list, name};

/// What there is of each kind.
const TYPES: [(&str, &str); 22] = [
    ("annualCycle", "AnnualCycle"),
    ("arrangement", "Arrangement"),
    ("attachment", "Attachment"),
    ("auditEvent", "AuditEvent"),
    ("contract", "Contract"),
    ("contractIndicator", "ContractIndicator"),
    ("dimension", "Dimension"),
    ("framework", "PolicyFramework"),
    ("goal", "PolicyGoal"),
    ("governanceChoice", "GovernanceChoice"),
    ("governanceScenario", "GovernanceScenario"),
    ("indicator", "PerformanceIndicator"),
    ("invitation", "Invitation"),
    ("openPoint", "OpenPoint"),
    ("party", "Municipality"),
    ("person", "Person"),
    ("reorganisation", "Reorganisation"),
    ("report", "Report"),
    ("review", "Review"),
    ("target", "Target"),
    ("targetSet", "TargetSet"),
    ("task", "Task"),
];

const NODE: &str = "query($id: ID!) { node(id: $id) { __typename id } }";

/// More than any thing takes: it does not grow with what there is.
const MOST_STATEMENTS: u64 = 30;

impl World<'_> {
    /// Asks for one of each kind, as somebody who may see it.
    pub(super) async fn everything_is_found_by_its_identity(&self) {
        self.every_kind_is_here();
        for (kind, of_type) in TYPES {
            let id = &self.existing[kind];
            let (statements, found) = self.stage.app.statements(self.reader(kind).run(NODE, json!({ "id": id }))).await;
            assert_eq!(found.data()["node"], json!({ "__typename": of_type, "id": id }), "{kind}");
            assert!(statements <= MOST_STATEMENTS, "{statements} statements for a {kind}");
        }
        let organisation = self.stage.stranger().run(NODE, json!({ "id": self.stage.party("WPDA") })).await;
        assert_eq!(organisation.text("/node/__typename"), "ExecutingOrganisation");
        self.what_is_withheld_stays_so().await;
    }

    /// Somebody who may see the thing of that kind.
    fn reader(&self, kind: &str) -> &Actor {
        match kind {
            "reorganisation" => self.stage.platform_admin(),
            "invitation" => self.stage.party_admin(),
            "person" => self.stage.council_member(),
            // The library, the frameworks and the parties are there for everybody who is signed in.
            "dimension" | "framework" | "goal" | "indicator" | "party" | "task" => self.stage.stranger(),
            _ => self.stage.account_holder("Assen"),
        }
    }

    /// Whatever the schema calls by a global identity is a `Node`, and every `Node` is asked for here.
    fn every_kind_is_here(&self) {
        let is_global = |field: &serde_json::Value| {
            let words = field["description"].as_str().unwrap_or_default();
            name(field) == "id" && words.to_lowercase().contains("global identity")
        };
        let objects = self.schema.types().iter().filter(|it| it["kind"] == "OBJECT");
        let called = objects.filter(|it| list(&it["fields"]).iter().any(is_global));
        let called: BTreeSet<&str> = called.map(name).collect();
        let implementing = self
            .schema
            .types()
            .iter()
            .filter(|it| list(&it["interfaces"]).iter().any(|interface| innermost(interface) == "Node"));
        let nodes: BTreeSet<&str> = implementing.map(name).collect();
        assert_eq!(called, nodes, "what is called by a global identity, and what implements Node");
        let mut asked: BTreeSet<&str> = TYPES.map(|(_, of_type)| of_type).into();
        asked.insert("ExecutingOrganisation");
        assert_eq!(nodes, asked, "what implements Node, and what is asked for");
        let kinds: BTreeMap<&str, &str> = TYPES.into();
        assert_eq!(self.existing.keys().map(String::as_str).collect::<Vec<_>>(), kinds.into_keys().collect::<Vec<_>>());
    }

    /// By its identity one reads of a thing what one reads of it elsewhere.
    async fn what_is_withheld_stays_so(&self) {
        let council = self.stage.council_member();
        // An adopted contract and its targets are for the council; its trail and the points left open are for the parties.
        for (kind, seen) in [("contract", true), ("target", true), ("auditEvent", false), ("openPoint", false)] {
            let found = council.run(NODE, json!({ "id": self.existing[kind] })).await;
            assert_eq!(!found.data()["node"].is_null(), seen, "a council member and a {kind}");
        }
        let document = "query($id: ID!) { contract(id: $id) { auditTrail(first: 100) { nodes { id kind withheld changes { field } } } } }";
        let single = "query($id: ID!) { node(id: $id) { ... on AuditEvent { id kind withheld changes { field } } } }";
        let director = self.stage.director();
        let trail = director.run(document, json!({ "id": self.existing["contract"] })).await;
        let events = list(trail.at("/contract/auditTrail/nodes"));
        let (withheld, told): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event["withheld"] == true);
        assert!(!withheld.is_empty() && !told.is_empty(), "some events tell drafts, others do not");
        for event in withheld.iter().take(3).chain(told.iter().take(3)) {
            let found = director.run(single, json!({ "id": event["id"] })).await;
            assert_eq!(&found.data()["node"], event, "the same as in the trail");
        }
    }
}
