// Kysely over one SQLite connection that keeps what it has prepared: Kysely asks for a statement anew with each query, and
// preparing a long one takes as long as running it. None of ours is read as a stream, which would keep its statement busy.

import { Kysely, SqliteDialect } from 'kysely'
import type { Connection } from './connection.ts'

/** Lists of any length stand in the texts of statements, so there is no end of them. */
const STATEMENTS_MAX = 300

export function kyselyOver<Tables>(connection: Connection): Kysely<Tables> {
  const database = { prepare: keepPrepared(connection), close: () => connection.close() }
  return new Kysely({ dialect: new SqliteDialect({ database }) })
}

/** The one that was not asked for longest makes room. */
function keepPrepared(connection: Connection): Connection['prepare'] {
  const kept = new Map<string, ReturnType<Connection['prepare']>>()
  return ((text: string) => {
    const statement = kept.get(text) ?? connection.prepare(text)
    kept.delete(text)
    kept.set(text, statement)
    const [oldest] = kept.keys()
    if (kept.size > STATEMENTS_MAX && oldest !== undefined) kept.delete(oldest)
    return statement
  }) as Connection['prepare']
}
