//! Attempts on the goals that a task serves.

use serde_json::json;
use tests::Stage;

use super::{Named, refused};

pub(super) fn attempts(stage: &Stage<'_>) -> Vec<Named> {
    let (task, goal) = (stage.tasks.values().next(), stage.goal("W1"));
    vec![("linkTask", refused("DUPLICATE", json!({ "taskId": task, "goalIds": [goal, goal] })))]
}
