//! What a person meets in a browser. Needs a browser (`TEST_BROWSER`, or `chromium`), and so is asked for by name:
//! `cargo test -p tests --features browser --test browser`.

mod editor;
