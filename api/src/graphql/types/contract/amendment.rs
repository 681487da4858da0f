//! The texts of a contract, and what each changed.

use std::sync::Arc;

use async_graphql::{Context, Enum, MergedObject, Object, SimpleObject};
use chrono::NaiveDate;

use super::text::ContractText;
use crate::{
    domain::{
        self,
        contract::{Contract, Difference, difference},
        indicator::ContractIndicator as Usage,
        responsibility::{MatrixEntry, Subject},
    },
    graphql::{
        context::RequestContext,
        enums::ContractPart,
        loaders,
        scalars::{Date, DateTime},
        types::responsibility::ResponsibilityEntry,
    },
};

/// A text of a contract as adopted (versie): the first one, or that of an amendment.
#[derive(MergedObject, Clone)]
#[graphql(name = "ContractVersion")]
pub struct ContractVersion(VersionFacts, ContractText);

impl ContractVersion {
    /// From which day it holds.
    pub fn holds_from(&self) -> NaiveDate {
        self.0.text.amends.as_ref().map_or(self.0.text.terms.period.from, |amends| amends.effective_from)
    }
}

/// The texts that were adopted, the first one first.
pub fn versions(contract: &Contract) -> Vec<ContractVersion> {
    let text = |it: &Contract| {
        let text = Arc::new(it.clone());
        ContractVersion(VersionFacts { text: text.clone() }, ContractText(text))
    };
    contract.adopted_texts().map(text).collect()
}

/// Which text it is.
#[derive(Clone)]
pub struct VersionFacts {
    text: Arc<Contract>,
}

/// Which text of a contract it is (versiegegevens).
#[Object]
impl VersionFacts {
    /// Its number (versienummer): 0 for the first text, then that of the amendment.
    async fn number(&self) -> i32 {
        self.text.amends.as_ref().map_or(0, |amends| amends.number)
    }

    /// From which day it holds (van kracht per).
    async fn effective_from(&self) -> Date {
        Date(self.text.amends.as_ref().map_or(self.text.terms.period.from, |amends| amends.effective_from))
    }

    /// Why it was made (reden); nothing for the first text.
    async fn reason(&self) -> Option<&String> {
        self.text.amends.as_ref().map(|amends| &amends.reason)
    }

    /// When the last client adopted it (vastgesteld op).
    async fn adopted_at(&self) -> Option<DateTime> {
        match &self.text.state {
            domain::contract::ContractState::Adopted { at, .. } => Some(DateTime(*at)),
            _ => None,
        }
    }

    /// What it changed of the text before it (wat er veranderde); nothing for the first text.
    async fn changes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ContractChange>> {
        match &self.text.amends {
            Some(amends) => changes(ctx, &amends.before, &self.text).await,
            None => Ok(Vec::new()),
        }
    }
}

/// Soort wijziging. What became of a part.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Toegevoegd. Added.
    Added,
    /// Vervallen. Removed.
    Removed,
    /// Gewijzigd. Changed.
    Changed,
}

/// One thing that an amendment changes (wijziging).
#[derive(SimpleObject)]
pub struct ContractChange {
    /// The part of the contract (onderdeel).
    pub part: ContractPart,
    /// Added, removed or changed.
    pub kind: ChangeKind,
    /// The field of the terms (veld), where it is one of those.
    pub field: Option<&'static str>,
    /// What it was (was), in words.
    pub before: Option<String>,
    /// What it is (wordt), in words.
    pub after: Option<String>,
    /// The change as a sentence (in woorden), in the viewer's language.
    pub description: String,
    /// The entry of the matrix as it was (regel, was).
    pub entry_before: Option<ResponsibilityEntry>,
    /// The entry of the matrix as it is (regel, wordt).
    pub entry_after: Option<ResponsibilityEntry>,
}

/// Everything that changes between two texts, readable.
pub async fn changes(
    ctx: &Context<'_>,
    before: &Contract,
    after: &Contract,
) -> async_graphql::Result<Vec<ContractChange>> {
    let found = difference(before, after);
    load(ctx, &found).await?;
    let mut changes = Vec::with_capacity(found.len());
    for it in found {
        changes.push(change(ctx, it).await?);
    }
    Ok(changes)
}

/// Loads every name that is needed at once; what follows finds it there.
async fn load(ctx: &Context<'_>, found: &[Difference]) -> async_graphql::Result<()> {
    let (mut tasks, mut parties, mut indicators) = (Vec::new(), Vec::new(), Vec::new());
    for it in found {
        match it {
            Difference::Entry { before, after } => {
                for entry in [before, after].into_iter().flatten() {
                    match entry.subject {
                        Subject::Task(task) => tasks.push(task),
                        Subject::Partner(partner) => parties.push(partner),
                        Subject::None => {}
                    }
                    parties.extend(entry.deviation.as_ref().map(|deviation| deviation.municipality));
                }
            }
            Difference::Indicator { before, after } => {
                indicators.extend([before, after].into_iter().flatten().map(|usage| usage.indicator));
            }
            Difference::Term { .. } | Difference::Client { .. } => {}
        }
    }
    loaders::many(ctx, tasks).await?;
    loaders::many(ctx, parties).await?;
    loaders::many(ctx, indicators).await?;
    Ok(())
}

async fn change(ctx: &Context<'_>, it: Difference) -> async_graphql::Result<ContractChange> {
    let part = it.part();
    let (mut field, mut entry_before, mut entry_after) = (None, None, None);
    let (before, after) = match it {
        Difference::Term { field: name, before, after } => {
            field = Some(name);
            let said = |text: String| Some(text).filter(|text| !text.is_empty());
            (said(before), said(after))
        }
        Difference::Client { before, after } => (before.map(|it| it.name), after.map(|it| it.name)),
        Difference::Entry { before, after } => {
            let told = (entry_in_words(ctx, before.as_ref()).await?, entry_in_words(ctx, after.as_ref()).await?);
            entry_before = before.map(ResponsibilityEntry);
            entry_after = after.map(ResponsibilityEntry);
            told
        }
        Difference::Indicator { before, after } => {
            (usage_in_words(ctx, before.as_ref()).await?, usage_in_words(ctx, after.as_ref()).await?)
        }
    };
    let kind = match (&before, &after) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        _ => ChangeKind::Changed,
    };
    let description = sentence(ctx, part, field, before.as_deref(), after.as_deref());
    Ok(ContractChange { part: part.into(), kind, field, before, after, description, entry_before, entry_after })
}

fn sentence(
    ctx: &Context<'_>,
    part: domain::contract::Part,
    field: Option<&str>,
    before: Option<&str>,
    after: Option<&str>,
) -> String {
    let request = RequestContext::of(ctx);
    let locale = request.locale();
    let told = |text: Option<&str>| match text.and_then(|text| text.parse().ok()) {
        Some(day) => request.texts.date(locale, day),
        None => text.unwrap_or_default().to_owned(),
    };
    let key = match (before, after) {
        (None, _) => "change-added",
        (_, None) => "change-removed",
        _ => "change-changed",
    };
    let place = field.unwrap_or(part.name());
    let args = [("place", place), ("before", &told(before)), ("after", &told(after))];
    request.texts.text(locale, key, &args)
}

/// What the message files call the absence of a name.
const NONE: &str = "none";

async fn entry_in_words(ctx: &Context<'_>, entry: Option<&MatrixEntry>) -> async_graphql::Result<Option<String>> {
    let Some(entry) = entry else { return Ok(None) };
    let subject = match entry.subject {
        Subject::Task(task) => loaders::must(ctx, task).await?.name.clone(),
        Subject::Partner(partner) => loaders::must(ctx, partner).await?.name.clone(),
        Subject::None => NONE.to_owned(),
    };
    let only = match &entry.deviation {
        Some(deviation) => loaders::must(ctx, deviation.municipality).await?.name.clone(),
        None => NONE.to_owned(),
    };
    let request = RequestContext::of(ctx);
    let args = [
        ("role", entry.role.name()),
        ("domain", entry.domain.name()),
        ("subject", &subject),
        ("group", entry.target_group.as_deref().unwrap_or(NONE)),
        ("municipality", &only),
    ];
    let words = request.texts.text(request.locale(), "matrix-entry", &args);
    Ok(Some(match &entry.explanation {
        Some(explanation) => format!("{words}: {explanation}"),
        None => words,
    }))
}

async fn usage_in_words(ctx: &Context<'_>, usage: Option<&Usage>) -> async_graphql::Result<Option<String>> {
    let Some(usage) = usage else { return Ok(None) };
    let code = loaders::must(ctx, usage.indicator).await?.code.clone();
    let request = RequestContext::of(ctx);
    let (amber, red) = (usage.amber_margin.to_string(), usage.red_margin.to_string());
    let annual = if usage.annual_only { "yes" } else { "no" };
    let args = [("code", code.as_str()), ("amber", &amber), ("red", &red), ("annual", annual)];
    Ok(Some(request.texts.text(request.locale(), "indicator-usage", &args)))
}
