//! Pages of municipalities and of executing organisations.

use super::{ExecutingOrganisation, Municipality};
use crate::graphql::types::connection::connection;

connection!(MunicipalityConnection, MunicipalityEdge, Municipality, "municipalities (gemeenten)");
connection!(
    ExecutingOrganisationConnection,
    ExecutingOrganisationEdge,
    ExecutingOrganisation,
    "executing organisations (uitvoeringsorganisaties)"
);
