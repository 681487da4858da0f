//! What a year owes now.

use async_graphql::{ComplexObject, Context, SimpleObject};

use super::{
    cycle::AnnualCycle,
    party::{Municipality, Party, municipality, party},
    report::{Report, of_year},
};
use crate::{
    domain,
    graphql::{
        context::RequestContext,
        enums::DutyKind,
        loaders::{self, ReportsOf, ReviewsOf, TargetsOf},
        scalars::Date,
    },
};

/// Something that one side must do by a date (wat nog moet gebeuren), whether or not somebody drafts it already.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Duty {
    /// What is to be done.
    pub kind: DutyKind,
    /// The last day on which it is in time (uiterlijk).
    pub due_on: Date,
    /// Whether that day is over (te laat).
    pub is_overdue: bool,
    #[graphql(skip)]
    owed: domain::duty::Duty,
    #[graphql(skip)]
    cycle: AnnualCycle,
}

#[ComplexObject]
impl Duty {
    /// Who must do it (wie).
    async fn by(&self, ctx: &Context<'_>) -> async_graphql::Result<Party> {
        party(ctx, self.owed.by).await
    }

    /// The municipality (gemeente) whose targets or review it is about; nothing for a report.
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Municipality>> {
        match self.owed.municipality {
            Some(id) => Ok(Some(municipality(ctx, id).await?)),
            None => Ok(None),
        }
    }

    /// The report (rapportage) it is about, if about one.
    async fn report(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Report>> {
        let Some(id) = self.owed.report else { return Ok(None) };
        Ok(of_year(ctx, &self.cycle).await?.into_iter().find(|report| report.concerns(id)))
    }
}

/// What the year owes now, the first due first.
pub async fn duties(ctx: &Context<'_>, cycle: &AnnualCycle) -> async_graphql::Result<Vec<Duty>> {
    let sets = loaders::must(ctx, TargetsOf(cycle.cycle.id)).await?;
    let reports = loaders::must(ctx, ReportsOf(cycle.cycle.id)).await?;
    let reviews = loaders::must(ctx, ReviewsOf(cycle.cycle.id)).await?;
    let today = RequestContext::of(ctx).today();
    let duties = domain::duty::of_year(&cycle.contract, &cycle.cycle, (&sets, &reports, &reviews), today);
    let told = duties.into_iter().map(|duty| Duty {
        kind: duty.kind.into(),
        due_on: Date(duty.due_on),
        is_overdue: duty.is_overdue(today),
        owed: duty,
        cycle: cycle.clone(),
    });
    Ok(told.collect())
}
