//! Which rows are the content of a report: the one place that reads them, and no reading without saying whose.

use sea_orm::{
    EntityName, JoinType, QuerySelect, Related, Select,
    sea_query::{CaseStatement, Expr, ExprTrait},
};

use super::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Uuid, report};
use crate::domain::report::{Reading, Report, ReportStage};

/// The content of these reports as it may be read so, in the order in which it was written: the values, the accounts
/// or the self-assessments.
///
/// Rows belong to a submission. Everybody reads those of the last one; the organisation reads, while the report is a
/// draft or a draft again, those of the next.
pub(super) fn content<E>(reading: Reading, reports: &[Uuid]) -> Select<E>
where
    E: EntityTrait + EntityName + Related<report::Entity>,
{
    let own = |column: &'static str| Expr::col((E::default().table_name(), column));
    let submitted = Expr::col((report::Entity, report::Column::Submission));
    let number = match reading {
        Reading::Submitted => submitted,
        Reading::Working => {
            let stages = ReportStage::ALL.iter().filter(|stage| stage.is_draft()).map(|stage| stage.name());
            submitted.add(CaseStatement::new().case(report::Column::State.is_in(stages), 1).finally(0))
        }
    };
    E::find()
        .join(JoinType::InnerJoin, E::to())
        .filter(report::Column::Id.is_in(reports.iter().copied()))
        .filter(own("submission").eq(number))
        .order_by_asc(own("id"))
}

/// The submission to which what is written down now will belong.
pub(super) const fn next(report: &Report) -> i32 {
    report.submissions + 1
}
