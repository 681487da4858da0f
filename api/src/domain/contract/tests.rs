mod life;
mod walk;
mod wording;
