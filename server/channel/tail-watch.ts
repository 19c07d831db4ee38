// A room's last post may be stored and never announced: the announcement was lost, the commit was in doubt, or
// another node stored it. Nothing that comes later would show the gap. So the heads of the rooms that are listened
// to here are compared with what was announced, in one query for all of them, and what is missing is delivered.
// A head counts from the second look on: at the first, its announcement may be on its way.

import type { Delivered } from '#shared/entry.ts'
import type { Run } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Pool } from '../pool/pool.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { createAnnounced } from './announced.ts'
import type { Delivery } from './delivery.ts'
import type { History } from './history.ts'
import { toLogItem } from './log-item.ts'
import type { Roster } from './roster.ts'

/** Two looks and a delivery stay within the ten seconds that are promised. */
const LOOK_EVERY_MS = 2_500
const POSTS_PER_PAGE = 200

export type TailWatch = {
  /** The room's listeners hear whatever comes after the head; they ask themselves for what is before. */
  startAt(room: RoomUri, head: number): void
  /** Looks once at every room that is listened to. */
  look(): Promise<void>
  stop(): Promise<void>
}

type Deps = {
  store: Store
  access: AccessCache
  roster: Roster
  delivery: Pick<Delivery, 'deliver'>
  history: Pick<History, 'forget'>
  pool: Pool
  log: Log
  metrics: Metrics
}

export function watchTails(deps: Deps): TailWatch {
  const { store, roster, pool, log } = deps
  const announced = createAnnounced()
  let headsBefore = new Map<RoomUri, number>()
  pool.subscribe((announcement) => {
    if (announcement.kind === 'subscribe') announced.begin(announcement.room)
    if (announcement.kind === 'entries') announced.note(announcement.room, announcement)
  })

  async function look(): Promise<void> {
    for (const room of announced.rooms()) if (roster.count(room) === 0) letGo(room)
    const uris = announced.rooms()
    const heads = uris.length === 0 ? [] : await store.heads({ uris })
    // Only where nobody said from where the room is heard: whoever joined got an error, and joins again.
    for (const [uri, head] of headsBefore) announced.startAt(uri, head)
    const overdue = heads.filter(({ uri }) => announced.missing(uri, headsBefore.get(uri) ?? 0).length > 0)
    for (const { uri } of overdue) await deliverMissing(uri, headsBefore.get(uri) ?? 0)
    headsBefore = new Map(heads.map(({ uri, head }) => [uri, head]))
  }

  /** Nobody here listens any more, so nobody here learns whether its log grows. */
  function letGo(room: RoomUri): void {
    announced.forget(room)
    deps.history.forget(room)
  }

  async function deliverMissing(room: RoomUri, upTo: number): Promise<void> {
    for (const run of announced.missing(room, upTo)) {
      for (let from = run.from; from <= run.to; ) {
        const items = await readRun(deps, room, { from, to: run.to })
        if (items.length === 0) return
        // Who may hear them is asked after they were read: a right may have been lost on another node.
        deps.access.advance(await store.aclEpoch({}))
        announceRun(
          room,
          items.filter(({ seq }) => !announced.has(room, seq)),
        )
        from += items.length
      }
    }
  }

  function announceRun(room: RoomUri, items: Delivered[]): void {
    const [first, last] = [items[0], items.at(-1)]
    if (!first || !last) return
    const run = { from: first.seq, to: last.seq }
    deps.delivery.deliver({ room, ...run, items })
    deps.metrics.lateEntries.inc(items.length)
    log.info({ room, ...run }, 'entries were stored and not announced here; they are now')
  }

  const looking = repeat(LOOK_EVERY_MS, () =>
    look().catch((error: unknown) => log.warn({ error }, 'could not look at the tails of rooms')),
  )
  return { startAt: announced.startAt, look, stop: looking.stop }
}

/** As much of the run as one page holds, from its beginning. */
async function readRun({ store, access }: Deps, room: RoomUri, { from, to }: Run): Promise<Delivered[]> {
  const known = await access.room(room)
  if (!known) return []
  const question = { roomId: known.room.id, mode: 'after' as const, seq: from - 1, count: POSTS_PER_PAGE }
  const { rows } = await store.page(question)
  return rows.filter(({ seq }) => Number(seq) <= to).map((row) => ({ room, ...toLogItem(row) }))
}

/** Again and again, each time that long after the last one was done. */
function repeat(everyMs: number, act: () => Promise<void>): { stop(): Promise<void> } {
  let underWay = Promise.resolve()
  let isStopped = false
  let timer = setTimeout(turn, everyMs)
  function turn(): void {
    underWay = act().then(() => {
      if (!isStopped) timer = setTimeout(turn, everyMs)
    })
  }
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
      return underWay
    },
  }
}
