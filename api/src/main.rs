//! The program `regiekring`.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::main()
}
