//! Municipal reorganisations from outside: Ten Boer went into Groningen, three others became Eemsdelta.

mod case;
mod done;
mod refused;
