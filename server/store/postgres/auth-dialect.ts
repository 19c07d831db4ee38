// A Kysely dialect for the identity library's own tables, whose errors are sorted like all others.

import { type Dialect, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { statementDriver } from '../statement-driver.ts'
import type { Pool } from './pool.ts'
import { sorted } from './postgres-error.ts'

const CHANGES = ['INSERT', 'UPDATE', 'DELETE']

export function poolDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () =>
      statementDriver(async ({ sql, parameters }) => {
        const { rows, rowCount, command } = await pool.query(sql, [...parameters]).catch((error: unknown) => {
          throw sorted(error)
        })
        return { rows, ...(CHANGES.includes(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
      }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
