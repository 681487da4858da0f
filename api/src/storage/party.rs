//! Municipalities, organisations and who takes part in which.

use std::collections::BTreeMap;

mod membership;
mod succession;

use chrono::NaiveDate;
use entities::{party, party_detail};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, Select, SelectTwo,
    sea_query::{Expr, ExprTrait, Func, LikeExpr, OnConflict},
};
use uuid::Uuid;

pub use membership::{
    category_members_of, category_memberships, category_memberships_in, insert_membership, insert_participation,
    participations, participations_of, save_membership, save_participation,
};
pub use succession::{Succession, predecessors_of, successors_of};

use super::{
    convert::known,
    error::{Error, Result},
};
use crate::domain::{
    ids::PartyId,
    party::{Detail, Identifiers, LegalForm, Party, PartyKind, PartyRef, Sector},
};

type Row = (party::Model, Option<party_detail::Model>);

/// Each party with what more is known of it, in one statement.
fn with_detail(parties: Select<party::Entity>) -> SelectTwo<party::Entity, party_detail::Entity> {
    parties.join(JoinType::LeftJoin, party_detail::Relation::Party.def().rev()).select_also(party_detail::Entity)
}

/// The parties with these ids, in no order.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[PartyId]) -> Result<Vec<Party>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = party::Entity::find().filter(party::Column::Id.is_in(ids.iter().map(|id| id.0)));
    with_detail(found).all(connection).await?.into_iter().map(read).collect()
}

/// The parts of these parties, each with what it is a part of, by name.
pub async fn parts(connection: &impl ConnectionTrait, wholes: &[PartyId]) -> Result<Vec<(PartyId, Party)>> {
    let found = party::Entity::find()
        .filter(party_detail::Column::PartOfId.is_in(wholes.iter().map(|id| id.0)))
        .order_by_asc(party::Column::Name)
        .order_by_asc(party::Column::Id);
    let parties = with_detail(found).all(connection).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    Ok(parties.into_iter().filter_map(|party| party.detail.part_of.map(|whole| (whole, party))).collect())
}

/// The parties that have one of these numbers.
pub async fn identified(connection: &impl ConnectionTrait, by: &Identifiers) -> Result<Vec<Party>> {
    let any = Condition::any()
        .add_option(by.oin.as_ref().map(|oin| party_detail::Column::Oin.eq(oin)))
        .add_option(by.kvk_number.as_ref().map(|number| party_detail::Column::KvkNumber.eq(number)));
    if any.is_empty() {
        return Ok(Vec::new());
    }
    with_detail(party::Entity::find().filter(any)).all(connection).await?.into_iter().map(read).collect()
}

/// The names of these parties.
pub(super) async fn names(connection: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<Names> {
    let ids: std::collections::BTreeSet<Uuid> = ids.into_iter().collect();
    let rows: Vec<(Uuid, String)> = party::Entity::find()
        .select_only()
        .columns([party::Column::Id, party::Column::Name])
        .filter(party::Column::Id.is_in(ids))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(Names(rows.into_iter().collect()))
}

/// Parties by name.
pub(super) struct Names(BTreeMap<Uuid, String>);

impl Names {
    /// The party by name; a foreign key guarantees that it is there.
    pub(super) fn of(&self, id: Uuid) -> Result<PartyRef> {
        let name = self.0.get(&id).ok_or(Error::Inconsistent { place: "party.id", id })?;
        Ok(PartyRef { id: PartyId(id), name: name.clone() })
    }
}

/// Which parties a list is of.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Municipalities, or else organisations.
    pub municipalities: bool,
    /// With this in their name, in small or capital letters.
    pub search: Option<String>,
    /// Existing on this day.
    pub on: Option<NaiveDate>,
}

impl Filter {
    fn condition(&self) -> Condition {
        let kind = if self.municipalities { MUNICIPALITY } else { ORGANISATION };
        let named = |text: &String| {
            let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            Expr::expr(Func::lower(party::Column::Name.into_expr()))
                .like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
        };
        Condition::all()
            .add(party::Column::Kind.eq(kind))
            .add_option(self.search.as_ref().map(named))
            .add_option(self.on.map(existing))
    }
}

/// Those that exist on a day, as far as is known.
fn existing(day: NaiveDate) -> Condition {
    Condition::all()
        .add(party::Column::ValidFrom.is_null().or(party::Column::ValidFrom.lte(day)))
        .add(party::Column::ValidTo.is_null().or(party::Column::ValidTo.gte(day)))
}

/// A page of municipalities or organisations by name, and how many there are.
pub async fn page(
    connection: &impl ConnectionTrait,
    filter: &Filter,
    after: Option<(String, PartyId)>,
    limit: u64,
) -> Result<(Vec<Party>, u64)> {
    let all = party::Entity::find().filter(filter.condition());
    let count = all.clone().count(connection).await?;
    let mut page = all.order_by_asc(party::Column::Name).order_by_asc(party::Column::Id).limit(limit);
    if let Some((name, id)) = after {
        let same = party::Column::Name.eq(name.as_str()).and(party::Column::Id.gt(id.0));
        page = page.filter(party::Column::Name.gt(name).or(same));
    }
    let parties = with_detail(page).all(connection).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    Ok((parties, count))
}

/// The municipality with that CBS code on that day.
pub async fn by_cbs_code(connection: &impl ConnectionTrait, code: &str, day: NaiveDate) -> Result<Option<Party>> {
    let found = party::Entity::find().filter(party::Column::CbsCode.eq(code)).filter(existing(day));
    with_detail(found).one(connection).await?.map(read).transpose()
}

/// The municipalities that have, or had, that CBS code.
pub async fn with_cbs_code(connection: &impl ConnectionTrait, code: &str) -> Result<Vec<Party>> {
    let found = party::Entity::find().filter(party::Column::CbsCode.eq(code));
    with_detail(found).all(connection).await?.into_iter().map(read).collect()
}

/// Keeps a new party.
pub async fn insert(connection: &impl ConnectionTrait, party: &Party) -> Result<()> {
    let (kind, code, cbs_code, legal_form) = match &party.kind {
        PartyKind::Municipality { cbs_code } => (MUNICIPALITY, None, Some(cbs_code.clone()), None),
        PartyKind::Organisation { code, legal_form } => {
            (ORGANISATION, Some(code.clone()), None, Some(legal_form.name().to_owned()))
        }
    };
    let row = party::Model {
        id: party.id.0,
        kind: kind.to_owned(),
        code,
        name: party.name.clone(),
        cbs_code,
        legal_form,
        valid_from: party.valid_from,
        valid_to: party.valid_to,
        successor_id: party.successor.map(|id| id.0),
        version: party.version,
    };
    party::Entity::insert(row.into_active_model()).exec_without_returning(connection).await?;
    if party.detail == Detail::default() { Ok(()) } else { save_detail(connection, party).await }
}

/// Keeps what is known of a party, if it is still at the version before; tells whether it was.
pub async fn save(connection: &impl ConnectionTrait, party: &Party) -> Result<bool> {
    let saved = party::Entity::update_many()
        .col_expr(party::Column::Version, Expr::value(party.version))
        .filter(party::Column::Id.eq(party.id.0))
        .filter(party::Column::Version.eq(party.version - 1))
        .exec(connection)
        .await?;
    if saved.rows_affected != 1 {
        return Ok(false);
    }
    save_detail(connection, party).await?;
    Ok(true)
}

async fn save_detail(connection: &impl ConnectionTrait, party: &Party) -> Result<()> {
    use party_detail::Column as C;
    let detail = &party.detail;
    let row = party_detail::Model {
        party_id: party.id.0,
        part_of_id: detail.part_of.map(|id| id.0),
        sector: detail.sector.map(|sector| sector.name().to_owned()),
        category: detail.category,
        oin: detail.identifiers.oin.clone(),
        kvk_number: detail.identifiers.kvk_number.clone(),
    };
    let columns = [C::PartOfId, C::Sector, C::Category, C::Oin, C::KvkNumber];
    party_detail::Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::column(C::PartyId).update_columns(columns).to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

const MUNICIPALITY: &str = "MUNICIPALITY";
const ORGANISATION: &str = "ORGANISATION";

fn read((row, detail): Row) -> Result<Party> {
    let missing = |place| Error::Inconsistent { place, id: row.id };
    let kind = match row.kind.as_str() {
        MUNICIPALITY => {
            PartyKind::Municipality { cbs_code: row.cbs_code.clone().ok_or_else(|| missing("party.cbs_code"))? }
        }
        ORGANISATION => PartyKind::Organisation {
            code: row.code.clone().ok_or_else(|| missing("party.code"))?,
            legal_form: row
                .legal_form
                .as_deref()
                .and_then(LegalForm::named)
                .ok_or_else(|| missing("party.legal_form"))?,
        },
        _ => return Err(missing("party.kind")),
    };
    Ok(Party {
        id: PartyId(row.id),
        name: row.name,
        kind,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        successor: row.successor_id.map(PartyId),
        detail: detail.map(read_detail).transpose()?.unwrap_or_default(),
        version: row.version,
    })
}

fn read_detail(row: party_detail::Model) -> Result<Detail> {
    let sector = |text: String| known(Sector::named(&text), "party_detail.sector", row.party_id);
    Ok(Detail {
        part_of: row.part_of_id.map(PartyId),
        sector: row.sector.map(sector).transpose()?,
        category: row.category,
        identifiers: Identifiers { oin: row.oin, kvk_number: row.kvk_number },
    })
}
