//! The arrangement brings the story to every point.

use tests::{Milestone, Stage, TestApp};

#[tokio::test]
async fn the_stage_tells_the_story_to_its_end() {
    let app = TestApp::for_years().await;
    let stage = Stage::at(&app, Milestone::Reviewed).await;
    let id = stage.cycle_id(2020).await;
    let document = "query($id: ID!) { annualCycle(id: $id) { phase } }";
    let answer = stage.council_member().run(document, serde_json::json!({ "id": id })).await;
    assert_eq!(answer.text("/annualCycle/phase"), "CLOSED");
}
