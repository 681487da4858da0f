//! Whether those who are to cooperate know it of each other.

use super::{
    CooperationOutcome, Finding, FindingKind, Grounds, Severity,
    index::{Index, Naming},
    sorted,
};
use crate::domain::{
    ids::{ContractId, PartyId},
    responsibility::LifeDomain,
};

/// How every cooperation stands in the matrix of the other side: one finding per contractor, partner and life domain.
pub(super) fn cooperation(index: &Index<'_>, found: &mut Vec<Finding>) {
    for pair in index.namings.chunk_by(|one, other| (one.contractor, one.partner) == (other.contractor, other.partner))
    {
        let Some(&Naming { contractor, partner, .. }) = pair.first() else { continue };
        // Who names itself promises nothing to anybody.
        if contractor == partner {
            continue;
        }
        let answer = Answer::of(index, contractor, partner);
        for in_domain in pair.chunk_by(|one, other| one.domain == other.domain) {
            found.extend(in_domain.first().map(|naming| answer.finding(index, *naming, in_domain)));
        }
    }
}

/// What the other side's matrices say.
struct Answer {
    /// The contracts that the partner, or members of the category, hold here.
    contracts: Vec<ContractId>,
    /// The life domains in which one of them names the contractor, or a category it belongs to.
    domains: Vec<LifeDomain>,
    /// Whether the partner never contracts.
    never_contracts: bool,
}

impl Answer {
    fn of(index: &Index<'_>, contractor: PartyId, partner: PartyId) -> Self {
        let known = index.partner(partner);
        let members = known.map_or(&[][..], |it| it.members.as_slice());
        let others: Vec<PartyId> =
            std::iter::once(partner).chain(members.iter().copied()).filter(|it| *it != contractor).collect();
        let aliases: Vec<PartyId> = std::iter::once(contractor).chain(index.categories_of(contractor)).collect();
        let named = others.iter().flat_map(|other| aliases.iter().flat_map(|alias| index.namings_of(*other, *alias)));
        Self {
            contracts: sorted(others.iter().flat_map(|other| index.contracts_of(*other))),
            domains: sorted(named.map(|naming| naming.domain)),
            never_contracts: known.is_some_and(|it| it.never_contracts),
        }
    }

    /// A contract here weighs more than what is said of a party in general.
    fn outcome(&self, domain: LifeDomain) -> (CooperationOutcome, Severity) {
        if self.domains.contains(&domain) {
            (CooperationOutcome::Confirmed, Severity::Info)
        } else if !self.domains.is_empty() {
            (CooperationOutcome::OneSided, Severity::Warning)
        } else if !self.contracts.is_empty() {
            (CooperationOutcome::OneSided, Severity::Error)
        } else if self.never_contracts {
            (CooperationOutcome::External, Severity::Info)
        } else {
            (CooperationOutcome::NoCounterMatrix, Severity::Info)
        }
    }

    fn finding(&self, index: &Index<'_>, naming: Naming, in_domain: &[Naming]) -> Finding {
        let Naming { contractor, partner, domain, .. } = naming;
        let (outcome, severity) = self.outcome(domain);
        let named_in: &[LifeDomain] = if outcome == CooperationOutcome::OneSided { &self.domains } else { &[] };
        let mut grounds = Grounds::default();
        grounds.add(&[&"outcome", &outcome]);
        grounds.ids("names", in_domain.iter().map(|it| it.contract.0));
        grounds.ids("holds", self.contracts.iter().map(|contract| contract.0));
        for domain in named_in {
            grounds.add(&[&"named-in", domain]);
        }
        let subject: [&dyn std::fmt::Display; 3] = [&contractor.0, &partner.0, &domain];
        Finding {
            outcome: Some(outcome),
            contractors: vec![contractor],
            partners: vec![partner],
            contracts: sorted(in_domain.iter().map(|it| it.contract).chain(self.contracts.iter().copied())),
            domains: vec![domain],
            named_in: named_in.to_vec(),
            facts: grounds.text(),
            ..Finding::about(FindingKind::Cooperation, severity, index.landscape.municipality, &subject)
        }
    }
}
