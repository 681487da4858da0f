//! Writing down frameworks and tasks.

use super::{
    act::Done,
    contract::{Asking, taken},
};
use crate::{
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        framework::{self, Framework, Goal, Task},
        ids::{FrameworkId, GoalId, PartyId, TaskId},
        party::PartyRef,
        refusal::{Code, Refusal},
        responsibility::LifeDomain,
        text,
    },
    policy::{Action, Scope},
    storage,
};

/// A framework as its owners write it down.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Its name.
    pub name: String,
    /// The first and last year it holds.
    pub years: (i32, i32),
    /// The framework before it, by name.
    pub predecessor: Option<String>,
    /// Whose it is.
    pub owners: Vec<PartyId>,
    /// Code, domain and text of each goal.
    pub goals: Vec<(String, LifeDomain, String)>,
}

/// Writes down a framework.
pub async fn create(asking: Asking<'_>, wording: Wording) -> Done<Framework> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::CreateFramework, &Scope::Parties(wording.owners.clone()), "ownerIds")?;
    let parties = storage::party::by_ids(act.unit.connection(), &wording.owners).await?;
    let (mut owners, mut no) = (Vec::new(), Vec::new());
    for (index, id) in wording.owners.iter().enumerate() {
        match parties.iter().find(|party| party.id == *id && party.is_municipality()) {
            Some(_) if owners.iter().any(|owner: &PartyRef| owner.id == *id) => {
                no.push(Refusal::at(Code::Duplicate, ["ownerIds".to_owned(), index.to_string()]));
            }
            Some(party) => owners.push(PartyRef { id: party.id, name: party.name.clone() }),
            None => no.push(Refusal::at(Code::NotFound, ["ownerIds".to_owned(), index.to_string()])),
        }
    }
    if !no.is_empty() {
        return Err(no.into());
    }
    let id = FrameworkId(act.unit.new_id());
    let goal = |(code, domain, text): (String, LifeDomain, String)| Goal {
        id: GoalId(act.unit.new_id()),
        framework: id,
        code: code.trim().to_owned(),
        domain,
        text: text.trim().to_owned(),
    };
    let framework = framework::create(Framework {
        id,
        name: wording.name,
        year_from: wording.years.0,
        year_to: wording.years.1,
        predecessor: wording.predecessor,
        owners,
        goals: wording.goals.into_iter().map(goal).collect(),
        version: 1,
    })?;
    storage::framework::insert(act.unit.connection(), act.ids(), &framework, act.by.at).await?;
    let mut facts = Facts::from([
        ("name".into(), framework.name.clone()),
        ("years".into(), format!("{}–{}", framework.year_from, framework.year_to)),
    ]);
    facts.extend(framework.goals.iter().map(|goal| (format!("goals/{}", goal.code), goal.text.clone())));
    let event = Event::new(EventKind::FrameworkCreated, SubjectKind::Framework, id.0, &Facts::new(), &facts);
    act.commit(permit, event).await?;
    Ok(framework)
}

/// Adds a task to the shared vocabulary.
pub async fn define_task(asking: Asking<'_>, name: &str, goals: Vec<GoalId>) -> Done<Task> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::DefineTask, &Scope::Platform, "name")?;
    let mut no = Vec::new();
    let name = text::name(name, "name", &mut no);
    let known = storage::framework::goals(act.unit.connection(), &goals).await?;
    for (index, goal) in goals.iter().enumerate() {
        let path = ["goalIds".to_owned(), index.to_string()];
        if !known.iter().any(|it| it.id == *goal) {
            no.push(Refusal::at(Code::NotFound, path));
        } else if goals.iter().take(index).any(|earlier| earlier == goal) {
            no.push(Refusal::at(Code::Duplicate, path));
        }
    }
    if !no.is_empty() {
        return Err(no.into());
    }
    let task = Task { id: TaskId(act.unit.new_id()), name, goals };
    taken(storage::framework::insert_task(act.unit.connection(), act.ids(), &task).await, "name")?;
    let facts = Facts::from([("name".into(), task.name.clone())]);
    let event = Event::new(EventKind::TaskDefined, SubjectKind::Task, task.id.0, &Facts::new(), &facts);
    act.commit(permit, event).await?;
    Ok(task)
}
