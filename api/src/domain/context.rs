//! What a new year starts from: earlier values, the standing to date, the last final review, and a suggestion.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    figure,
    ids::{ContractIndicatorId, PartyId, ReviewId},
    indicator::{Direction, Measure},
    named::named,
    review::{ConsequenceKind, Judgement},
    standing::Standing,
    target::{Aim, TargetKind},
};

named! {
    /// Why a target is suggested; the sentence stands in the message files.
    Suggestion {
        /// The result was judged met: keep what was reached.
        KeepResult => "KEEP_RESULT",
        /// The target was not met and stands.
        KeepTarget => "KEEP_TARGET",
        /// The review asked for adjusted targets: half of the way from result to target.
        Adjusted => "ADJUSTED",
        /// Not reviewed yet: the running target stands for now.
        RunningTarget => "RUNNING_TARGET",
        /// No target yet: the last value.
        LastValue => "LAST_VALUE",
        /// Nothing known here: the reference value.
        FromReference => "FROM_REFERENCE",
        /// Nothing to go by.
        Nothing => "NOTHING",
    }
}

/// An earlier value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierValue {
    /// The last day of its period.
    pub until: NaiveDate,
    /// The value as one number.
    pub value: Decimal,
    /// Whether it is the year's definitive figure.
    pub annual: bool,
}

/// What the last final review said of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Which review.
    pub review: ReviewId,
    /// Its judgement.
    pub judgement: Judgement,
    /// What follows for this indicator, or for the contract as a whole.
    pub consequences: Vec<ConsequenceKind>,
    /// The year's result.
    pub result: Option<Decimal>,
    /// The year's target.
    pub target: Option<Aim>,
}

/// What is known of one indicator of one municipality when a year opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextLine {
    /// Which indicator.
    pub indicator: ContractIndicatorId,
    /// Of which municipality.
    pub municipality: PartyId,
    /// Earlier values, oldest first.
    pub earlier: Vec<EarlierValue>,
    /// The running year's standing, with the day it is true of.
    pub standing: Option<(Standing, NaiveDate)>,
    /// The last final review.
    pub reviewed: Option<(ReviewId, Judgement)>,
    /// The reference value.
    pub reference: Option<Decimal>,
    /// The suggested target.
    pub suggested: Option<Decimal>,
    /// Why it is suggested.
    pub suggestion: Suggestion,
}

/// The target that follows from what is known, and why.
pub fn suggest(
    measure: &Measure,
    reviewed: Option<&Reviewed>,
    running: Option<&Aim>,
    earlier: &[EarlierValue],
) -> (Option<Decimal>, Suggestion) {
    let value = |aim: Option<&Aim>| match aim {
        // A movement and a term are not in the indicator's unit: no value follows from them.
        Some(Aim::Value { kind: TargetKind::Trend | TargetKind::Term, .. }) => None,
        Some(Aim::Value { value, .. }) => Some(*value),
        _ => None,
    };
    if let Some(reviewed) = reviewed {
        let target = value(reviewed.target.as_ref());
        match (reviewed.judgement, reviewed.result, target) {
            (Judgement::Met, Some(result), target) => {
                return (Some(better(measure, result, target.unwrap_or(result))), Suggestion::KeepResult);
            }
            (Judgement::PartlyMet | Judgement::NotMet, Some(result), Some(target))
                if reviewed.consequences.contains(&ConsequenceKind::AdjustTargets) =>
            {
                let halfway = (result + target) / Decimal::TWO;
                return (Some(figure::rounded(halfway, measure.definition.decimals)), Suggestion::Adjusted);
            }
            (Judgement::PartlyMet | Judgement::NotMet, _, Some(target)) => {
                return (Some(target), Suggestion::KeepTarget);
            }
            _ => {}
        }
    }
    if let Some(running) = value(running) {
        (Some(running), Suggestion::RunningTarget)
    } else if let Some(last) = earlier.iter().rev().find(|it| it.annual).or(earlier.last()) {
        (Some(last.value), Suggestion::LastValue)
    } else if let Some(reference) = &measure.definition.reference {
        (Some(reference.value), Suggestion::FromReference)
    } else {
        (None, Suggestion::Nothing)
    }
}

fn better(measure: &Measure, one: Decimal, other: Decimal) -> Decimal {
    match measure.definition.direction {
        Direction::Higher | Direction::AtLeast => one.max(other),
        Direction::Lower | Direction::AtMost => one.min(other),
        Direction::WithinBand => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{indicator::Reference, samples::*};

    fn aim(value: &str) -> Aim {
        Aim::Value { kind: TargetKind::Absolute, value: number(value) }
    }

    fn reviewed(judgement: Judgement, result: Option<&str>, target: Option<Aim>) -> Reviewed {
        Reviewed { review: ReviewId(id(86)), judgement, consequences: Vec::new(), result: result.map(number), target }
    }

    fn going(direction: Direction) -> Measure {
        let mut measure = measures().remove(0);
        measure.definition.direction = direction;
        measure
    }

    fn from_review(direction: Direction, reviewed: &Reviewed) -> (Option<Decimal>, Suggestion) {
        suggest(&going(direction), Some(reviewed), None, &[])
    }

    #[test]
    fn a_result_that_was_met_is_kept_whichever_is_better() {
        let met = reviewed(Judgement::Met, Some("110"), Some(aim("100")));
        assert_eq!(from_review(Direction::Higher, &met), (Some(number("110")), Suggestion::KeepResult));
        assert_eq!(from_review(Direction::AtLeast, &met), (Some(number("110")), Suggestion::KeepResult));
        assert_eq!(from_review(Direction::Lower, &met), (Some(number("100")), Suggestion::KeepResult));
        assert_eq!(from_review(Direction::AtMost, &met), (Some(number("100")), Suggestion::KeepResult));
        assert_eq!(from_review(Direction::WithinBand, &met), (Some(number("100")), Suggestion::KeepResult));
        let without_target = reviewed(Judgement::Met, Some("110"), None);
        assert_eq!(from_review(Direction::Higher, &without_target), (Some(number("110")), Suggestion::KeepResult));
    }

    #[test]
    fn a_target_that_was_not_met_stands_unless_the_review_adjusts_it() {
        for judgement in [Judgement::PartlyMet, Judgement::NotMet] {
            let mut missed = reviewed(judgement, Some("81"), Some(aim("100")));
            assert_eq!(from_review(Direction::Higher, &missed), (Some(number("100")), Suggestion::KeepTarget));
            missed.consequences.push(ConsequenceKind::AdjustTargets);
            // Halfway is 90.5; the indicator counts whole people.
            assert_eq!(from_review(Direction::Higher, &missed), (Some(number("91")), Suggestion::Adjusted));
            missed.result = None;
            assert_eq!(from_review(Direction::Higher, &missed), (Some(number("100")), Suggestion::KeepTarget));
        }
    }

    #[test]
    fn without_a_judgement_the_running_target_stands_then_a_value_then_the_reference() {
        let measure = going(Direction::Higher);
        let value = |until: &str, text: &str, annual| EarlierValue { until: day(until), value: number(text), annual };
        let earlier = [value("2018-12-31", "50", true), value("2019-03-31", "14", false)];
        let unclear = reviewed(Judgement::NotAssessable, Some("81"), Some(aim("100")));
        let running = aim("70");
        assert_eq!(
            suggest(&measure, Some(&unclear), Some(&running), &earlier),
            (Some(number("70")), Suggestion::RunningTarget)
        );
        let annual = (Some(number("50")), Suggestion::LastValue);
        assert_eq!(suggest(&measure, None, None, &earlier), annual, "a year goes before a quarter");
        assert_eq!(suggest(&measure, None, Some(&Aim::NoTarget { because: "Nieuw".into() }), &earlier), annual);
        let only_a_quarter = (Some(number("14")), Suggestion::LastValue);
        assert_eq!(suggest(&measure, None, None, &earlier[1..]), only_a_quarter);
        let mut known = measure.clone();
        known.definition.reference = Some(Reference { value: number("33"), source: "CBS".into() });
        assert_eq!(suggest(&known, None, None, &[]), (Some(number("33")), Suggestion::FromReference));
        assert_eq!(suggest(&measure, None, None, &[]), (None, Suggestion::Nothing));
    }

    #[test]
    fn a_movement_or_a_term_is_no_value_to_go_by() {
        for kind in [TargetKind::Trend, TargetKind::Term] {
            let movement = Aim::Value { kind, value: number("-5") };
            let missed = reviewed(Judgement::NotMet, Some("81"), Some(movement.clone()));
            assert_eq!(from_review(Direction::Higher, &missed), (None, Suggestion::Nothing));
            let met = reviewed(Judgement::Met, Some("81"), Some(movement.clone()));
            assert_eq!(from_review(Direction::Lower, &met), (Some(number("81")), Suggestion::KeepResult));
            assert_eq!(suggest(&going(Direction::Higher), None, Some(&movement), &[]), (None, Suggestion::Nothing));
        }
    }
}
