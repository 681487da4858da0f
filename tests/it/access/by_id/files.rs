//! The doors for files.

use std::collections::BTreeSet;

use reqwest::Method;
use tests::Client;
use tests::client::RawAnswer;
use tests::stage::attachments::PDF;

use super::{TRIES, World, absent, words};

impl World<'_> {
    /// Fetches and brings files with identities of what is hidden and of what is not there.
    pub(super) async fn files_answer_alike(&self) {
        let paths: [(Method, &str, &str, &str); 4] = [
            (Method::GET, "/attachments/", "attachment", ""),
            (Method::GET, "/contracts/", "contract", "/matrix.csv"),
            (Method::GET, "/contracts/", "contract", "/matrix.xlsx?municipality=x"),
            (Method::POST, "/attachments?name=x.pdf&contract=", "contract", ""),
        ];
        for (who, client) in &self.outsiders {
            for (method, before, kind, after) in &paths {
                for given in [kind, "report"] {
                    let path = |id: &str| format!("{before}{id}{after}");
                    let both = [path(&self.existing[given]), path(&absent(given))];
                    let answer = self.files_alike(client, method, &both).await;
                    let no = if *who == "nobody" { 401 } else { 404 };
                    assert_eq!(answer, no, "{who}: {method} {both:?}");
                }
            }
        }
    }

    /// Panics unless both are answered alike; the status of the answer.
    async fn files_alike(&self, client: &Client, method: &Method, both: &[String; 2]) -> u16 {
        let mut least = [u64::MAX; 2];
        for _ in 0..TRIES {
            let mut told = Vec::new();
            for (least, path) in least.iter_mut().zip(both) {
                let body = if *method == Method::POST { PDF } else { b"" };
                let asked = client.request(method.clone(), path, &[], body);
                let (statements, answer) = self.stage.app.statements(asked).await;
                *least = statements.min(*least);
                told.push(said(&answer));
            }
            assert_eq!(told[0], told[1], "{method} {both:?}");
            if least[0] == least[1] {
                return told[0].0;
            }
        }
        panic!("{least:?} statements for {method} {both:?}");
    }
}

/// What was said, but for when and to which request: status, body and headers.
fn said(answer: &RawAnswer) -> (u16, String, BTreeSet<String>) {
    let told = answer.headers.iter().filter(|(name, _)| *name != "date" && *name != "x-request-id");
    let headers = told.map(|(name, value)| format!("{name}: {value:?}")).collect();
    (answer.status, words(answer.json()), headers)
}
