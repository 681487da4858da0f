//! The one place that decides.

use super::{Action, Permit, Relation, Role, Scope, Shown, Viewer, Visibility};
use crate::domain::{
    contract::Contract,
    ids::{PartyId, PersonId},
    refusal::Code,
    suppression::Insight,
};

/// The municipal roles that read everything of their own side.
pub(super) const STAFF: [Role; 3] = [Role::AccountHolder, Role::FinancialAdviser, Role::PortfolioHolder];
/// The municipal roles that read what is public among the parties.
const PUBLIC: [Role; 4] = [Role::AccountHolder, Role::FinancialAdviser, Role::PortfolioHolder, Role::CouncilMember];
/// The roles of the executing organisation.
pub(super) const EXECUTING: [Role; 2] = [Role::Director, Role::Reporter];
/// The roles that bind a person to the side of their party: they act for it, advise on its acts, or say who does.
const BINDING: [Role; 6] = [
    Role::AccountHolder,
    Role::FinancialAdviser,
    Role::PortfolioHolder,
    Role::Director,
    Role::Reporter,
    Role::PartyAdmin,
];

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// It does not exist for the viewer.
    NotFound,
    /// The viewer may read it, but their role does not do this.
    Role,
    /// The viewer's role does this, but for another party.
    OtherParty,
    /// The viewer's role does this, but they belong to the other side of the agreement as well.
    BothSides,
}

impl Denial {
    /// The denial as a refusal code.
    pub const fn code(self) -> Code {
        match self {
            Self::NotFound => Code::NotFound,
            Self::Role => Code::RoleNotAllowed,
            Self::OtherParty => Code::OtherParty,
            Self::BothSides => Code::BothSides,
        }
    }
}

/// Whether the viewer may do this: a permit, or why not. Denies unless the table allows.
pub fn decide(viewer: &Viewer, action: Action, scope: &Scope) -> Result<Permit, Denial> {
    if !readable(viewer, scope) {
        return Err(Denial::NotFound);
    }
    if viewer.platform_admin && allows(action, Role::PlatformAdmin, Relation::Stranger) {
        return Ok(Permit::new(action, Some(viewer.person), None));
    }
    let of_both_sides = !action.only_reads() && is_of_both_sides(viewer, scope);
    let mut denial = Denial::Role;
    for held in &viewer.memberships {
        let relation = relation(viewer, held.party, scope);
        if allows(action, held.role, relation) {
            // Nobody acts for two sides of one agreement: whoever belongs to both reads, and leaves the act to others.
            if of_both_sides {
                return Err(Denial::BothSides);
            }
            return Ok(Permit::new(action, Some(viewer.person), Some((held.role, held.party))));
        }
        if Relation::ALL.iter().any(|other| allows(action, held.role, *other)) {
            denial = Denial::OtherParty;
        }
    }
    Err(denial)
}

/// Whether the viewer is bound to a client and to the contractor of one agreement.
fn is_of_both_sides(viewer: &Viewer, scope: &Scope) -> bool {
    let bound_to = |side: &[Relation]| {
        let mut bound = viewer.memberships.iter().filter(|held| BINDING.contains(&held.role));
        bound.any(|held| side.contains(&relation(viewer, held.party, scope)))
    };
    bound_to(&[Relation::OwnClient, Relation::OtherClient, Relation::LaterClient]) && bound_to(&[Relation::Contractor])
}

/// A permit for whoever holds a valid link received by mail: for their own password, nothing else.
pub const fn link_holder(person: PersonId) -> Permit {
    Permit::new(Action::ChoosePassword, Some(person), None)
}

/// A permit to answer an invitation, for the one who was invited; for anyone else it does not exist.
pub fn invited(viewer: &Viewer, action: Action, invited: PersonId) -> Result<Permit, Denial> {
    let answers = matches!(action, Action::AcceptInvitation | Action::DeclineInvitation);
    if answers && viewer.person == invited {
        return Ok(Permit::new(action, Some(viewer.person), None));
    }
    Err(Denial::NotFound)
}

/// A permit for the operator at the machine itself, who could change the database anyway: making the first
/// administrator and entering reference data.
pub const fn operator(action: Action) -> Permit {
    Permit::new(action, None, None)
}

/// Whether the thing exists for the viewer.
pub fn readable(viewer: &Viewer, scope: &Scope) -> bool {
    let (Scope::Contract { shown, .. } | Scope::Municipality { shown, .. }) = scope else { return true };
    viewer.memberships.iter().any(|held| match relation(viewer, held.party, scope) {
        Relation::OwnClient | Relation::OtherClient => match shown {
            Shown::ToClients => STAFF.contains(&held.role),
            Shown::ToClient(own) => *own == held.party && STAFF.contains(&held.role),
            Shown::ToContractor | Shown::ToNobody => false,
            Shown::ToParties => STAFF.contains(&held.role),
            Shown::Public => PUBLIC.contains(&held.role),
        },
        Relation::Contractor => {
            EXECUTING.contains(&held.role) && matches!(shown, Shown::ToContractor | Shown::ToParties | Shown::Public)
        }
        Relation::LaterClient | Relation::Participant => *shown == Shown::Public && PUBLIC.contains(&held.role),
        Relation::Stranger => false,
    })
}

/// What the party is to the thing.
fn relation(viewer: &Viewer, party: PartyId, scope: &Scope) -> Relation {
    match scope {
        Scope::Platform => Relation::Stranger,
        Scope::Parties(parties) if parties.contains(&party) => Relation::OwnClient,
        Scope::Parties(_) => Relation::Stranger,
        Scope::Municipality { municipality, .. } if *municipality == party => Relation::OwnClient,
        Scope::Municipality { .. } => Relation::Stranger,
        Scope::Intended { clients, .. } if clients.contains(&party) => Relation::OwnClient,
        Scope::Intended { contractor, .. } if *contractor == party => Relation::Contractor,
        Scope::Intended { .. } => Relation::Stranger,
        Scope::Contract { clients, joining_later, contractor, about, .. } => {
            if clients.contains(&party) {
                let own = about.is_none_or(|about| about == party);
                if own { Relation::OwnClient } else { Relation::OtherClient }
            } else if *contractor == party {
                Relation::Contractor
            } else if joining_later.contains(&party) {
                Relation::LaterClient
            } else if viewer.participations.contains(&(party, *contractor)) {
                Relation::Participant
            } else {
                Relation::Stranger
            }
        }
    }
}

/// The access table: may this role do this, when its party is that to the thing? What no row names is denied.
///
/// For what is under no contract, `OwnClient` means the party itself, and any other party is a `Stranger`.
pub fn allows(action: Action, role: Role, relation: Relation) -> bool {
    use Action as A;
    use Relation::{OwnClient, Stranger};
    use Role::{AccountHolder, Director, PartyAdmin, PlatformAdmin, PortfolioHolder};
    match action {
        A::PlanReorganisation
        | A::CancelReorganisation
        | A::ExecuteReorganisation
        | A::ReadReorganisations
        | A::RegisterMunicipality
        | A::RegisterOrganisation
        | A::AddParticipant
        | A::EndParticipation
        | A::IdentifyParty
        | A::AddCategoryMember
        | A::EndCategoryMembership
        | A::ReadSecurityEventsOfNobody
        | A::ReadMail
        | A::ResendMail => role == PlatformAdmin,
        A::ReadSecurityEvents => matches!((role, relation), (PartyAdmin, OwnClient)),
        A::InvitePerson | A::WithdrawInvitation | A::EndRole | A::ReadPeople => {
            role == PlatformAdmin || matches!((role, relation), (PartyAdmin, OwnClient))
        }
        A::ReadPartyTrail => matches!((role, relation), (PartyAdmin | PortfolioHolder | Director, OwnClient)),
        A::CreateFramework => matches!((role, relation), (AccountHolder, OwnClient)),
        // A task is linked to the goals of the own municipality; the rule looks at whose they are.
        A::LinkTask => matches!((role, relation), (AccountHolder, Stranger)),
        // The shared vocabulary and the library are under no contract: any account holder adds to them.
        A::DefineTask | A::DefineDimension | A::DefineIndicator => {
            role == PlatformAdmin || matches!((role, relation), (AccountHolder, Stranger))
        }
        A::ReadCoherence => relation == OwnClient && PUBLIC.contains(&role),
        A::ReadCoherenceWithDrafts => relation == OwnClient && STAFF.contains(&role),
        A::DismissFinding
        | A::EndDismissal
        | A::SetArrangement
        | A::EndArrangement
        | A::DefineCoreValues
        | A::OpenGovernanceChoice
        | A::DraftScenario
        | A::ReviseScenario
        | A::ScoreScenario => matches!((role, relation), (AccountHolder, OwnClient)),
        A::ChooseScenario => matches!((role, relation), (AccountHolder | PortfolioHolder, OwnClient)),
        // Only a link received by mail gives this, and only being the one who was invited that.
        A::ChoosePassword | A::AcceptInvitation | A::DeclineInvitation => false,
        _ => allows_under_contract(action, role, relation),
    }
}

/// The rows of the access table for contracts and what is under them.
fn allows_under_contract(action: Action, role: Role, relation: Relation) -> bool {
    use Action as A;
    use Relation::{Contractor, OtherClient, OwnClient};
    use Role::{AccountHolder, Director, FinancialAdviser, PortfolioHolder, Reporter};
    match action {
        A::DraftContract
        | A::ReviseContract
        | A::FillMatrix
        | A::ChooseIndicators
        | A::OfferContract
        | A::WithdrawContract
        | A::AmendContract
        | A::AddAttachment
        | A::RemoveAttachment
        | A::OpenCycle
        | A::SetTargets
        | A::CloseOpenPoint
        | A::ProposeTargets
        | A::OpenReview => matches!((role, relation), (AccountHolder, OwnClient)),
        A::SendBackContract | A::AgreeContract | A::LeaveRemarks | A::ReplyToReview => {
            matches!((role, relation), (Director, Contractor))
        }
        A::CounterTargets | A::AgreeTargets => {
            matches!((role, relation), (AccountHolder, OwnClient) | (Director, Contractor))
        }
        A::AdoptContract
        | A::DecideExtension
        | A::TerminateContract
        | A::AdoptTargets
        | A::ReturnReport
        | A::AcceptReport
        | A::WriteReview
        | A::SendReviewForReply
        | A::FinaliseReview => matches!((role, relation), (AccountHolder | PortfolioHolder, OwnClient)),
        A::FillReport | A::SubmitReport => matches!((role, relation), (Director | Reporter, Contractor)),
        A::ReadAuditTrail => matches!(
            (role, relation),
            (AccountHolder | FinancialAdviser | PortfolioHolder, OwnClient | OtherClient)
                | (Director | Reporter, Contractor)
        ),
        _ => false,
    }
}

/// What the viewer finds in lists.
pub fn visibility(viewer: &Viewer) -> Visibility {
    let public = viewer.parties_as(&PUBLIC);
    let joint_bodies = viewer.participations.iter().filter(|(municipality, _)| public.contains(municipality));
    Visibility {
        as_client: viewer.parties_as(&STAFF),
        as_council: viewer.parties_as(&[Role::CouncilMember]),
        as_contractor: viewer.parties_as(&EXECUTING),
        as_participant: joint_bodies.map(|(_, organisation)| *organisation).collect(),
    }
}

/// Whose small numbers the viewer reads: the contractor's people those of every client, a client's staff those of their
/// own. Council members, other clients and participants are no party to them.
pub fn insight(viewer: &Viewer, contract: &Contract) -> Insight {
    let contractor = contract.terms.contractor.id;
    Insight {
        everyone: viewer.parties_as(&EXECUTING).contains(&contractor),
        clients: viewer.parties_as(&STAFF).into_iter().collect(),
    }
}
