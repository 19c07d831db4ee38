// Pages of a room's log. Bounds are exact: `before` and `after` exclude their own seq; a page is a whole run of seq.

import { sql } from 'kysely'
import { type Db, reads, writes } from '../job.ts'
import { damage, LOG_START, walk } from '../proof.ts'
import type { Tail } from '../tail.ts'
import { type AmendRow, amendsAfter } from './amends.ts'
import { type Bounds, bounds, headOf, type PageQuery, seqAt } from './page-bounds.ts'
import type { PageRow } from './page-row.ts'

/** `from`..`to` is held whole in `rows`; both are 0 when the page is empty. */
export type Page = {
  rows: PageRow[]
  amends: AmendRow[]
  head: number
  from: number
  to: number
  complete: boolean
}

/** So much of sealed text is a page at most, or one post: two hundred of the largest would be eleven megabytes. */
const PAGE_BYTES = 512 * 1024

/** Neither database takes a statement with any number of values. */
const URIS_PER_STATEMENT = 5_000

/** Where the log stood at `seq`. */
async function tailAt(db: Db, roomId: number, seq: number): Promise<Tail> {
  if (seq === 0) return LOG_START
  const row = await db
    .selectFrom('entries')
    .select('chain')
    .where('room_id', '=', roomId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (!row) throw damage(roomId, { seq, wrong: 'is missing' })
  return { head: seq, chain: row.chain }
}

function run(db: Db, roomId: number, bounds: Bounds) {
  return db
    .selectFrom('entries')
    .leftJoin('people', 'people.uri', 'entries.author')
    .select([
      'room_id',
      'seq',
      'id',
      'author',
      'kind',
      'ts',
      'via',
      'hash',
      'chain',
      'signed',
      'sig',
      'gone',
      'people.display_name as authdisp',
    ])
    .where('room_id', '=', roomId)
    .where('seq', '>=', bounds.from)
    .where('seq', '<=', bounds.to)
    .orderBy('seq')
    .execute()
}

/** Draws the bounds closer around what was asked for, until the page is no larger than it may be. */
async function withinSize(db: Db, { roomId, mode, seq }: PageQuery, wanted: Bounds): Promise<Bounds> {
  const sizes = new Map(
    (await sizesOf(db, roomId, wanted)).map((row) => [Number(row.seq), Number(row.bytes ?? 0)]),
  )
  const middle = { last: wanted.to, before: wanted.to, after: wanted.from, around: seq }[mode]
  let from = Math.max(wanted.from, Math.min(middle, wanted.to))
  let to = from
  let bytes = sizes.get(from) ?? 0
  const fits = (next: number) =>
    next >= wanted.from && next <= wanted.to && bytes + (sizes.get(next) ?? 0) <= PAGE_BYTES
  for (let grew = true; grew; ) {
    grew = false
    for (const next of [from - 1, to + 1]) {
      if (!fits(next)) continue
      bytes += sizes.get(next) ?? 0
      from = Math.min(from, next)
      to = Math.max(to, next)
      grew = true
    }
  }
  return { from, to }
}

/** The lengths alone are read, not the texts. */
function sizesOf(db: Db, roomId: number, bounds: Bounds) {
  return db
    .selectFrom('entries')
    .select(['seq', sql<number | null>`octet_length(signed)`.as('bytes')])
    .where('room_id', '=', roomId)
    .where('seq', '>=', bounds.from)
    .where('seq', '<=', bounds.to)
    .execute()
}

/** The rows of a run, which are what was stored and all of it, or the page is refused. */
async function provenRun(db: Db, roomId: number, bounds: Bounds): Promise<PageRow[]> {
  const rows = await run(db, roomId, bounds)
  const end = walk(await tailAt(db, roomId, bounds.from - 1), rows)
  if ('wrong' in end) throw damage(roomId, end)
  if (end.head !== bounds.to) throw damage(roomId, { seq: end.head + 1, wrong: 'is missing' })
  return rows.map(({ chain: _, ...row }) => row as PageRow)
}

async function page(db: Db, query: PageQuery): Promise<Page> {
  const head = await headOf(db, query.roomId)
  const [first, newest] = [Math.max(query.within?.from ?? 1, 1), Math.min(query.within?.to ?? head, head)]
  const asked = await bounds(db, query, head)
  const wanted = { from: Math.max(asked.from, first), to: Math.min(asked.to, newest) }
  if (head === 0 || wanted.from > wanted.to)
    return { rows: [], amends: [], head, from: 0, to: 0, complete: true }
  const { from, to } = await withinSize(db, query, wanted)
  const rows = await provenRun(db, query.roomId, { from, to })
  const complete =
    query.mode === 'after'
      ? to === newest
      : query.mode === 'around'
        ? from === first && to === newest
        : from === first
  const amends = to === head ? [] : await amendsAfter(db, query.roomId, rows, to)
  return { rows, amends, head, from, to, complete }
}

/** In one transaction, whatever the number of rooms. */
async function heads(db: Db, { uris }: { uris: string[] }): Promise<{ uri: string; head: number }[]> {
  const found: { uri: string; head: number }[] = []
  for (let at = 0; at < uris.length; at += URIS_PER_STATEMENT) {
    const some = uris.slice(at, at + URIS_PER_STATEMENT)
    const rows = await db.selectFrom('rooms').select(['uri', 'head']).where('uri', 'in', some).execute()
    for (const { uri, head } of rows) found.push({ uri, head: Number(head) })
  }
  return found
}

export const historyJobs = {
  page: reads(page),
  seqAt: reads(seqAt),
  /** How long the logs of these rooms are. */
  heads: reads(heads),
  /** A post by the id that its device gave it; `signed` is null once the text is gone. */
  storedPost: reads(async (db, { device, id }: { device: string; id: string }) =>
    db
      .selectFrom('entries')
      .select(['room_id as roomId', 'seq', 'signed'])
      .where('device', '=', device)
      .where('id', '=', id)
      .executeTakeFirst(),
  ),
  /** The room's chain at each of these places. */
  chainsAt: reads(
    async (db, { roomId, seqs }: { roomId: number; seqs: number[] }): Promise<[number, Uint8Array][]> => {
      if (seqs.length === 0) return []
      const rows = await db
        .selectFrom('entries')
        .select(['seq', 'chain'])
        .where('room_id', '=', roomId)
        .where('seq', 'in', seqs)
        .execute()
      return rows.map(({ seq, chain }) => [Number(seq), chain])
    },
  ),
  /** Takes the bodies of posts that their category does not keep; hash and chain stay. */
  forgetFleeting: writes(async (db, { before }: { before: number }) => {
    const result = await db
      .updateTable('entries')
      .set({ signed: null, sig: null, gone: 'unlogged' })
      .where('fleeting', '=', 1)
      .where('gone', 'is', null)
      .where('ts', '<', before)
      .executeTakeFirst()
    return Number(result.numUpdatedRows)
  }),
}
