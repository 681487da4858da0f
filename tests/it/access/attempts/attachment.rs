//! Attempts on attachments.

use serde_json::json;

use super::{Named, Things, refused};

/// What was offered lets no file go.
pub fn of_attachments(things: &Things) -> Vec<Named> {
    vec![("removeAttachment", refused("WRONG_STATE", json!({ "attachmentId": things.attachment })))]
}
