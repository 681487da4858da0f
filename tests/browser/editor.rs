//! The page for trying out the schema, used as a person uses it.

use serde_json::json;
use tests::{Milestone, Stage, TestApp, browser::Browser, stage::PASSWORD};

#[tokio::test]
async fn a_newcomer_reads_the_schema_signs_in_and_asks() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Parties).await;
    let holder = stage.account_holder("Assen");
    let mut browser = Browser::start("nl").await;
    browser.open(&format!("http://{}/graphiql", app.address())).await;

    // The schema comes by the introspection query that every tool sends, and can be read and searched.
    browser.until("document.getElementById('docs-content').innerText.includes('ContractConnection')").await;
    assert_eq!(browser.evaluate("document.documentElement.lang").await, json!("nl"));
    browser.evaluate("document.getElementById('search').focus()").await;
    browser.type_text("submitReport").await;
    browser.until("document.getElementById('docs-content').innerText.includes('Mutation.submitReport')").await;
    browser.evaluate("[...document.querySelectorAll('#docs-content li button')].find((it) => it.textContent === 'Mutation.submitReport').click()").await;
    browser.until("document.querySelector('#field-submitReport.sought') !== null").await;

    browser
        .evaluate("document.querySelector('#account summary').click(); document.getElementById('email').focus()")
        .await;
    browser.type_text(&holder.email).await;
    browser.evaluate("document.getElementById('password').focus()").await;
    browser.type_text(PASSWORD).await;
    browser.evaluate("document.getElementById('sign-in').requestSubmit()").await;
    browser.until("document.getElementById('headers').value.includes('Bearer ')").await;

    // Written with the help of the list, and run from the keyboard.
    browser.evaluate("document.getElementById('document').select()").await;
    browser.type_text("{ vie").await;
    browser.until("document.querySelector('#completions [aria-selected=true] code')?.textContent === 'viewer'").await;
    browser.press("Enter", "Enter", false).await;
    browser.type_text(" { email } }").await;
    assert_eq!(browser.evaluate("document.getElementById('document').value").await, json!("{ viewer { email } }"));
    browser.press("Enter", "Enter", true).await;
    let email = format!("document.getElementById('answer').textContent.includes({:?})", holder.email);
    browser.until(&email).await;
    assert!(
        browser
            .evaluate("document.getElementById('status').textContent")
            .await
            .as_str()
            .unwrap()
            .starts_with("HTTP 200")
    );

    assert_eq!(browser.complaints(), [] as [String; 0], "the browser complains");
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_browser() {
    let app = TestApp::new().await;
    for (language, title) in [("nl", "vragen stellen"), ("en", "ask away")] {
        let mut browser = Browser::start(language).await;
        browser.open(&format!("http://{}/graphiql", app.address())).await;
        assert_eq!(browser.evaluate("document.documentElement.lang").await, json!(language));
        assert_eq!(browser.evaluate("document.title").await, json!(format!("Regiekring – {title}")));
    }
}
