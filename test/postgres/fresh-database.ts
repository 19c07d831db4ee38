// A database of its own for a test, and stores over it: two of them are two nodes.

import { inject } from 'vitest'
import { silentLog } from '../../server/logger.ts'
import { openPostgresStore } from '../../server/store/postgres/postgres-store.ts'
import type { Store } from '../../server/store/store.ts'
import { createDatabase, dropDatabase } from '../support/postgres.ts'

export function openNode(url: string): Promise<Store> {
  return openPostgresStore({ url, log: silentLog })
}

/** Whatever stores are open at the end are closed, and the database is gone. */
export async function withDatabase(
  test: (url: string, open: (through?: string) => Promise<Store>) => Promise<void>,
): Promise<void> {
  const url = await createDatabase(inject('postgresUrl'))
  const nodes: Store[] = []
  try {
    await test(url, async (through = url) => {
      const node = await openNode(through)
      nodes.push(node)
      return node
    })
  } finally {
    await Promise.all(nodes.map((node) => node.close()))
    await dropDatabase(url)
  }
}
