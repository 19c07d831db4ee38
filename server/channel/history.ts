// History pages: bounded, permission asked for each, recorded before they are answered. A stampede of the same
// question costs one query: pages are shared until the room's log grows, as long as they take little memory. Of a
// room to which nobody listens here, only those under way are: it may grow on another node.

import type { Amend } from '#shared/amend.ts'
import type { LogItem } from '#shared/entry.ts'
import type { RoomUri } from '#shared/uri.ts'
import { readHistory } from '../compliance/record.ts'
import type { Page, PageQuery } from '../store/jobs/history.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { actor, type Endpoint } from './endpoint.ts'
import { toAmend, toLogItem } from './log-item.ts'
import { requirePermission } from './permissions.ts'
import type { Recorder } from './recorder.ts'
import type { Roster } from './roster.ts'

const ROOMS_KEPT = 200
const PAGES_PER_ROOM = 32
const CHARS_KEPT = 32 * 1024 * 1024

export type HistoryQuestion = { room: RoomUri } & Omit<PageQuery, 'roomId'>
export type HistoryAnswer = Omit<Page, 'rows' | 'amends'> & { entries: LogItem[]; amends: Amend[] }
export type History = {
  page(endpoint: Endpoint, question: HistoryQuestion): Promise<HistoryAnswer>
  /** To be told of every change of a room's log; without a room, of a change of any. */
  forget(room?: RoomUri): void
}

type Deps = {
  store: Store
  access: AccessCache
  roster: Pick<Roster, 'count'>
  recorder: Recorder
  clock: { now(): number }
}

export function createHistory({ store, access, roster, recorder, clock }: Deps): History {
  const rooms = new Map<RoomUri, Map<string, Promise<HistoryAnswer>>>()
  /** Of the pages loaded since all were last forgotten; those forgotten in between are still counted. */
  let chars = 0

  function weigh({ entries }: HistoryAnswer): void {
    for (const entry of entries) chars += 'signed' in entry ? entry.signed.length : 0
    if (chars > CHARS_KEPT) forgetAll()
  }

  function forgetAll(): void {
    rooms.clear()
    chars = 0
  }

  function pagesOf(room: RoomUri): Map<string, Promise<HistoryAnswer>> {
    const known = rooms.get(room)
    if (known && known.size < PAGES_PER_ROOM) return known
    if (rooms.size >= ROOMS_KEPT) rooms.clear()
    const fresh = new Map<string, Promise<HistoryAnswer>>()
    rooms.set(room, fresh)
    return fresh
  }

  function shared(roomId: number, { room, mode, seq, count }: HistoryQuestion): Promise<HistoryAnswer> {
    const pages = pagesOf(room)
    const key = `${mode} ${seq} ${count}`
    const known = pages.get(key)
    if (known) return known
    const loading = store.page({ roomId, mode, seq, count }).then(shape)
    pages.set(key, loading)
    loading.then(
      (answer) => (roster.count(room) > 0 ? weigh(answer) : pages.delete(key)),
      () => pages.delete(key),
    )
    return loading
  }

  return {
    async page(endpoint, question) {
      const known = await access.room(question.room)
      requirePermission(known, endpoint.principals, 'readHistory')
      const answer = await shared(known.room.id, question)
      // What was said after the right was lost may be in the page by now.
      requirePermission(await access.room(question.room), endpoint.principals, 'readHistory')
      const { room, ...asked } = question
      const read = { room, at: clock.now(), asked, from: answer.from, to: answer.to }
      await recorder.record(readHistory(actor(endpoint), read))
      return answer
    },
    forget(room) {
      if (room === undefined) forgetAll()
      else rooms.delete(room)
    },
  }
}

function shape({ rows, amends, ...page }: Page): HistoryAnswer {
  return { ...page, entries: rows.map(toLogItem), amends: amends.map(toAmend) }
}
