//! The audit trail tells the truth, and notices when it was made not to.

mod anchored;
mod tampered;
