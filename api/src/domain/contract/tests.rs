mod amending;
mod ending;
mod life;
mod walk;
mod wording;
