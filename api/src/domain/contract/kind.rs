//! The five kinds of contract, and what each asks.

use crate::domain::named::named;

named! {
    /// What kind of contract it is.
    ContractKind {
        /// Prestatieovereenkomst.
        PerformanceAgreement => "PERFORMANCE_AGREEMENT",
        /// Aanwijzingsbesluit: unilateral, the contractor is heard but does not agree.
        DesignationDecision => "DESIGNATION_DECISION",
        /// Dienstverleningsovereenkomst.
        ServiceAgreement => "SERVICE_AGREEMENT",
        /// Inkoopovereenkomst.
        PurchaseContract => "PURCHASE_CONTRACT",
        /// Opdracht.
        Assignment => "ASSIGNMENT",
    }
}

/// What a kind of contract asks before it can be offered and adopted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRules {
    /// Whether the contractor must agree; where not, it is heard.
    pub agreed: bool,
    /// Whether it must say by which indicators it is measured.
    pub measured: bool,
    /// Whether it must name the law it rests on.
    pub legal_basis: bool,
}

impl ContractKind {
    /// What the kind asks.
    pub const fn rules(self) -> KindRules {
        match self {
            // Steering on results is what it is for.
            Self::PerformanceAgreement => KindRules { agreed: true, measured: true, legal_basis: false },
            // A decision of the college needs a power to decide; on its indicators the designated body answers.
            Self::DesignationDecision => KindRules { agreed: false, measured: true, legal_basis: true },
            Self::ServiceAgreement => KindRules { agreed: true, measured: true, legal_basis: false },
            // Bought under a law, mostly the Wmo, which says what may be bought; results are agreed per purchase.
            Self::PurchaseContract => KindRules { agreed: true, measured: false, legal_basis: true },
            Self::Assignment => KindRules { agreed: true, measured: true, legal_basis: false },
        }
    }
}
