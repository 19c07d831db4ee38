// A Kysely dialect whose queries run in the writing thread, for the identity library's own tables.

import {
  type Dialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { statementDriver } from '../statement-driver.ts'
import type { ThreadClient } from '../thread/client.ts'
import type { Order } from './wire.ts'

export function threadDialect(thread: ThreadClient<Order>): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () =>
      statementDriver(async ({ sql, parameters }) => {
        const answer = await thread.send({ order: 'sql', sql, parameters })
        return answer as QueryResult<unknown>
      }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
