// The one way in which a room's log enters the cache: pages of history, live posts and answers to my own posts.
// Each is one transaction, put by its place, so whatever arrives twice or out of order changes nothing.

import type { ReplyOf } from '#shared/command.ts'
import type { bccontext } from '#shared/commands/bccontext.ts'
import type { grpchat } from '#shared/commands/grpchat.ts'
import type { Delivered, Entry } from '#shared/entry.ts'
import { newestGap, type Run, runsOf } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import { type Cache, readFact } from './database.ts'
import { logTables, readHistory, writeToLog } from './log.ts'
import type { OutboxRow, Seal } from './rows.ts'

export type Page = ReplyOf<typeof bccontext>
export type Posted = ReplyOf<typeof grpchat>
/** What is now known to be missing right under the newest that is held. */
export type Hole = Run & { room: RoomUri }

/** A page asked backwards that is `complete` begins with the first entry there is. */
export async function takePage(
  cache: Cache,
  page: Page,
  { backwards }: { backwards: boolean },
): Promise<void> {
  const { room, entries: items, from, to } = page
  const proven = items.length === 0 ? [] : [{ from, to }]
  await cache.transaction('rw', logTables(cache), async () => {
    const floor = backwards && page.complete ? { floor: await lowest(cache, page) } : {}
    await writeToLog(cache, { room, items, proven, amends: page.amends, asOf: page.head, ...floor })
  })
}

async function lowest(cache: Cache, page: Page): Promise<number> {
  if (page.entries.length > 0) return page.from
  const { runs } = await readHistory(cache, page.room)
  return runs[0]?.from ?? page.head + 1
}

/** @returns the holes that these posts made visible */
export async function takeDelivered(cache: Cache, delivered: readonly Delivered[]): Promise<Hole[]> {
  return await cache.transaction('rw', logTables(cache), async () => {
    const holes: Hole[] = []
    for (const [room, items] of Map.groupBy(delivered, (item) => item.room))
      holes.push(...(await takeSingles(cache, room, items)))
    return holes
  })
}

async function takeSingles(cache: Cache, room: RoomUri, items: Delivered[]): Promise<Hole[]> {
  const known = newestGap((await readHistory(cache, room)).runs)
  const proven = runsOf(items.map((item) => item.seq))
  const gap = newestGap((await writeToLog(cache, { room, items, proven })).runs)
  return gap === undefined || gap.to === known?.to ? [] : [{ room, ...gap }]
}

/** The server took my post: what was pending stands in the log from the same moment on. */
export async function takePosted(cache: Cache, posted: Posted): Promise<Hole[]> {
  return await cache.transaction('rw', logTables(cache), async () => {
    const row = await cache.outbox.get(posted.id)
    if (row?.seal === undefined) return []
    await cache.outbox.delete(row.id)
    const room = await cache.rooms.get(row.room)
    // A repeat is answered for ever, also when the room is lost; its copy is gone all the same.
    if (room?.access === 'lost') return []
    return await takeSingles(cache, row.room, [await ownEntry(cache, row, row.seal, posted)])
  })
}

async function ownEntry(
  cache: Cache,
  row: OutboxRow,
  seal: Seal,
  posted: Posted,
): Promise<Delivered & Entry> {
  const session = await readFact(cache, 'session')
  const named = session?.state === 'signed-in' ? { authdisp: session.me.displayName } : {}
  const { signed, sig } = seal
  return { room: row.room, seq: posted.seq, ts: posted.ts, via: 'server', ...named, signed, sig }
}
