//! The responsibility matrix, cell by cell.

use async_graphql::{Context, Object};

use super::{
    framework::Task,
    party::{Municipality, Party, municipality, party},
};
use crate::{
    domain::{
        self,
        responsibility::{MatrixEntry, Subject},
    },
    graphql::{
        enums::{LifeDomain, MatrixRole},
        loaders,
    },
};

/// A cell of the matrix (cel).
pub struct MatrixCell {
    /// The row.
    role: domain::responsibility::MatrixRole,
    /// The column.
    domain: domain::responsibility::LifeDomain,
    /// What stands in it.
    entries: Vec<MatrixEntry>,
}

/// The nine cells of the three-by-three table, row by row as it is printed.
pub fn cells(entries: &[MatrixEntry]) -> Vec<MatrixCell> {
    let roles = domain::responsibility::MatrixRole::ALL.iter();
    let cell = |role, domain| MatrixCell {
        role,
        domain,
        entries: entries.iter().filter(|it| it.role == role && it.domain == domain).cloned().collect(),
    };
    roles
        .flat_map(|role| domain::responsibility::LifeDomain::ALL.iter().map(move |domain| cell(*role, *domain)))
        .collect()
}

/// A cell of the matrix (cel): a role by a life domain.
#[Object]
impl MatrixCell {
    /// The row: responsible, contributes or cooperates (verantwoordelijk, bijdragen, samenwerken).
    async fn role(&self) -> MatrixRole {
        self.role.into()
    }

    /// The column: work, participation or income (werken, meedoen, inkomen).
    async fn domain(&self) -> LifeDomain {
        self.domain.into()
    }

    /// Whether the cell says "none" in so many words (geen).
    async fn none(&self) -> bool {
        self.entries.iter().any(|entry| entry.subject == Subject::None)
    }

    /// What stands in the cell, in order.
    async fn entries(&self) -> Vec<ResponsibilityEntry> {
        let named = self.entries.iter().filter(|entry| entry.subject != Subject::None);
        named.map(|entry| ResponsibilityEntry(entry.clone())).collect()
    }
}

/// An entry of the matrix.
#[derive(Clone)]
pub struct ResponsibilityEntry(pub MatrixEntry);

/// An entry of the matrix (regel in de verantwoordelijkheidsmatrix).
#[Object(name = "MatrixEntry")]
impl ResponsibilityEntry {
    /// The task (opgave), for RESPONSIBLE and CONTRIBUTES.
    async fn task(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Task>> {
        match self.0.subject {
            Subject::Task(task) => Ok(Some(Task(loaders::must(ctx, task).await?))),
            Subject::Partner(_) | Subject::None => Ok(None),
        }
    }

    /// The partner (samenwerkingspartner), for COOPERATES.
    async fn partner(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Party>> {
        match self.0.subject {
            Subject::Partner(id) => Ok(Some(party(ctx, id).await?)),
            Subject::Task(_) | Subject::None => Ok(None),
        }
    }

    /// The one client it holds for, if it is a deviating assignment (afwijkende opdracht).
    async fn municipality(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Municipality>> {
        match &self.0.deviation {
            Some(deviation) => Ok(Some(municipality(ctx, deviation.municipality).await?)),
            None => Ok(None),
        }
    }

    /// The decision behind a deviating assignment (besluit).
    async fn decision_reference(&self) -> Option<&String> {
        self.0.deviation.as_ref().map(|deviation| &deviation.decision_reference)
    }

    /// The one target group it holds for (doelgroep).
    async fn target_group(&self) -> Option<&String> {
        self.0.target_group.as_ref()
    }

    /// What is meant (toelichting).
    async fn explanation(&self) -> Option<&String> {
        self.0.explanation.as_ref()
    }
}
