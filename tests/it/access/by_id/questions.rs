//! Every question that takes an identity, with identities of every kind.

use std::fmt::Write;

use serde_json::{Value, json};
use tests::Client;

use super::{OPEN, World, absent, words};
use crate::introspection::{innermost, list, name, written};

/// A way to an identity among the arguments of a question: an argument, or a field within one.
type Way = Vec<String>;

impl World<'_> {
    /// Asks every question that takes an identity: existing or not, of the right kind or another.
    pub(super) async fn questions_answer_alike(&self) {
        let mut asked = 0;
        for outsider in &self.outsiders {
            for question in self.schema.fields("Query") {
                for way in self.ways(&list(&question["args"])) {
                    asked += self.asked_alike(outsider, &question, &way).await;
                }
            }
        }
        assert!(asked > 800, "every kind for every identity that a question takes: {asked}");
        self.listening_answers_alike().await;
    }

    /// Asks one question with an identity there of each kind; how often.
    async fn asked_alike(&self, (who, client): &(&str, Client), question: &Value, way: &[String]) -> usize {
        // Whoever is signed in finds what is open to all.
        let found = |kind: &str| name(question) == "node" && OPEN.contains(&kind) && *who != "nobody";
        let hidden = self.existing.iter().filter(|(kind, _)| !found(kind));
        let mut asked = 0;
        for (kind, there) in hidden {
            let (document, one) = self.question(question, way, there);
            let (_, other) = self.question(question, way, &absent(kind));
            self.alike((who, client), &document, [&one, &other]).await;
            asked += 1;
        }
        asked
    }

    /// The same for what is listened to.
    async fn listening_answers_alike(&self) {
        let document = "subscription($id: ID!) { contractEvents(contractId: $id) { id } }";
        let (_, stranger) = &self.outsiders[1];
        for kind in ["contract", "report"] {
            let mut told = Vec::new();
            for id in [&self.existing[kind], &absent(kind)] {
                let mut socket = stranger.subscribe(document, json!({ "id": id })).await;
                told.push(words(socket.next_message().await["payload"].take()));
            }
            assert_eq!(told[0], told[1], "who listens to what is not theirs");
            assert!(told[0].contains("BAD_USER_INPUT"), "{}", told[0]);
        }
    }

    /// The ways to the identities among arguments or fields.
    fn ways(&self, of: &[Value]) -> Vec<Way> {
        let mut ways = Vec::new();
        for it in of {
            let kind = innermost(&it["type"]);
            if kind == "ID" {
                ways.push(vec![name(it).to_owned()]);
            }
            let inner = self.ways(&self.input_fields(&kind));
            ways.extend(inner.into_iter().map(|way| [vec![name(it).to_owned()], way].concat()));
        }
        ways
    }

    fn input_fields(&self, kind: &str) -> Vec<Value> {
        let found = self.schema.types().iter().find(|it| name(it) == kind && it["kind"] == "INPUT_OBJECT");
        found.map(|it| list(&it["inputFields"])).unwrap_or_default()
    }

    /// The question with that identity there, and what it demands besides.
    fn question(&self, question: &Value, way: &[String], id: &str) -> (String, Value) {
        let arguments = list(&question["args"]);
        let values = self.values(&arguments, way, id);
        let (mut declared, mut given) = (String::new(), String::new());
        for argument in arguments.iter().filter(|it| values.get(name(it)).is_some()) {
            write!(declared, "${}: {}, ", name(argument), written(&argument["type"])).unwrap();
            write!(given, "{0}: ${0}, ", name(argument)).unwrap();
        }
        let kind = innermost(&question["type"]);
        let composite = ["OBJECT", "INTERFACE", "UNION"].iter().any(|it| self.schema.named(&kind)["kind"] == *it);
        let selection = if composite { "{ __typename }" } else { "" };
        (format!("query({declared}) {{ {}({given}) {selection} }}", name(question)), values)
    }

    fn values(&self, of: &[Value], way: &[String], id: &str) -> Value {
        let mut values = serde_json::Map::new();
        for it in of {
            let inner = way.split_first().filter(|(first, _)| *first == name(it)).map(|(_, rest)| rest);
            if inner.is_some() || it["type"]["kind"] == "NON_NULL" {
                values.insert(name(it).to_owned(), self.value(&innermost(&it["type"]), inner, id));
            }
        }
        values.into()
    }

    fn value(&self, kind: &str, way: Option<&[String]>, id: &str) -> Value {
        match (kind, way) {
            ("ID", Some(_)) => id.into(),
            // Somebody asks about their own municipality.
            ("ID", None) => self.stage.party(tests::stage::ELSEWHERE.0).into(),
            ("Int", _) => 10.into(),
            ("String", _) => "x".into(),
            ("Date", _) => "2020-06-01".into(),
            ("Boolean", _) => true.into(),
            _ => self.values(&self.input_fields(kind), way.unwrap_or_default(), id),
        }
    }
}
