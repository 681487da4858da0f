//! A table in the few words the migrations need, with a name for every constraint.
//!
//! Keys, foreign keys and checks stand inside `CREATE TABLE`, because not every database can add them later.
//! Migrations that have run somewhere rest on this file: what a function here makes never changes,
//! a new need gets a new function.

use sea_orm_migration::prelude::*;

/// A table to be created.
#[must_use]
pub(crate) struct NewTable {
    name: &'static str,
    statement: TableCreateStatement,
    references: Vec<&'static str>,
    unique_leads: Vec<&'static str>,
    indexes: Vec<(String, &'static [&'static str])>,
}

impl NewTable {
    pub(crate) fn named(name: &'static str) -> Self {
        Self {
            name,
            statement: Table::create().table(name).take(),
            references: Vec::new(),
            unique_leads: Vec::new(),
            indexes: Vec::new(),
        }
    }

    /// The primary key `pk_<table>`; the service makes the ids.
    pub(crate) fn uuid_key(self, column: &'static str) -> Self {
        self.uuid(column).primary_key(column)
    }

    /// The primary key `pk_<table>` of a table that is known by a word.
    pub(crate) fn text_key(self, column: &'static str) -> Self {
        self.text(column).primary_key(column)
    }

    /// The primary key `pk_<table>` of a table whose rows are counted.
    pub(crate) fn big_integer_key(self, column: &'static str) -> Self {
        self.big_integer(column).primary_key(column)
    }

    pub(crate) fn text(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Text, false)
    }

    pub(crate) fn text_null(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Text, true)
    }

    pub(crate) fn uuid(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Uuid, false)
    }

    pub(crate) fn uuid_null(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Uuid, true)
    }

    /// Bytes, however many.
    pub(crate) fn bytes(self, column: &'static str) -> Self {
        self.column(column, ColumnType::VarBinary(StringLen::None), false)
    }

    pub(crate) fn integer(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Integer, false)
    }

    pub(crate) fn big_integer(self, column: &'static str) -> Self {
        self.column(column, ColumnType::BigInteger, false)
    }

    pub(crate) fn big_integer_null(self, column: &'static str) -> Self {
        self.column(column, ColumnType::BigInteger, true)
    }

    pub(crate) fn boolean(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Boolean, false)
    }

    pub(crate) fn date(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Date, false)
    }

    pub(crate) fn date_null(self, column: &'static str) -> Self {
        self.column(column, ColumnType::Date, true)
    }

    /// A moment on the time line, to the microsecond.
    pub(crate) fn instant(self, column: &'static str) -> Self {
        self.column(column, ColumnType::TimestampWithTimeZone, false)
    }

    pub(crate) fn instant_null(self, column: &'static str) -> Self {
        self.column(column, ColumnType::TimestampWithTimeZone, true)
    }

    /// A text that is one of `words`, by the check `ck_<table>_<column>`.
    pub(crate) fn one_of(self, column: &'static str, words: &[&'static str]) -> Self {
        self.text(column).check(column, Expr::col(column).is_in(words.iter().copied()))
    }

    /// Like [`Self::one_of`], or null: a check on an unknown value passes.
    pub(crate) fn one_of_null(self, column: &'static str, words: &[&'static str]) -> Self {
        self.text_null(column).check(column, Expr::col(column).is_in(words.iter().copied()))
    }

    /// A foreign key `fk_<table>_<column>` to the `id` of another table, with an index.
    pub(crate) fn reference(self, column: &'static str, to_table: &'static str) -> Self {
        self.uuid(column).foreign_key(column, to_table)
    }

    /// Like [`Self::reference`], or null.
    pub(crate) fn reference_null(self, column: &'static str, to_table: &'static str) -> Self {
        self.uuid_null(column).foreign_key(column, to_table)
    }

    /// A foreign key that is the primary key as well: at most one row for each row there.
    pub(crate) fn reference_key(self, column: &'static str, to_table: &'static str) -> Self {
        let mut table = self.reference(column, to_table).primary_key(column);
        // The index of the primary key serves the foreign key.
        table.unique_leads.push(column);
        table
    }

    /// A condition on every row, called `ck_<table>_<name>`.
    pub(crate) fn check(mut self, name: &str, condition: Expr) -> Self {
        self.statement.check((self.constraint("ck", name), condition));
        self
    }

    /// A unique constraint, called `uq_<table>_<name>`.
    pub(crate) fn unique(mut self, name: &str, columns: &[&'static str]) -> Self {
        let mut index = Index::create();
        index.unique().name(self.constraint("uq", name));
        for column in columns {
            index.col(*column);
        }
        self.statement.index(&mut index);
        self.unique_leads.extend(columns.first());
        self
    }

    /// An index, called `ix_<table>_<name>`.
    pub(crate) fn index(mut self, name: &str, columns: &'static [&'static str]) -> Self {
        self.indexes.push((self.constraint("ix", name), columns));
        self
    }

    /// Creates the table, then its indexes; a foreign key that opens a unique constraint has that one's.
    pub(crate) async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.statement.clone()).await?;
        for column in &self.references {
            if !self.unique_leads.contains(column) {
                self.create_index(manager, self.constraint("ix", column), &[*column]).await?;
            }
        }
        for (name, columns) in &self.indexes {
            self.create_index(manager, name.clone(), columns).await?;
        }
        Ok(())
    }

    async fn create_index(
        &self,
        manager: &SchemaManager<'_>,
        name: String,
        columns: &[&'static str],
    ) -> Result<(), DbErr> {
        let mut index = Index::create();
        index.name(name).table(self.name);
        for column in columns {
            index.col(*column);
        }
        manager.create_index(index).await
    }

    fn column(mut self, name: &'static str, kind: ColumnType, nullable: bool) -> Self {
        let mut column = ColumnDef::new_with_type(name, kind);
        if !nullable {
            column.not_null();
        }
        self.statement.col(column);
        self
    }

    fn primary_key(mut self, column: &'static str) -> Self {
        let name = format!("pk_{}", self.name);
        self.statement.primary_key(Index::create().name(name).col(column));
        self
    }

    fn foreign_key(mut self, column: &'static str, to_table: &'static str) -> Self {
        let name = self.constraint("fk", column);
        let mut key = ForeignKey::create();
        key.name(name).from(self.name, column).to(to_table, "id");
        // Nothing disappears along with something else: who removes a row removes its parts by name.
        key.on_delete(ForeignKeyAction::NoAction);
        self.statement.foreign_key(&mut key);
        self.references.push(column);
        self
    }

    fn constraint(&self, prefix: &str, name: &str) -> String {
        format!("{prefix}_{}_{name}", self.name)
    }
}

/// Drops tables in the order given: those that refer to others first.
pub(crate) async fn drop_tables(manager: &SchemaManager<'_>, names: &[&'static str]) -> Result<(), DbErr> {
    for name in names {
        manager.drop_table(Table::drop().table(*name).take()).await?;
    }
    Ok(())
}
