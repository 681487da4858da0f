//! The annual cycle, told by its people.

mod everything_wrong;
mod no_right;
mod rights;
mod small_numbers;
mod staged;
mod told;
mod whole_year;
mod working_copy;
