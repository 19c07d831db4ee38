// Looks over everyone's shoulder at what the store answers: whether its storage is full or damaged is for the health
// page and the log, where administrators look, whoever happened to ask. Space that comes back is noticed by itself.

import type { Log } from '../logger.ts'
import { StoreFault } from './fault.ts'
import type { Store } from './store.ts'

export type StorageState = 'ok' | 'full' | 'damaged'
export type WatchedStore = Store & { storage(): StorageState }

const PROBE_EVERY_MS = 1_000

type Ask = (args: unknown) => Promise<unknown>

export function watchStorage(store: Store, log: Log): WatchedStore {
  let isFull = false
  let isDamaged = false
  let probedAt = Number.NEGATIVE_INFINITY

  function note(error: unknown): void {
    if (!(error instanceof StoreFault)) return
    if (error.kind === 'full') {
      if (!isFull)
        log.error({ err: error }, 'the storage is full: nothing can be posted until there is space')
      isFull = true
    }
    if (error.kind === 'damaged') {
      isDamaged = true
      log.error({ err: error }, 'the storage is damaged: `backchat store check` tells where')
    }
  }

  function noteSpace(): void {
    if (isFull) log.info('there is space in the storage again')
    isFull = false
  }

  const watched = Object.fromEntries(
    Object.entries(store).map(([name, ask]) => [
      name,
      typeof ask === 'function' ? watching(ask as Ask) : ask,
    ]),
  )
  function watching(ask: Ask): Ask {
    return async (args) => {
      try {
        return await ask(args)
      } catch (error) {
        note(error)
        throw error
      }
    }
  }

  /** Only a write can tell that there is space again. */
  async function probe(): Promise<void> {
    if (performance.now() - probedAt < PROBE_EVERY_MS) return
    probedAt = performance.now()
    await store.setMeta({ key: 'space_probe', value: 'x'.repeat(8_192) }).then(noteSpace, () => {})
  }

  return {
    ...(watched as Store),
    async append(batch) {
      const result = await (watched.append as Store['append'])(batch)
      if (isFull && result.state === 'committed') noteSpace()
      return result
    },
    storage() {
      // Nobody waits for it: who asks again is told.
      if (isFull) void probe()
      return isFull ? 'full' : isDamaged ? 'damaged' : 'ok'
    },
  }
}
