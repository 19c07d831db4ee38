// What became of the posts of a page by entries after it, as of the head. Reactions and pins are worked out of the log
// itself: of each person, emoji and post the last word holds.

import { sql } from 'kysely'
import { type Db, reads } from '../job.ts'
import { damage, wrongWith } from '../proof.ts'
import type { PageRow } from './page-row.ts'

export type ReactionRow = { emoji: string; uri: string; displayName: string | null }
export type AmendRow = {
  seq: number
  edit?: PageRow
  /** Everyone who reacts now, who reacted first first. */
  reactions?: ReactionRow[]
  pinned?: boolean
}

type Span = { roomId: number; from: number; to: number }

/** Only posts that are there are amended. */
export async function amendsAfter(
  db: Db,
  roomId: number,
  posts: readonly PageRow[],
  to: number,
): Promise<AmendRow[]> {
  const seqs = posts.map(({ seq }) => Number(seq))
  const [first, last] = [seqs[0], seqs.at(-1)]
  if (first === undefined || last === undefined) return []
  const span = { roomId, from: first, to: last }
  const edits = await newestEdits(db, span, to)
  const reactions = await reactionsOf(db, span, to)
  const pins = await pinsOf(db, span, to)
  const isThere = new Map(posts.map(({ seq, kind, gone }) => [Number(seq), kind === 'chat' && gone === null]))
  return seqs.flatMap((seq) => {
    const edit = edits.get(seq)
    if (!isThere.get(seq)) return edit?.kind === 'replace' ? [{ seq, edit }] : []
    const [reacted, pinned] = [reactions.get(seq), pins.get(seq)]
    const amend = {
      seq,
      ...(edit === undefined ? {} : { edit }),
      ...(reacted === undefined ? {} : { reactions: reacted }),
      ...(pinned === undefined ? {} : { pinned }),
    }
    return Object.keys(amend).length > 1 ? [amend] : []
  })
}

const COLUMNS = [
  'room_id',
  'seq',
  'id',
  'author',
  'kind',
  'ts',
  'via',
  'hash',
  'signed',
  'sig',
  'gone',
] as const

async function newestEdits(db: Db, { roomId, from, to }: Span, after: number): Promise<Map<number, PageRow>> {
  const rows = await db
    .selectFrom('entries')
    .leftJoin('people', 'people.uri', 'entries.author')
    .select([...COLUMNS, 'target', 'people.display_name as authdisp'])
    .where('room_id', '=', roomId)
    .where('target', '>=', from)
    .where('target', '<=', to)
    .where('kind', 'in', ['edit', 'replace'])
    .where('seq', '>', after)
    .where('gone', 'is', null)
    .orderBy('seq')
    .execute()
  const newest = new Map(rows.map(({ target, ...row }) => [Number(target), row as PageRow]))
  for (const row of newest.values()) requireSound(row)
  return newest
}

function requireSound(row: PageRow): PageRow {
  const wrong = wrongWith(row)
  if (wrong) throw damage(row.room_id, { seq: Number(row.seq), wrong })
  return row
}

/** Of two words the later holds: its seq, doubled, and one more when it says "on". */
const lastWord = sql<number>`max(entries.seq * 2 + entries.is_on)`

function words(db: Db, { roomId, from, to }: Span, kind: 'react' | 'pin') {
  return db
    .selectFrom('entries')
    .where('room_id', '=', roomId)
    .where('target', '>=', from)
    .where('target', '<=', to)
    .where('kind', '=', kind)
    .where('is_on', 'is not', null)
}

const seqOf = (word: number) => Math.floor(Number(word) / 2)
const isOn = (word: number) => Number(word) % 2 === 1

/** Of posts about whose reactions something was said after the page; to those all that hold. */
async function reactionsOf(db: Db, span: Span, after: number): Promise<Map<number, ReactionRow[]>> {
  const rows = await words(db, span, 'react')
    .leftJoin('people', 'people.uri', 'entries.author')
    .select(['target', 'emoji', 'author as uri', 'people.display_name as displayName', lastWord.as('word')])
    .groupBy(['target', 'emoji', 'author', 'people.display_name'])
    .orderBy('word')
    .execute()
  const changed = new Set(rows.filter(({ word }) => seqOf(word) > after).map(({ target }) => Number(target)))
  return new Map(
    [...changed].map((seq) => [
      seq,
      rows
        .filter(({ target, word }) => Number(target) === seq && isOn(word))
        .map(({ emoji, uri, displayName }) => ({ emoji: emoji ?? '', uri, displayName })),
    ]),
  )
}

async function pinsOf(db: Db, span: Span, after: number): Promise<Map<number, boolean>> {
  const rows = await words(db, span, 'pin')
    .select(['target', lastWord.as('word')])
    .groupBy('target')
    .execute()
  const later = rows.filter(({ word }) => seqOf(word) > after)
  return new Map(later.map(({ target, word }) => [Number(target), isOn(word)]))
}

/** What changed older posts, but for reactions. */
const CHANGING = ['edit', 'redact', 'replace', 'purge', 'pin']

function entries(db: Db, roomId: number) {
  return db
    .selectFrom('entries')
    .leftJoin('people', 'people.uri', 'entries.author')
    .select([...COLUMNS, 'people.display_name as authdisp'])
    .where('room_id', '=', roomId)
    .where('gone', 'is', null)
}

async function headOf(db: Db, roomId: number): Promise<number> {
  const row = await db.selectFrom('rooms').select('head').where('id', '=', roomId).executeTakeFirst()
  return Number(row?.head ?? 0)
}

async function amendedSince(db: Db, asked: { roomId: number; after: number; limit: number }) {
  const rows = await entries(db, asked.roomId)
    .where('kind', '<>', 'chat')
    .where('kind', 'in', CHANGING)
    .where('seq', '>', asked.after)
    .orderBy('seq')
    .limit(asked.limit)
    .execute()
  return { rows: rows.map((row) => requireSound(row as PageRow)), head: await headOf(db, asked.roomId) }
}

/** The newest pinned posts, oldest first, as of the head. */
async function pinned(db: Db, { roomId, limit }: { roomId: number; limit: number }) {
  const head = await headOf(db, roomId)
  const pins = await pinsOf(db, { roomId, from: 1, to: head }, 0)
  const seqs = [...pins].flatMap(([seq, isPinned]) => (isPinned ? [seq] : []))
  if (seqs.length === 0) return { rows: [], amends: [], head }
  const newest = await entries(db, roomId)
    .where('seq', 'in', seqs.sort((a, b) => b - a).slice(0, limit))
    .orderBy('seq')
    .execute()
  const rows = newest.map((row) => requireSound(row as PageRow))
  const amends: AmendRow[] = []
  // One by one: between the oldest and the newest may lie everything that was ever said.
  for (const row of rows) amends.push(...(await amendsAfter(db, roomId, [row], 0)))
  return { rows, amends, head }
}

export const amendJobs = { amendedSince: reads(amendedSince), pinned: reads(pinned) }
