// What was done about posts that are held here, in a part of the log that is not: a reader who comes back after long skips
// what was said meanwhile, but must not go on showing what was removed. Nothing of it enters the log's runs.

import type { ReplyOf } from '#shared/command.ts'
import type { bcamends } from '#shared/commands/bcamends.ts'
import { gapsBetween, newestGap } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import { amended } from './amended.ts'
import { amendPosts, type Gone, purge, unpinGone } from './amending.ts'
import type { Cache } from './database.ts'
import { entryRow, isAmend, isPost } from './entry-rows.ts'
import { noteForFeeds } from './feeds.ts'
import { logTables, lookAtLastPost, readHistory, whoAmI } from './log.ts'
import type { AmendRow, EntryRow, HistoryRow, PostRow, SnapshotRow } from './rows.ts'
import { countAfresh, withoutUnread } from './unread.ts'

/** From where on it is not known what was done about the older posts held; undefined when it is. */
export function skippedFrom({ runs, amendedTo = 0 }: HistoryRow): number | undefined {
  const gap = gapsBetween(runs).find(({ to }) => to > amendedTo)
  return gap && Math.max(amendedTo, gap.from - 1)
}

export async function takeSkipped(cache: Cache, told: ReplyOf<typeof bcamends>): Promise<void> {
  await cache.transaction('rw', logTables(cache), async () => {
    const { room: uri } = told
    const me = await whoAmI(cache)
    const room = await cache.rooms.get(uri)
    if (me === '' || room === undefined || room.access === 'lost') return
    const gone: Gone[] = []
    const rows = told.entries.map((item) => entryRow(uri, item)).filter(isAmend)
    for (const row of rows) gone.push(...(await takeOne(cache, row)))
    await noteForFeeds(cache, uri, { rows, gone })
    const history = await readHistory(cache, uri)
    const gap = newestGap(history.runs)
    const amendedTo = told.complete ? Math.max(told.to, gap?.to ?? 0) : told.to
    await cache.histories.put({ ...history, amendedTo: Math.max(history.amendedTo ?? 0, amendedTo) })
    const now = await lookAtLastPost(cache, withoutUnread(room, gone, me))
    await cache.rooms.put(await countAfresh({ cache, runs: history.runs, me }, now))
  })
}

async function takeOne(cache: Cache, row: AmendRow): Promise<Gone[]> {
  if (row.content.kind === 'purge') return await notePurge(cache, row.room, row.content.upTo)
  const post = await postAbout(cache, row)
  if (post === undefined) return []
  await unpinGone(cache, row.room, [row])
  const snapshot = (await cache.snapshots.get([row.room, post.seq])) ?? { room: row.room, seq: post.seq }
  await cache.snapshots.put(withOne(snapshot, row))
  const isRemoval = row.content.kind === 'redact'
  const told: EntryRow[] = isRemoval ? [amended(post, [row], undefined)] : [post]
  if (isRemoval) await cache.entries.bulkPut(told)
  const gone = await amendPosts(cache, row.room, { rows: told, amends: [], asOf: 0 })
  return isRemoval ? [post] : gone
}

async function notePurge(cache: Cache, room: RoomUri, upTo: number): Promise<Gone[]> {
  const history = await readHistory(cache, room)
  await cache.histories.put({ ...history, purgedTo: Math.max(history.purgedTo ?? 0, upTo) })
  return await purge(cache, room, upTo)
}

async function postAbout(cache: Cache, { room, about, content }: AmendRow): Promise<PostRow | undefined> {
  const rows = await cache.entries.where('id').equals(about).toArray()
  return rows
    .filter(isPost)
    .find((row) => row.room === room && 'target' in content && row.device === content.target.device)
}

function withOne(snapshot: SnapshotRow, row: AmendRow): SnapshotRow {
  const { content, seq } = row
  const isNewest = seq > (snapshot.edit?.seq ?? 0)
  if ((content.kind === 'edit' || content.kind === 'replace') && isNewest) return { ...snapshot, edit: row }
  if (content.kind === 'pin' && seq > (snapshot.pin?.asOf ?? 0))
    return { ...snapshot, pin: { asOf: seq, on: content.on } }
  return snapshot
}
