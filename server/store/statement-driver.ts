// A Kysely driver for the identity library's own queries. Each statement commits by itself: a transaction
// held open from out there would hold up posts.

import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'

export function statementDriver(execute: (query: CompiledQuery) => Promise<QueryResult<unknown>>): Driver {
  const connection: DatabaseConnection = {
    executeQuery: <Row>(query: CompiledQuery) => execute(query) as Promise<QueryResult<Row>>,
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
