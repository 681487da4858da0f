//! The acts of reporting.

mod input;

use async_graphql::{Context, Object};

use self::input::{AcceptReportInput, FillReportInput, ReturnReportInput, SubmitReportInput, filling, part, which};

use super::{given::told, payload};
use crate::{
    commands::report::{self},
    domain::ids::PartyId,
    graphql::{context::asking, ids::Global, types::report::Report},
};

payload!(FillReportPayload, report: Report, "filling in a report (rapportage invullen)");
payload!(SubmitReportPayload, report: Report, "submitting a report (indienen)");
payload!(ReturnReportPayload, report: Report, "returning a report (terugsturen)");
payload!(AcceptReportPayload, report: Report, "accepting a report (akkoord geven)");

/// Reports.
#[derive(Default)]
pub struct ReportMutation;

#[Object]
impl ReportMutation {
    /// Fills in values and texts (rapportage invullen). Director or reporter.
    async fn fill_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report and what is filled in.")] input: FillReportInput,
    ) -> async_graphql::Result<Option<FillReportPayload>> {
        let which = which(&input.report_id, input.expected_version)?;
        let filling = filling(input)?;
        Ok(FillReportPayload::of(told(ctx, report::fill(asking(ctx)?, which, filling).await).await?))
    }

    /// Submits a report (indienen); all problems come back at once, each at its field. Director or reporter.
    async fn submit_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: SubmitReportInput,
    ) -> async_graphql::Result<Option<SubmitReportPayload>> {
        let which = which(&input.report_id, input.expected_version)?;
        Ok(SubmitReportPayload::of(told(ctx, report::submit(asking(ctx)?, which).await).await?))
    }

    /// Returns a report or parts of it for one municipality (terugsturen), always with a reason.
    async fn return_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report, the client and the parts.")] input: ReturnReportInput,
    ) -> async_graphql::Result<Option<ReturnReportPayload>> {
        let which = which(&input.report_id, input.expected_version)?;
        let client = PartyId::parse(&input.municipality_id, "municipalityId")?;
        let parts: async_graphql::Result<Vec<_>> = input.parts.into_iter().enumerate().map(part).collect();
        Ok(ReturnReportPayload::of(told(ctx, report::send_back(asking(ctx)?, which, client, parts?).await).await?))
    }

    /// Accepts a report for one municipality (akkoord geven). With the last it is accepted, and frozen.
    async fn accept_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report and the client.")] input: AcceptReportInput,
    ) -> async_graphql::Result<Option<AcceptReportPayload>> {
        let which = which(&input.report_id, input.expected_version)?;
        let client = PartyId::parse(&input.municipality_id, "municipalityId")?;
        Ok(AcceptReportPayload::of(told(ctx, report::accept(asking(ctx)?, which, client).await).await?))
    }
}
