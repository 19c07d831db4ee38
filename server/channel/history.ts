// History pages: bounded, permission asked for each, recorded before they are answered. A stampede of the same
// question costs one query: pages are shared until the room's log grows, as long as they take little memory. Of a
// room to which nobody listens here, only those under way are: it may grow on another node.

import type { Amend } from '#shared/amend.ts'
import type { LogItem } from '#shared/entry.ts'
import { XccosError } from '#shared/errors.ts'
import type { PostRef } from '#shared/post.ts'
import type { RoomUri } from '#shared/uri.ts'
import { readHistory } from '../compliance/record.ts'
import type { Page } from '../store/jobs/history.ts'
import type { PageQuery } from '../store/jobs/page-bounds.ts'
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
export type DateQuestion = {
  room: RoomUri
  from?: string | undefined
  to?: string | undefined
  count: number
}
export type PostQuestion = { room: RoomUri; mode: 'before' | 'after' | 'around'; count: number } & (
  | { post: PostRef }
  | { seq: number }
)
export type History = {
  page(endpoint: Endpoint, question: HistoryQuestion): Promise<HistoryAnswer>
  byDate(endpoint: Endpoint, question: DateQuestion): Promise<HistoryAnswer>
  byPost(endpoint: Endpoint, question: PostQuestion): Promise<HistoryAnswer>
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

  function shared(roomId: number, { room, ...question }: HistoryQuestion): Promise<HistoryAnswer> {
    const pages = pagesOf(room)
    const { mode, seq, count, within } = question
    const key = [mode, seq, count, within?.from, within?.to].join(' ')
    const known = pages.get(key)
    if (known) return known
    const loading = store.page({ roomId, ...question }).then(shape)
    pages.set(key, loading)
    loading.then(
      (answer) => (roster.count(room) > 0 ? weigh(answer) : pages.delete(key)),
      () => pages.delete(key),
    )
    return loading
  }

  async function page(endpoint: Endpoint, question: HistoryQuestion): Promise<HistoryAnswer> {
    const known = await access.room(question.room)
    requirePermission(known, endpoint.principals, 'readHistory')
    const answer = await shared(known.room.id, question)
    // What was said after the right was lost may be in the page by now.
    requirePermission(await access.room(question.room), endpoint.principals, 'readHistory')
    const { room, ...asked } = question
    const read = { room, at: clock.now(), asked, from: answer.from, to: answer.to }
    await recorder.record(readHistory(actor(endpoint), read))
    return answer
  }

  async function readableId(endpoint: Endpoint, room: RoomUri): Promise<number> {
    const known = await access.room(room)
    requirePermission(known, endpoint.principals, 'readHistory')
    return known.room.id
  }

  return {
    page,
    async byDate(endpoint, { room, from, to, count }) {
      const roomId = await readableId(endpoint, room)
      const placeAt = (iso: string) => store.seqAt({ roomId, at: Date.parse(iso) })
      const first = from === undefined ? 1 : await placeAt(from)
      const end = to === undefined ? Number.MAX_SAFE_INTEGER : await placeAt(to)
      const side =
        from === undefined
          ? { mode: 'before' as const, seq: end }
          : { mode: 'after' as const, seq: first - 1 }
      return page(endpoint, { room, ...side, count, within: { from: first, to: end - 1 } })
    },
    async byPost(endpoint, { room, mode, count, ...named }) {
      const roomId = await readableId(endpoint, room)
      if ('seq' in named) return page(endpoint, { room, mode, count, seq: named.seq })
      const stored = await store.storedPost(named.post)
      if (stored?.roomId !== roomId) throw new XccosError('NoSuchNode', 'There is no such post in this room.')
      return page(endpoint, { room, mode, count, seq: Number(stored.seq) })
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
