// A pool that forgets to announce: as many runs of entries as it is told to lose never reach anybody.

import type { Pool } from '../../server/pool/pool.ts'

export type LosingPool = { toLose: number; around(pool: Pool): Pool }

export function createLosingPool(): LosingPool {
  const losing: LosingPool = {
    toLose: 0,
    around: (pool) => ({
      subscribe: (listener) => pool.subscribe(listener),
      announce(announcement) {
        if (announcement.kind === 'entries' && losing.toLose > 0) losing.toLose -= 1
        else pool.announce(announcement)
      },
    }),
  }
  return losing
}
