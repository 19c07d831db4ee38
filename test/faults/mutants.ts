// Servers with a bug, put together from the real one: the faults' oracles are worth something when they catch these.

import { randomUUID } from 'node:crypto'
import type { Around } from '../../server/services.ts'
import type { AppendBatch, AppendOutcome } from '../../server/store/append.ts'
import type { Store } from '../../server/store/store.ts'

const ESCAPES_AT = 40

export const MUTANTS = {
  'answers before it commits': { store: (store) => appending(store, earlyAnswers(store)) },
  'forgets what it has stored': { store: (store) => appending(store, forgetful(store)) },
  'announces other places than it stored': {
    pool: (pool) => ({
      subscribe: (listener) => pool.subscribe(listener),
      announce(announcement) {
        if (announcement.kind !== 'entries') return pool.announce(announcement)
        const items = announcement.items.map((item) => ({
          ...item,
          seq: item.seq + (item.seq % 2 === 0 ? -1 : 1),
        }))
        pool.announce({ ...announcement, items })
      },
    }),
  },
  'never announces some posts': {
    pool: (pool) => ({
      subscribe: (listener) => pool.subscribe(listener),
      announce(announcement) {
        if (announcement.kind !== 'entries') return pool.announce(announcement)
        pool.announce({ ...announcement, items: announcement.items.filter(({ seq }) => seq % 7 !== 0) })
      },
    }),
  },
  'lets an error escape': {
    pool: (pool) => {
      let announcements = 0
      return {
        subscribe: (listener) => pool.subscribe(listener),
        announce(announcement) {
          pool.announce(announcement)
          announcements += 1
          if (announcements === ESCAPES_AT) void Promise.reject(new Error('Nobody waits for this.'))
        },
      }
    },
  },
} satisfies { [name: string]: Around }
export type MutantName = keyof typeof MUTANTS

type Append = Store['append']

function appending(store: Store, append: Append): Store {
  return new Proxy(store, {
    get: (target, name, receiver) =>
      name === 'append' ? append : (Reflect.get(target, name, receiver) as unknown),
  })
}

const LATE_MS = 150

/** Guesses what the store will say, and asks it later. */
function earlyAnswers(store: Store): Append {
  const heads = new Map<number, number>()
  let storing: Promise<unknown> = Promise.resolve()

  async function guess({ items, at }: AppendBatch): Promise<AppendOutcome[]> {
    const outcomes: AppendOutcome[] = []
    for (const { roomId } of items) {
      const known = heads.get(roomId) ?? (await store.page({ roomId, mode: 'last', seq: 0, count: 1 })).head
      heads.set(roomId, known + 1)
      outcomes.push({ result: 'stored', seq: known + 1, ts: at, chain: new Uint8Array(32), fork: false })
    }
    return outcomes
  }

  return async (batch) => {
    const known = await Promise.all(batch.items.map(({ device, id }) => store.storedPost({ device, id })))
    if (known.some((post) => post !== undefined)) {
      await storing
      return store.append(batch)
    }
    const outcomes = await guess(batch)
    storing = storing
      .then(() => new Promise((resolve) => setTimeout(resolve, LATE_MS)))
      .then(() => store.append(batch))
    return { state: 'committed', outcomes }
  }
}

/** What was stored is stored again, filed under another device; the bytes are the same. */
function forgetful(store: Store): Append {
  return async (batch) => {
    const items = await Promise.all(
      batch.items.map(async (item) => {
        const known = await store.storedPost({ device: item.device, id: item.id })
        return known ? { ...item, device: randomUUID() } : item
      }),
    )
    return store.append({ ...batch, items })
  }
}
