//! Municipal reorganisations from outside: Ten Boer went into Groningen, three others became Eemsdelta.

pub mod case;
mod done;
mod refused;
