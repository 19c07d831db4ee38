// The column types for which SQLite and PostgreSQL have different words. Text is compared byte by byte in both,
// so that names come in the same order whatever the locale of a PostgreSQL database.

import {
  type ColumnDataType,
  type ColumnDefinitionBuilder,
  type Expression,
  type Kysely,
  PostgresAdapter,
  sql,
} from 'kysely'

type Type = ColumnDataType | Expression<unknown>

export type ColumnTypes = {
  text: Type
  bytes: Type
  /** A moment as the identity library writes it. */
  moment: Type
  /** Yes or no as the identity library writes it; ours are 0 and 1 everywhere. */
  yesOrNo: Type
  /** The type of a key of which there may be more than two thousand million. */
  longKey: Type
  /** Makes a key that the database counts up by itself. */
  counted(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
}

const SQLITE: ColumnTypes = {
  text: 'text',
  bytes: sql`blob`,
  moment: 'date',
  yesOrNo: 'integer',
  longKey: 'integer',
  counted: (column) => column.primaryKey().autoIncrement(),
}

const POSTGRES: ColumnTypes = {
  text: sql`text collate "C"`,
  bytes: 'bytea',
  moment: 'timestamptz',
  yesOrNo: 'boolean',
  longKey: 'bigint',
  counted: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
}

export function columnTypes(db: Kysely<unknown>): ColumnTypes {
  return db.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES : SQLITE
}
