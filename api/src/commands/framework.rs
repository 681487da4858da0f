//! Writing down frameworks and tasks.

use super::{
    act::{Act, Done, not_found},
    contract::{Asking, taken},
};
use crate::{
    domain::{
        event::{Event, EventKind, Facts, SubjectKind},
        framework::{self, FateWording, Framework, Goal, GoalFate, Task},
        ids::{FrameworkId, GoalId, PartyId, TaskId},
        party::PartyRef,
        refusal::{Code, Outcome, Refusal},
        responsibility::LifeDomain,
        text,
    },
    policy::{Action, Role, Scope},
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
    /// The framework before it, where that is known here.
    pub succeeds: Option<FrameworkId>,
    /// What became of each goal of that one.
    pub fates: Vec<FateWording>,
    /// What it goes out from.
    pub principles: Vec<String>,
    /// What comes first.
    pub priorities: Vec<String>,
    /// Whose it is.
    pub owners: Vec<PartyId>,
    /// Code, domain and text of each goal.
    pub goals: Vec<(String, LifeDomain, String)>,
}

/// The owners by name; every id that is no municipality, or stands there twice, is refused.
async fn owners(act: &Act<'_>, ids: &[PartyId]) -> Done<Vec<PartyRef>> {
    let parties = act.parties(ids).await?;
    let (mut owners, mut no) = (Vec::new(), Vec::new());
    for (index, id) in ids.iter().enumerate() {
        match parties.iter().find(|party| party.id == *id && party.is_municipality()) {
            Some(_) if owners.iter().any(|owner: &PartyRef| owner.id == *id) => {
                no.push(Refusal::at(Code::Duplicate, ["ownerIds".to_owned(), index.to_string()]));
            }
            Some(party) => owners.push(PartyRef { id: party.id, name: party.name.clone() }),
            None => no.push(Refusal::at(Code::NotFound, ["ownerIds".to_owned(), index.to_string()])),
        }
    }
    if no.is_empty() { Ok(owners) } else { Err(no.into()) }
}

/// What became of the goals of the framework before, and everything that is wrong with that.
async fn fates(act: &Act<'_>, framework: &Framework, wordings: &[FateWording]) -> Done<Outcome<Vec<GoalFate>>> {
    let Some(before) = framework.succeeds else {
        let beside = vec![Refusal::at(Code::Empty, ["predecessorId"])];
        return Ok(if wordings.is_empty() { Ok(Vec::new()) } else { Err(beside) });
    };
    let connection = act.unit.connection();
    let Some(before) = storage::framework::by_ids(connection, &[before]).await?.pop() else {
        return Ok(Err(vec![Refusal::at(Code::NotFound, ["predecessorId"])]));
    };
    if !storage::framework::successions(connection, &[before.id]).await?.is_empty() {
        return Ok(Err(vec![Refusal::at(Code::Taken, ["predecessorId"])]));
    }
    Ok(framework::succeed(framework, &before, wordings))
}

/// Writes down a framework, and what became of the goals of the one before it.
pub async fn create(asking: Asking<'_>, wording: Wording) -> Done<Framework> {
    let act = asking.begin().await?;
    let permit = act.permit_for(Action::CreateFramework, &wording.owners, Code::Empty, "ownerIds")?;
    let owners = owners(&act, &wording.owners).await?;
    let id = FrameworkId(act.unit.new_id());
    let goal = |(code, domain, text): (String, LifeDomain, String)| Goal {
        id: GoalId(act.unit.new_id()),
        framework: id,
        code: code.trim().to_owned(),
        domain,
        text: text.trim().to_owned(),
    };
    let trimmed = |texts: Vec<String>| texts.into_iter().map(|text| text.trim().to_owned()).collect();
    let framework = Framework {
        id,
        name: wording.name,
        year_from: wording.years.0,
        year_to: wording.years.1,
        predecessor: wording.predecessor,
        succeeds: wording.succeeds,
        principles: trimmed(wording.principles),
        priorities: trimmed(wording.priorities),
        owners,
        goals: wording.goals.into_iter().map(goal).collect(),
        version: 1,
    };
    let fates = fates(&act, &framework, &wording.fates).await?;
    let (framework, fates) = both(framework::create(framework), fates)?;
    storage::framework::insert(act.unit.connection(), act.ids(), &framework, act.by.at).await?;
    taken(storage::framework::insert_succession(act.unit.connection(), &framework, &fates).await, "predecessorId")?;
    let event = Event::new(EventKind::FrameworkCreated, SubjectKind::Framework, id.0, &Facts::new(), &told(&framework));
    act.commit(permit, event).await?;
    Ok(framework)
}

/// Both, or everything that is wrong with either.
fn both<A, B>(one: Outcome<A>, other: Outcome<B>) -> Outcome<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => Err(one.err().into_iter().chain(other.err()).flatten().collect()),
    }
}

/// What the audit trail says of a framework.
fn told(framework: &Framework) -> Facts {
    let mut facts = Facts::from([
        ("name".into(), framework.name.clone()),
        ("years".into(), format!("{}–{}", framework.year_from, framework.year_to)),
    ]);
    facts.extend(framework.succeeds.map(|before| ("predecessor".into(), before.0.to_string())));
    facts.extend(framework.goals.iter().map(|goal| (format!("goals/{}", goal.code), goal.text.clone())));
    for (kind, statements) in [("principles", &framework.principles), ("priorities", &framework.priorities)] {
        facts.extend(statements.iter().zip(1..).map(|(text, place)| (format!("{kind}/{place}"), text.clone())));
    }
    facts
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

/// Chooses the goals that a task serves, among those of the own municipality; the links of others stay.
pub async fn link_task(asking: Asking<'_>, id: TaskId, wanted: Vec<GoalId>) -> Done<Task> {
    let act = asking.begin().await?;
    let permit = act.permit(Action::LinkTask, &Scope::Platform, "taskId")?;
    let connection = act.unit.connection();
    storage::hold::task(connection, id).await?;
    let task = storage::framework::tasks(connection, &[id]).await?.pop().ok_or_else(|| not_found("taskId"))?;
    let all: Vec<GoalId> = wanted.iter().chain(&task.goals).copied().collect();
    let known = storage::framework::goals(connection, &all).await?;
    let frameworks: Vec<FrameworkId> = known.iter().map(|goal| goal.framework).collect();
    let mine = asking.viewer.parties_as(&[Role::AccountHolder]);
    let mut frameworks = storage::framework::by_ids(connection, &frameworks).await?;
    frameworks.retain(|framework| framework::owners(framework).iter().any(|owner| mine.contains(owner)));
    let own: Vec<GoalId> = frameworks.iter().flat_map(|it| &it.goals).map(|goal| goal.id).collect();
    let goals = framework::link(&task, &wanted, &known, &own)?;
    let linked = Task { goals, ..task.clone() };
    storage::framework::save_links(connection, act.ids(), &linked).await?;
    let (before, after) = (links(&task, &known), links(&linked, &known));
    let event = Event::new(EventKind::TaskLinked, SubjectKind::Task, id.0, &before, &after);
    act.commit(permit, event).await?;
    Ok(linked)
}

/// The goals of a task as the audit trail tells them.
fn links(task: &Task, known: &[Goal]) -> Facts {
    let served = known.iter().filter(|goal| task.goals.contains(&goal.id));
    served.map(|goal| (format!("goals/{}", goal.id.0), format!("{} {}", goal.code, goal.text))).collect()
}
