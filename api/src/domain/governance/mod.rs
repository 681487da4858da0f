//! Governance (sturing): for each element of the chain who directs, who executes, in which sector and at which scale.

pub mod arrangement;
pub mod choice;
pub mod compare;
pub mod scenario;
#[cfg(test)]
mod tests;
pub mod values;

use super::{
    ids::ContractId,
    named::named,
    party::PartyRef,
    refusal::{Code, Refusal},
    text,
};

named! {
    /// An element of the chain of work and income (keten).
    ChainElement {
        /// Toegang: where residents come in.
        Intake => "INTAKE",
        /// Inkomensvoorziening.
        IncomeProvision => "INCOME_PROVISION",
        /// Werkgeversdienstverlening.
        EmployerServices => "EMPLOYER_SERVICES",
        /// Arbeidsontwikkeling.
        WorkDevelopment => "WORK_DEVELOPMENT",
        /// Meedoen.
        Participation => "PARTICIPATION",
    }
}

named! {
    /// How much of an element the municipality keeps to itself.
    MunicipalRole {
        /// Beleidsregie: goals, results, means and conditions; the how is left to others.
        PolicyDirection => "POLICY_DIRECTION",
        /// Beleids- en uitvoeringsregie: also the approach and the coherence of the chain.
        PolicyAndExecutionDirection => "POLICY_AND_EXECUTION_DIRECTION",
        /// Regie en uitvoering: the municipality does it itself.
        DirectionAndExecution => "DIRECTION_AND_EXECUTION",
    }
}

named! {
    /// In which sector an element is executed.
    Sector {
        /// Publiek.
        Public => "PUBLIC",
        /// Privaat.
        Private => "PRIVATE",
        /// Publiek en privaat.
        Both => "BOTH",
    }
}

named! {
    /// At which scale an element is executed.
    Scale {
        /// Gemeente.
        Municipal => "MUNICIPAL",
        /// Subregionaal.
        SubRegional => "SUB_REGIONAL",
        /// Regionaal.
        Regional => "REGIONAL",
    }
}

/// The most executions of one element.
pub const MOST_EXECUTIONS: usize = 10;

/// One of those who execute an element, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Execution {
    /// The party that executes.
    pub executor: Option<PartyRef>,
    /// The contract under which it is executed.
    pub contract: Option<ContractId>,
    /// Who executes, in words.
    pub in_words: Option<String>,
    /// In which sector, where that was said.
    pub sector: Option<Sector>,
    /// At which scale, where that was said.
    pub scale: Option<Scale>,
}

impl Execution {
    const fn says_nothing(&self) -> bool {
        self.executor.is_none()
            && self.contract.is_none()
            && self.in_words.is_none()
            && self.sector.is_none()
            && self.scale.is_none()
    }

    fn told(&self) -> String {
        let executor = self.executor.as_ref().map(|executor| executor.name.clone());
        let contract = self.contract.map(|contract| format!("contract {}", contract.0));
        let sector = self.sector.map(|sector| sector.to_string());
        let scale = self.scale.map(|scale| scale.to_string());
        let all = [executor, contract, self.in_words.clone(), sector, scale];
        all.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Executions as named texts, for the audit trail.
fn told(executions: &[Execution]) -> String {
    executions.iter().map(Execution::told).collect::<Vec<_>>().join("; ")
}

/// Checks the executions of one element, of which there must be at least `fewest`.
fn executions(given: Vec<Execution>, fewest: usize, no: &mut Vec<Refusal>) -> Vec<Execution> {
    let mut kept: Vec<Execution> = Vec::with_capacity(given.len());
    if given.len() < fewest {
        no.push(Refusal::at(Code::Empty, ["executions"]));
    }
    if given.len() > MOST_EXECUTIONS {
        no.push(Refusal::at(Code::TooMany, ["executions"]).with("limit", MOST_EXECUTIONS));
    }
    for (index, execution) in given.into_iter().enumerate() {
        let mut inner = Vec::new();
        let in_words = execution.in_words.as_deref();
        let in_words = in_words.map(|words| text::checked(words, "inWords", text::NAME, false, &mut inner));
        let execution = Execution { in_words: in_words.filter(|words| !words.is_empty()), ..execution };
        if execution.says_nothing() {
            inner.push(Refusal::new(Code::Empty));
        } else if kept.contains(&execution) {
            inner.push(Refusal::new(Code::Duplicate));
        }
        no.extend(inner.into_iter().map(|refusal| refusal.under(index).under("executions")));
        kept.push(execution);
    }
    kept
}
