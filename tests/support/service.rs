//! The service as a process of its own, for tests that kill it.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Gives memory back: that of the system keeps large pieces, once freed, for the thread that had them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    api::cli::main()
}
