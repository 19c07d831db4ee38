// What became of the posts of a page by entries after it, as of the head. Reactions and pins are worked out of the log
// itself: of each person, emoji and post the last word holds.

import { sql } from 'kysely'
import type { Db } from '../job.ts'
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
  for (const row of newest.values()) {
    const wrong = wrongWith(row)
    if (wrong) throw damage(roomId, { seq: Number(row.seq), wrong })
  }
  return newest
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
