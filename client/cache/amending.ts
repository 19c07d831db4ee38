// Brings the posts of a room up to what is held about them, inside the transaction that brought something new: both
// when an amendment comes for a post that is held, and when a post comes for which amendments are held.

import type { Amend } from '#shared/amend.ts'
import type { RoomUri } from '#shared/uri.ts'
import { amended, replaced } from './amended.ts'
import type { Cache } from './database.ts'
import { entryRow, isAmend, isPost } from './entry-rows.ts'
import type { AmendRow, EntryRow, PostRow, SnapshotRow, TombstoneRow } from './rows.ts'

type Told = { rows: readonly EntryRow[]; amends: readonly Amend[]; asOf: number }
/** A post that is no more, as it was. */
export type Gone = PostRow

/** @returns posts that were held and are gone now */
export async function amendPosts(cache: Cache, room: RoomUri, told: Told): Promise<Gone[]> {
  await keepSnapshots(cache, room, told)
  const posts = await postsConcerned(cache, room, told.rows)
  if (posts.length === 0) return []
  const about = Map.groupBy(await amendmentsOf(cache, room, posts), (row) => row.about)
  const snapshots = await cache.snapshots.bulkGet(posts.map(({ seq }) => [room, seq] as [string, number]))
  const after = posts.map((post, index) => {
    const held = about.get(post.id) ?? []
    return isPost(post) ? amended(post, held, snapshots[index]) : replaced(post, held, snapshots[index])
  })
  await cache.entries.bulkPut(after)
  const gone = after.filter(({ kind }) => kind === 'tombstone')
  await cache.entries.bulkPut(gone.flatMap(({ id }) => (about.get(id) ?? []).filter(isEdit).map(wordless)))
  await cache.snapshots.bulkDelete(
    snapshots.flatMap((row, index) => {
      const isSpent =
        row !== undefined && after[index]?.kind === 'tombstone' && row.edit?.content.kind !== 'replace'
      return isSpent ? [[room, row.seq] as [string, number]] : []
    }),
  )
  const goneSeqs = new Set(gone.map(({ seq }) => seq))
  return posts.filter(isPost).filter(({ seq }) => goneSeqs.has(seq))
}

function isEdit({ content }: AmendRow): boolean {
  return content.kind === 'edit'
}

/** What a page tells is as of its head; of two the later holds. */
async function keepSnapshots(cache: Cache, room: RoomUri, { amends, asOf }: Told): Promise<void> {
  for (const amend of amends) {
    const held = (await cache.snapshots.get([room, amend.seq])) ?? { room, seq: amend.seq }
    await cache.snapshots.put(snapshotWith(held, amend, asOf))
  }
}

export function snapshotWith(
  held: SnapshotRow,
  { edit, reactions, pinned }: Amend,
  asOf: number,
): SnapshotRow {
  const row = edit === undefined ? undefined : entryRow(held.room, edit)
  const isNewer = (at: number | undefined) => at === undefined || at <= asOf
  return {
    ...held,
    ...(row !== undefined && isAmend(row) && isNewer(held.edit?.seq) ? { edit: row } : {}),
    ...(reactions !== undefined && isNewer(held.reactions?.asOf)
      ? { reactions: { asOf, all: reactions } }
      : {}),
    ...(pinned !== undefined && isNewer(held.pin?.asOf) ? { pin: { asOf, on: pinned } } : {}),
  }
}

type Concerned = PostRow | TombstoneRow

async function postsConcerned(cache: Cache, room: RoomUri, rows: readonly EntryRow[]): Promise<Concerned[]> {
  const arrived = rows.filter(isConcerned)
  const ids = new Set(rows.filter(isAmend).map(({ about }) => about))
  if (ids.size === 0) return arrived
  const others = await cache.entries
    .where('id')
    .anyOf([...ids])
    .and((row) => row.room === room && isConcerned(row))
    .toArray()
  const bySeq = new Map([...arrived, ...others.filter(isConcerned)].map((row) => [row.seq, row]))
  return [...bySeq.values()]
}

function isConcerned(row: EntryRow): row is Concerned {
  return isPost(row) || (row.kind === 'tombstone' && row.was === 'chat')
}

async function amendmentsOf(cache: Cache, room: RoomUri, posts: readonly Concerned[]): Promise<AmendRow[]> {
  const rows = await cache.entries
    .where('about')
    .anyOf([...new Set(posts.map(({ id }) => id))])
    .toArray()
  return rows.filter(isAmend).filter((row) => row.room === room)
}

export function wordless({ room, seq, ts, id, ...row }: EntryRow): TombstoneRow {
  const was = 'content' in row ? row.content.kind : 'chat'
  return { room, seq, ts, id, kind: 'tombstone', gone: 'redacted', was }
}

/** Words that are gone are gone from the list of pinned posts too. */
export async function unpinGone(cache: Cache, room: RoomUri, rows: readonly AmendRow[]): Promise<void> {
  const removals = rows.filter(({ content }) => ['redact', 'replace', 'purge'].includes(content.kind))
  if (removals.length === 0) return
  const ids = new Set(removals.map(({ about }) => about))
  const upTo = Math.max(0, ...removals.map(({ content }) => (content.kind === 'purge' ? content.upTo : 0)))
  await cache.pins
    .where('room')
    .equals(room)
    .and(({ seq, post }) => seq <= upTo || ids.has(post.id))
    .delete()
}

/** Every text up to a place goes, also one that comes late. @returns the posts that were held */
export async function purge(cache: Cache, room: RoomUri, upTo: number): Promise<Gone[]> {
  const rows = await cache.entries
    .where('[room+seq]')
    .between([room, 0], [room, upTo], true, true)
    .and(hasWords)
    .toArray()
  await cache.entries.bulkPut(rows.map(purged))
  await cache.snapshots.where('[room+seq]').between([room, 0], [room, upTo], true, true).delete()
  return rows.filter(isPost)
}

export function purged(row: EntryRow): TombstoneRow {
  return { ...wordless(row), gone: 'purged' }
}

export function hasWords(row: EntryRow): boolean {
  return isPost(row) || (isAmend(row) && 'chat' in row.content)
}
