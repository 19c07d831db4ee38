// A Kysely dialect whose queries run in the writing thread, for the identity library's own tables.
// Each statement commits by itself: a transaction held open from here would block every post.

import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { ThreadClient } from './thread-client.ts'

export function threadDialect(thread: ThreadClient): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => threadDriver(thread),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

function threadDriver(thread: ThreadClient): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const answer = await thread.send({ order: 'sql', sql: query.sql, parameters: query.parameters })
      return answer as QueryResult<Row>
    },
    // biome-ignore lint/correctness/useYield: the interface asks for a generator; there is nothing to stream
    async *streamQuery() {
      throw new Error('Queries of the identity tables are not streamed.')
    },
  }
  const noTransactions = async () => {
    throw new Error('The identity tables are changed statement by statement.')
  }
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: noTransactions,
    commitTransaction: noTransactions,
    rollbackTransaction: noTransactions,
    destroy: async () => {},
  }
}
