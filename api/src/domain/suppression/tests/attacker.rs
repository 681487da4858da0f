//! An attacker: exact Gaussian elimination over the rationals, and the knowledge that nobody counts below nothing.

use std::collections::BTreeMap;

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    pub const ZERO: Self = Self { above: 0, below: 1 };

    pub fn whole(number: i64) -> Self {
        Self { above: number.into(), below: 1 }
    }

    fn of(above: i128, below: i128) -> Self {
        let (mut a, mut b) = (above.unsigned_abs(), below.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = i128::try_from(a.max(1)).unwrap() * below.signum();
        Self { above: above / divisor, below: below / divisor }
    }

    fn minus(self, other: Self) -> Self {
        if self.below == 1 && other.below == 1 {
            return Self { above: self.above - other.above, below: 1 };
        }
        Self::of(self.above * other.below - other.above * self.below, self.below * other.below)
    }

    fn times(self, other: Self) -> Self {
        if self.below == 1 && other.below == 1 {
            return Self { above: self.above * other.above, below: 1 };
        }
        Self::of(self.above * other.above, self.below * other.below)
    }

    fn over(self, other: Self) -> Self {
        Self::of(self.above * other.below, self.below * other.above)
    }
}

/// A sum of unknowns, each so many times.
pub type Form = BTreeMap<usize, Fraction>;

/// The sum of these unknowns less those.
pub fn form(plus: impl IntoIterator<Item = usize>, less: impl IntoIterator<Item = usize>) -> Form {
    let mut form = Form::new();
    let signed = plus.into_iter().map(|it| (it, -1)).chain(less.into_iter().map(|it| (it, 1)));
    for (unknown, sign) in signed {
        let so_far = form.get(&unknown).copied().unwrap_or(Fraction::ZERO);
        form.insert(unknown, so_far.minus(Fraction::whole(sign)));
    }
    form.retain(|_, factor| *factor != Fraction::ZERO);
    form
}

/// What the attacker knows: equations in the form in which every leading unknown stands in one of them.
#[derive(Default)]
pub struct Attacker {
    rows: BTreeMap<usize, (Form, Fraction)>,
}

impl Attacker {
    /// Learns that a sum has this value.
    pub fn learn(&mut self, form: Form, value: Fraction) {
        let (form, value) = self.reduced(form, value);
        let Some((lead, factor)) = form.iter().next().map(|(lead, factor)| (*lead, *factor)) else {
            assert_eq!(value, Fraction::ZERO, "the attacker was told things that contradict each other");
            return;
        };
        let new: Form = form.into_iter().map(|(unknown, it)| (unknown, it.over(factor))).collect();
        let value = value.over(factor);
        for (row, right) in self.rows.values_mut() {
            if let Some(times) = row.get(&lead).copied() {
                subtract(row, right, &new, value, times);
            }
        }
        self.rows.insert(lead, (new, value));
    }

    /// Draws every conclusion from sums of nothing: each part of one is nothing.
    pub fn conclude(&mut self) {
        loop {
            let nothing = |(row, right): &&(Form, Fraction)| {
                *right == Fraction::ZERO && row.len() > 1 && row.values().all(|factor| factor.above > 0)
            };
            let Some((row, _)) = self.rows.values().find(nothing) else { return };
            for unknown in row.keys().copied().collect::<Vec<_>>() {
                self.learn(form([unknown], []), Fraction::ZERO);
            }
        }
    }

    /// The value of a sum, if it follows.
    pub fn solves(&self, form: Form) -> Option<Fraction> {
        let (left, value) = self.reduced(form, Fraction::ZERO);
        left.is_empty().then(|| Fraction::ZERO.minus(value))
    }

    fn reduced(&self, form: Form, value: Fraction) -> (Form, Fraction) {
        let (mut form, mut value) = (form, value);
        let leads: Vec<usize> = form.keys().copied().filter(|unknown| self.rows.contains_key(unknown)).collect();
        for lead in leads {
            let (row, right) = &self.rows[&lead];
            let times = form[&lead];
            subtract(&mut form, &mut value, row, *right, times);
        }
        (form, value)
    }
}

fn subtract(row: &mut Form, right: &mut Fraction, other: &Form, value: Fraction, times: Fraction) {
    for (unknown, factor) in other {
        let so_far = row.get(unknown).copied().unwrap_or(Fraction::ZERO);
        row.insert(*unknown, so_far.minus(factor.times(times)));
    }
    row.retain(|_, factor| *factor != Fraction::ZERO);
    *right = right.minus(value.times(times));
}

#[test]
fn it_solves_what_can_be_solved_and_nothing_else() {
    let mut attacker = Attacker::default();
    attacker.learn(form([0, 1, 2], []), Fraction::whole(30));
    attacker.learn(form([0], []), Fraction::whole(12));
    assert_eq!(attacker.solves(form([1], [])), None);
    assert_eq!(attacker.solves(form([1, 2], [])), Some(Fraction::whole(18)));
    attacker.learn(form([1], [2]), Fraction::whole(4));
    assert_eq!(attacker.solves(form([1], [])), Some(Fraction::whole(11)));
    attacker.learn(form([7, 8, 9], []), Fraction::ZERO);
    assert_eq!(attacker.solves(form([8], [])), None);
    attacker.conclude();
    assert_eq!(attacker.solves(form([8], [])), Some(Fraction::ZERO), "parts of nothing are nothing");
}
