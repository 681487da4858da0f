//! The days of a year.

use async_graphql::SimpleObject;

use crate::{domain::cycle::Calendar, graphql::scalars::Date};

/// The days of a year (kalender van het jaar); each a working day, in the calendar of the Netherlands.
#[derive(SimpleObject)]
#[expect(clippy::struct_field_names, reason = "days end in `on` throughout the schema")]
pub struct CycleCalendar {
    /// From when the year can be opened (openen vanaf).
    pub opens_on: Date,
    /// Targets proposed (voorstel uiterlijk).
    pub proposal_due_on: Date,
    /// Targets agreed (overeenstemming uiterlijk).
    pub agreement_due_on: Date,
    /// Targets adopted (vaststelling uiterlijk).
    pub adoption_due_on: Date,
    /// The annual report (jaarrapportage uiterlijk).
    pub annual_report_due_on: Date,
    /// Reviews final (beoordeling definitief uiterlijk).
    pub review_due_on: Date,
}

impl CycleCalendar {
    /// The days as shown.
    pub(super) const fn of(it: Calendar) -> Self {
        Self {
            opens_on: Date(it.opens_on),
            proposal_due_on: Date(it.proposal_due_on),
            agreement_due_on: Date(it.agreement_due_on),
            adoption_due_on: Date(it.adoption_due_on),
            annual_report_due_on: Date(it.annual_report_due_on),
            review_due_on: Date(it.review_due_on),
        }
    }
}
