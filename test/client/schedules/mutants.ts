// The core with one thing wrong in it, put in at its seams: what it writes to the cache, and what it hears.

import type { DBCoreMutateRequest } from 'dexie'
import type { Cache } from '../../../client/cache/database.ts'
import type { HistoryRow } from '../../../client/cache/rows.ts'
import type { Dial } from '../../../client/sync/wire.ts'

export type Mutant = {
  spoilCache?(cache: Cache): void
  spoilDial?(dial: Dial, cache: Cache): Dial
}

/** What is about to be written to a table passes through `change`; undefined leaves it out. */
function onWriting(
  cache: Cache,
  name: string,
  change: (request: DBCoreMutateRequest) => DBCoreMutateRequest | undefined,
): void {
  cache.use({
    stack: 'dbcore',
    name: `mutant of ${name}`,
    create: (core) => ({
      ...core,
      table(tableName) {
        const table = core.table(tableName)
        if (tableName !== name) return table
        return {
          ...table,
          mutate(request) {
            const changed = change(request)
            if (changed) return table.mutate(changed)
            return Promise.resolve({ numFailures: 0, failures: {}, results: [], lastResult: undefined })
          },
        }
      },
    }),
  })
}

export const mutants: Record<string, Mutant> = {
  /** A post that came back from the server is not recognised as the one that waits. */
  'forgets what it has sent': {
    spoilCache: (cache) =>
      onWriting(cache, 'outbox', (request) => (request.type === 'delete' ? undefined : request)),
  },
  /** "Accepted for processing" is taken for "stored". */
  'takes the acknowledgement for the commit': {
    spoilDial: (dial, cache) => async (address, credentials, ends) => {
      const wire = await dial(address, credentials, ends)
      return {
        ...wire,
        async send(envelope) {
          const ack = await wire.send(envelope)
          if (ack.status === 200 && 'grpchat' in envelope)
            await cache.outbox
              .where('state')
              .equals('sending')
              .delete()
              .catch(() => deleteSending(cache))
          return ack
        },
      }
    },
  },
  /** Two stretches with a hole between them are taken for one. */
  'glues over gaps': {
    spoilCache: (cache) =>
      onWriting(cache, 'histories', (request) => {
        if (request.type !== 'put') return request
        return { ...request, values: (request.values as HistoryRow[]).map(glued) }
      }),
  },
  /** The place in the device's sequence is not kept, so the next post takes it too. */
  'gives a place twice': {
    spoilCache: (cache) => onWriting(cache, 'counters', () => undefined),
  },
}

async function deleteSending(cache: Cache): Promise<void> {
  const rows = await cache.outbox.filter((row) => row.state === 'sending').primaryKeys()
  await cache.outbox.bulkDelete(rows)
}

function glued(row: HistoryRow): HistoryRow {
  const [first, last] = [row.runs[0], row.runs.at(-1)]
  return first && last ? { ...row, runs: [{ from: first.from, to: last.to }] } : row
}
