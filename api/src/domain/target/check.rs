//! What must be true of targets before they may be kept, proposed, agreed or adopted.

use super::{Aim, OpenPoint, PreviousResult, Reasoning, TargetKind, TargetSet, TargetSetStage};
use crate::domain::{
    contract::wrong_state,
    cycle::{Cycle, Phase},
    figure,
    indicator::{Indicator, IndicatorKind, Measure},
    refusal::{Code, Refusal},
    text,
};

/// Everything wrong with an aim for an indicator; paths are relative to the target.
pub(super) fn aim(aim: &Aim, definition: &Indicator, no: &mut Vec<Refusal>) {
    match aim {
        Aim::NoTarget { because } => {
            text::prose(because, "noTargetBecause", no);
        }
        Aim::Value { kind, value } => {
            let decimals = match (kind, definition.kind) {
                (TargetKind::Absolute, IndicatorKind::Flow | IndicatorKind::Stock) => definition.decimals,
                _ => figure::DECIMALS,
            };
            figure::check_number(*value, decimals, &["value"], no);
            // A trend may point down; nothing else is less than nothing.
            if value.is_sign_negative() && !value.is_zero() && *kind != TargetKind::Trend {
                no.push(Refusal::at(Code::Negative, ["value"]));
            }
        }
    }
}

/// The shape of a reasoning: texts that can be kept. Whether they are there is asked when proposing.
pub(super) fn reasoning(reasoning: &Reasoning, no: &mut Vec<Refusal>) {
    text::checked(&reasoning.labour_market, "labourMarket", text::PROSE, false, no);
    text::checked(&reasoning.target_groups, "targetGroups", text::PROSE, false, no);
    if let PreviousResult::None { because } = &reasoning.previous {
        text::checked(because, "noPreviousResultBecause", text::PROSE, false, no);
    }
}

impl TargetSet {
    fn only_in(&self, cycle: &Cycle, stage: TargetSetStage) -> Vec<Refusal> {
        if cycle.phase() != Phase::TargetSetting {
            vec![wrong_state(cycle.phase().name())]
        } else if self.state.stage() == stage {
            Vec::new()
        } else {
            vec![wrong_state(self.state.stage().name())]
        }
    }

    /// Why targets cannot be written down now.
    pub fn cannot_set(&self, cycle: &Cycle) -> Vec<Refusal> {
        self.only_in(cycle, TargetSetStage::Draft)
    }

    /// Why the set cannot be proposed now: everything that makes it incomplete, each at its indicator.
    pub fn cannot_propose(&self, cycle: &Cycle, measures: &[Measure], points: &[OpenPoint]) -> Vec<Refusal> {
        let mut no = self.only_in(cycle, TargetSetStage::Draft);
        if !no.is_empty() {
            return no;
        }
        for measure in measures {
            let code = &measure.definition.code;
            let Some(target) = self.target_for(measure.usage.id) else {
                no.push(Refusal::at(Code::TargetMissing, ["targets", code]).with("indicator", code));
                continue;
            };
            let missing = |code: Code, field: &'static str, empty: bool| {
                let indicator = &measure.definition.code;
                empty.then(|| Refusal::at(code, ["targets", indicator, field]).with("indicator", indicator))
            };
            let why = &target.reasoning;
            no.extend(missing(Code::ReasoningMissing, "labourMarket", why.labour_market.trim().is_empty()));
            no.extend(missing(Code::ReasoningMissing, "targetGroups", why.target_groups.trim().is_empty()));
            let unlinked = matches!(&why.previous, PreviousResult::None { because } if because.trim().is_empty());
            no.extend(missing(Code::PreviousResultMissing, "previousReviewId", unlinked));
        }
        for point in points.iter().filter(|point| point.municipality.id == self.municipality.id) {
            if point.answer.is_none() {
                let refusal = Refusal::at(Code::PointOpen, ["openPoints".to_owned(), point.id.0.to_string()]);
                no.push(refusal.with("point", &point.description));
            }
        }
        no
    }

    /// Why the targets cannot be agreed or countered now.
    pub fn cannot_answer(&self, cycle: &Cycle) -> Vec<Refusal> {
        self.only_in(cycle, TargetSetStage::Proposed)
    }

    /// Why the targets cannot be adopted now.
    pub fn cannot_adopt(&self, cycle: &Cycle) -> Vec<Refusal> {
        self.only_in(cycle, TargetSetStage::Agreed)
    }
}
