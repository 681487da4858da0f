//! Setting findings of coherence aside, and opening them again.

use chrono::NaiveDate;

use super::{
    act::{Act, Done, saved},
    contract::{Asking, taken},
};
use crate::{
    domain::{
        coherence::{
            Drafts, Finding, View,
            dismissal::{Dismissal, Wish},
            findings,
        },
        ids::{DismissalId, PartyId},
        refusal::{Code, Refusal},
        text,
    },
    policy::{Action, Scope},
    storage,
};

/// A finding of a municipality by its code.
#[derive(Debug, Clone)]
pub struct Which {
    /// The municipality.
    pub municipality: PartyId,
    /// The code of the finding.
    pub code: String,
}

/// Sets a finding aside that is there on a day, today unless another is named.
pub async fn dismiss(asking: Asking<'_>, which: Which, as_of: Option<NaiveDate>, wish: Wish) -> Done<Dismissal> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::DismissFinding, &Scope::coherence(which.municipality), "municipalityId")?;
    let day = as_of.unwrap_or(act.by.today);
    let finding = match found(&act, &which, day).await? {
        Ok(finding) => finding,
        Err(refusal) => {
            let mut no = vec![refusal];
            wish.checked(act.by.today, &mut no);
            return Err(no.into());
        }
    };
    let connection = act.unit.connection();
    let last = storage::coherence::dismissal(connection, which.municipality, &which.code).await?;
    let first = last.is_none();
    let id = DismissalId(act.unit.new_id());
    let (dismissal, event) = Dismissal::dismiss(id, last, &finding, &wish, (day, act.by))?;
    if first {
        taken(storage::coherence::insert(connection, &dismissal).await, "code")?;
    } else {
        saved(storage::coherence::update(connection, &dismissal).await?)?;
    }
    act.commit(permit, event).await?;
    Ok(dismissal)
}

/// The finding as it is on a day by what is signed: one that only a draft brings about is repaired in the draft.
async fn found(act: &Act<'_>, which: &Which, day: NaiveDate) -> Done<Result<Finding, Refusal>> {
    let sources = storage::coherence::sources(act.unit.connection(), &[which.municipality]).await?;
    let find = |drafts: Drafts| {
        let view = View { drafts, ..View::on(day) };
        let all = findings(&sources.landscape(which.municipality, &view));
        all.into_iter().find(|finding| finding.code == which.code)
    };
    let refusal = |code| Refusal::at(code, ["code"]);
    Ok(find(Drafts::LeftOut).ok_or_else(|| match find(Drafts::Included) {
        Some(_) => refusal(Code::OnlyInPreview),
        None => refusal(Code::NotFound),
    }))
}

/// Opens a finding again that was set aside, for a reason.
pub async fn end(asking: Asking<'_>, which: Which, reason: &str) -> Done<Dismissal> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::EndDismissal, &Scope::coherence(which.municipality), "municipalityId")?;
    let connection = act.unit.connection();
    let Some(last) = storage::coherence::dismissal(connection, which.municipality, &which.code).await? else {
        let mut no = vec![Refusal::at(Code::NotFound, ["code"])];
        text::prose(reason, "reason", &mut no);
        return Err(no.into());
    };
    let (dismissal, event) = last.end(reason, act.by.at)?;
    saved(storage::coherence::update(connection, &dismissal).await?)?;
    act.commit(permit, event).await?;
    Ok(dismissal)
}
