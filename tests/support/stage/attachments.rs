//! Files that hang on contracts: sent and fetched over plain HTTP.

use reqwest::Method;
use serde_json::Value;

use super::Stage;
use crate::actors::Actor;
use crate::client::{Client, RawAnswer};

/// A document that is small and surely a PDF.
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

impl Client {
    /// Sends a file for a contract.
    pub async fn upload(&self, contract: &str, name: &str, content: impl Into<Vec<u8>>) -> RawAnswer {
        self.send(contract, name, content, &[]).await
    }

    /// Sends a file for a contract under a key, to be added once.
    pub async fn upload_once(&self, contract: &str, name: &str, content: impl Into<Vec<u8>>, key: &str) -> RawAnswer {
        self.send(contract, name, content, &[("idempotency-key", key)]).await
    }

    async fn send(
        &self,
        contract: &str,
        name: &str,
        content: impl Into<Vec<u8>>,
        more: &[(&'static str, &str)],
    ) -> RawAnswer {
        let address = format!("/attachments?contract={}&name={}", escaped(contract), escaped(name));
        let headers: Vec<(&str, &str)> =
            [("content-type", "application/octet-stream")].into_iter().chain(more.iter().copied()).collect();
        self.request(Method::POST, &address, &headers, content).await
    }
}

impl Actor {
    /// Sends a file for a contract.
    pub async fn upload(&self, contract: &str, name: &str, content: impl Into<Vec<u8>>) -> RawAnswer {
        self.client().upload(contract, name, content).await
    }
}

impl Stage<'_> {
    /// The account holder of Assen hangs a file on a contract; gives the attachment.
    pub async fn attach(&self, code: &str, name: &str) -> Value {
        let answer = self.account_holder("Assen").upload(&self.contract_id(code).await, name, PDF).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()["attachment"].clone()
    }
}

/// As it may stand in an address.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().fold(String::new(), |all, byte| {
        if plain(byte) { format!("{all}{}", char::from(byte)) } else { format!("{all}%{byte:02X}") }
    })
}
