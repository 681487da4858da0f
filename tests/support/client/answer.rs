//! What the service said.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// An answer to any request.
pub struct RawAnswer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl RawAnswer {
    /// A header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header in ASCII"))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON. Panics, showing the answer, when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("no JSON ({error}), status {}: {}", self.status, self.text()))
    }
}

/// A refusal by the rules of the trade, from the payload of a mutation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    pub code: String,
    /// The path into the input, its steps parted by dots: `figures.0.value`.
    pub path: String,
    pub message: String,
}

/// An answer to a GraphQL document.
pub struct Answer {
    pub status: u16,
    pub body: Value,
    document: String,
}

impl Answer {
    pub(super) fn read(document: &str, raw: &RawAnswer) -> Self {
        Self { status: raw.status, body: raw.json(), document: document.to_owned() }
    }

    /// The data. Panics when there are errors at top level.
    #[track_caller]
    pub fn data(&self) -> &Value {
        assert!(self.errors().is_empty(), "errors where none were expected: {}", self.told());
        &self.body["data"]
    }

    /// The value at a JSON pointer into the data (`/report/state`). Panics when there is none.
    #[track_caller]
    pub fn at(&self, pointer: &str) -> &Value {
        self.data().pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}: {}", self.told()))
    }

    /// The text at a JSON pointer into the data.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        let value = self.at(pointer);
        value.as_str().unwrap_or_else(|| panic!("no text at {pointer} but {value}: {}", self.told())).to_owned()
    }

    /// The errors at top level.
    pub fn errors(&self) -> &[Value] {
        self.body["errors"].as_array().map_or(&[], Vec::as_slice)
    }

    /// The codes of the errors at top level.
    #[track_caller]
    pub fn error_codes(&self) -> Vec<String> {
        let code = |error: &Value| error["extensions"]["code"].as_str().map(str::to_owned);
        self.errors().iter().map(|e| code(e).unwrap_or_else(|| panic!("no code: {}", self.told()))).collect()
    }

    /// Panics unless `code` is the code of the one error at top level.
    #[track_caller]
    pub fn assert_error(&self, code: &str) {
        assert_eq!(self.error_codes(), [code], "{}", self.told());
    }

    /// The payload of the mutation `field`. Panics when the mutation was refused.
    #[track_caller]
    pub fn payload(&self, field: &str) -> &Value {
        let payload = self.at(&format!("/{field}"));
        let errors = payload["errors"].as_array().unwrap_or_else(|| panic!("no errors asked for: {}", self.told()));
        assert!(errors.is_empty(), "refused: {}", self.told());
        payload
    }

    /// Why the mutation `field` was refused, in order. Panics when it was not, or when the payload holds an
    /// object beside its errors.
    #[track_caller]
    pub fn refusals(&self, field: &str) -> Vec<Refusal> {
        let payload =
            self.at(&format!("/{field}")).as_object().unwrap_or_else(|| panic!("no payload: {}", self.told()));
        let beside = payload.iter().filter(|(name, _)| *name != "errors" && *name != "__typename");
        for (name, value) in beside {
            assert!(value.is_null(), "{name} beside a refusal: {}", self.told());
        }
        let errors = payload["errors"].as_array().unwrap_or_else(|| panic!("no errors asked for: {}", self.told()));
        assert!(!errors.is_empty(), "not refused: {}", self.told());
        errors.iter().map(|error| self.refusal(error)).collect()
    }

    /// The codes of [`Self::refusals`].
    #[track_caller]
    pub fn refusal_codes(&self, field: &str) -> Vec<String> {
        self.refusals(field).into_iter().map(|refusal| refusal.code).collect()
    }

    /// Panics unless the mutation `field` was refused with exactly these codes and paths, in order.
    #[track_caller]
    pub fn assert_refused(&self, field: &str, expected: &[(&str, &str)]) {
        let refusals = self.refusals(field);
        let found: Vec<(&str, &str)> = refusals.iter().map(|r| (r.code.as_str(), r.path.as_str())).collect();
        assert_eq!(found, expected, "{}", self.told());
        assert!(refusals.iter().all(|r| !r.message.is_empty()), "a refusal without words: {}", self.told());
    }

    #[track_caller]
    fn refusal(&self, error: &Value) -> Refusal {
        let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
        let step = |step: &Value| step.as_str().map_or_else(|| step.to_string(), str::to_owned);
        let path = match &error["path"] {
            Value::Array(steps) => steps.iter().map(step).collect::<Vec<_>>().join("."),
            Value::String(path) => path.clone(),
            _ => String::new(),
        };
        let code = text("code");
        assert!(!code.is_empty(), "no code asked for: {}", self.told());
        Refusal { code, path, message: text("message") }
    }

    /// The whole answer, for people.
    fn told(&self) -> String {
        format!("status {}\n{:#}\nto\n{}", self.status, self.body, self.document)
    }
}
