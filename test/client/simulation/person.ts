// What Ada does in a tab, by the same functions of the cache and the line that the screen's actions call,
// and what she may expect of it afterwards.

import type { RoomUri } from '#shared/uri.ts'
import { takeReading } from '../../../client/cache/intake-rooms.ts'
import { intendToFollow } from '../../../client/cache/intents.ts'
import { cancelQueued, editQueued, enqueue, retryFailed } from '../../../client/cache/outbox.ts'
import { rememberOpen } from '../../../client/cache/owner.ts'
import { sinceNow } from '../../../client/sync/session-ends.ts'
import { ADA } from '../support/cast.ts'
import type { Tab } from './tab.ts'

export type Written = { text: string; room: RoomUri }

export class Ada {
  /** Posts that were taken over by the outbox, in the order in which they stand there. */
  readonly made = new Map<string, Written>()
  readonly calledOff = new Set<string>()
  /** Sent again by hand: their place among the others is their own. */
  readonly retried = new Set<string>()
  #count = 0

  write(tab: Tab, room: RoomUri): void {
    this.#count += 1
    const text = `p${this.#count}`
    const written = enqueue(tab.cache, tab.core.world, { room, guid: room, text })
    void written.then((id) => this.made.set(id, { text, room }), unlessFull)
  }

  /** Edits one of her newest posts, as far as she holds them. */
  amend(tab: Tab, room: RoomUri): void {
    this.#count += 1
    const text = `p${this.#count}`
    const { cache, core } = tab
    const amended = cache.entries
      .where('[room+seq]')
      .between([room, 0], [room, Number.MAX_SAFE_INTEGER])
      .reverse()
      .and((row) => row.kind === 'chat' && row.author === ADA)
      .first()
      .then(async (row) => {
        if (row?.kind !== 'chat') return
        const content = { kind: 'edit' as const, target: { device: row.device, id: row.id }, chat: text }
        this.made.set(await enqueue(cache, core.world, { room, text, content }), { text, room })
      })
    void amended.catch(unlessFull)
  }

  edit(tab: Tab, id: string): void {
    void editQueued(tab.cache, id, `${id} changed`).catch(unlessRefused)
  }

  callOff(tab: Tab, id: string): void {
    void cancelQueued(tab.cache, id).then(() => this.calledOff.add(id), unlessRefused)
  }

  retry(tab: Tab, id: string): void {
    this.retried.add(id)
    void retryFailed(tab.cache, id, tab.core.world.clock.now()).catch(unlessRefused)
  }

  read(tab: Tab, room: RoomUri): void {
    const { cache, core } = tab
    void cache.rooms
      .get(room)
      .then(async (row) => {
        if (row === undefined || row.head <= row.marker) return
        const mark = (now: { generation: number }) => ({ ...now, seq: row.head })
        await takeReading(cache, { room, mark, stamp: sinceNow(core.world) })
      }, unlessFull)
      .catch(unlessFull)
  }

  follow(tab: Tab, room: RoomUri, follow: boolean): void {
    void intendToFollow(tab.cache, { room, follow, stamp: sinceNow(tab.core.world) }).catch(unlessFull)
  }

  open(tab: Tab, room: RoomUri): void {
    const { cache, core } = tab
    void rememberOpen(cache, room, core.world.clock.now())
      .then(() => core.line.ask('attend', room))
      .catch(unlessRefused)
  }

  scrollUp(tab: Tab, room: RoomUri): void {
    const { cache, core } = tab
    void cache.histories
      .get(room)
      .then((history) => {
        const [oldest, next] = history?.runs ?? []
        if (oldest !== undefined && next !== undefined)
          return core.line.ask('gap', { room, to: next.from - 1 })
        return oldest && core.line.ask('older', { room, before: oldest.from })
      })
      .catch(unlessRefused)
  }
}

/** Refusals that the screen shows; anything else is a fault of the core. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) unlessFull(error)
}

function unlessFull(error: unknown): void {
  if (!String(error).includes('No room')) throw error
}
