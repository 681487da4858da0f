//! Reviews: written, sent for reply, replied to and made final.

use std::collections::BTreeMap;

use anyhow::Context;

use super::{
    case::{self, Verdict, Year, find, named},
    teller::{Years, refused},
};
use crate::{
    commands::review::{self, Follows, Which, Wording},
    domain::review::{ConsequenceKind, Judged, Judgement, JudgementOn, Review},
    policy::Role,
    storage,
};

const fn which(review: &Review) -> Which {
    Which { id: review.id, expected_version: review.version }
}

/// The review as it stands now.
async fn current(years: &Years<'_>, year: &Year, wanted: &case::Review) -> anyhow::Result<Review> {
    let cycle = years.cycle(year.number).await?;
    let reviews = storage::review::of_cycles(&years.teller.services.database, &[cycle.id]).await?;
    let own = reviews.into_iter().find(|review| review.municipality.name == wanted.municipality);
    own.with_context(|| format!("{} does not review {}", wanted.municipality, year.number))
}

/// The account holder writes the review.
pub async fn write(years: &Years<'_>, year: &Year, wanted: &case::Review) -> anyhow::Result<()> {
    let consequences = wanted.consequences.iter().map(|it| follows(years, it)).collect::<anyhow::Result<_>>()?;
    let wording = Wording {
        judgements: judgements(years, &year.judged, &wanted.judged)?,
        cooperation: Some(wanted.cooperation.clone()),
        conclusion: Some(wanted.conclusion.clone()),
        consequences: Some(consequences),
    };
    let review = current(years, year, wanted).await?;
    let viewer = years.teller.account_holder(&wanted.municipality).await?;
    review::write(years.teller.asking(&viewer), which(&review), wording).await.map_err(refused)?;
    Ok(())
}

/// Every indicator and every goal: as the municipalities see it together, or as this one does.
fn judgements(
    years: &Years<'_>,
    usual: &BTreeMap<String, Verdict>,
    own: &BTreeMap<String, Verdict>,
) -> anyhow::Result<Vec<JudgementOn>> {
    let indicators = years.indicators.iter().map(|(it, id)| (it.code.as_str(), Judged::Indicator(*id)));
    let goals = years.goals.iter().map(|(code, id)| (code.as_str(), Judged::Goal(*id)));
    let judgement = |(code, subject): (&str, Judged)| {
        let verdict = own.get(code).map_or_else(|| find(usual, code), Ok)?;
        let judgement = named(Judgement::named, &verdict.judgement)?;
        Ok(JudgementOn { subject, judgement, reasoning: verdict.text.clone() })
    };
    indicators.chain(goals).map(judgement).collect()
}

fn follows(years: &Years<'_>, it: &case::Consequence) -> anyhow::Result<Follows> {
    let indicator = it.indicator.as_deref().map(|code| years.indicator(code)).transpose()?;
    Ok(Follows {
        kind: named(ConsequenceKind::named, &it.kind)?,
        description: it.text.clone(),
        indicator: indicator.map(|(_, id)| id),
        owner: it.owner.clone(),
        due_on: it.due_on,
    })
}

/// The account holder sends the concept to the director.
pub async fn send(years: &Years<'_>, year: &Year, wanted: &case::Review) -> anyhow::Result<()> {
    let review = current(years, year, wanted).await?;
    let viewer = years.teller.account_holder(&wanted.municipality).await?;
    review::send_for_reply(years.teller.asking(&viewer), which(&review)).await.map_err(refused)?;
    Ok(())
}

/// The director agrees or disagrees, in words.
pub async fn reply(years: &Years<'_>, year: &Year, wanted: &case::Review) -> anyhow::Result<()> {
    let review = current(years, year, wanted).await?;
    let viewer = years.contractor(Role::Director).await?;
    let asking = years.teller.asking(&viewer);
    review::reply(asking, which(&review), wanted.agrees, &wanted.reply).await.map_err(refused)?;
    Ok(())
}

/// The college's decision makes it final; where the director disagrees, by the portfolio holder as second reader.
pub async fn finalise(years: &Years<'_>, year: &Year, wanted: &case::Review) -> anyhow::Result<()> {
    let review = current(years, year, wanted).await?;
    let role = named(Role::named, &wanted.finalised_by)?;
    let viewer = years.teller.viewer(Some(&wanted.municipality), role).await?;
    let (reference, on) = (&wanted.decision.reference, wanted.decision.on);
    review::finalise(years.teller.asking(&viewer), which(&review), reference, on).await.map_err(refused)?;
    Ok(())
}
