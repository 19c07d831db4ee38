// Puts posts that wait into the index, a batch at a time and in the order in which they came. It reads what stands there now: what
// was removed while it waited never gets in, and a batch that is done twice is the same as once.

import { PostgresAdapter } from 'kysely'
import { ofHas, termsOf } from '#shared/search/index-terms.ts'
import { storedSaid } from '#shared/search/said.ts'
import type { Db } from '../job.ts'
import { writerInPostgres } from './index-in-postgres.ts'
import { writerInSqlite } from './index-in-sqlite.ts'
import type { Doc } from './index-writer.ts'
import { lessonOf } from './lexicon.ts'

/** Whoever posts meanwhile waits for the writer. */
const CHARS_AT_ONCE = 512 * 1024

type Due = Awaited<ReturnType<typeof dueRows>>[number]

/** @returns whether more of them wait */
export async function indexPosts(
  db: Db,
  { limit, upTo }: { limit: number; upTo?: number | undefined },
): Promise<boolean> {
  const rows = await dueRows(db, { limit, upTo })
  const due = asMany(rows)
  if (due.length === 0) return false
  const writer =
    db.getExecutor().adapter instanceof PostgresAdapter ? writerInPostgres(db) : writerInSqlite(db)
  const { docs, rewritten } = await docsOf(db, due)
  const posts = [...docs, ...rewritten].map(({ terms }) => terms.words)
  const unknown = new Set(await writer.unknown([...new Set(posts.flat())]))
  await writer.learn(lessonOf(posts, (word) => unknown.has(word)))
  await writer.put(docs, rewritten)
  await writer.noteDone(due.map(({ id }) => id))
  return due.length < rows.length || rows.length === limit
}

/** As many as are not too long together, and one at least. */
function asMany(rows: readonly Due[]): readonly Due[] {
  let chars = 0
  const end = rows.findIndex(({ signed }) => {
    chars += signed?.length ?? 0
    return chars > CHARS_AT_ONCE
  })
  return end === -1 ? rows : rows.slice(0, Math.max(1, end))
}

function dueRows(db: Db, { limit, upTo }: { limit: number; upTo: number | undefined }) {
  return db
    .selectFrom('search_due as due')
    .leftJoin('entries as entry', (join) =>
      join.onRef('entry.room_id', '=', 'due.room_id').onRef('entry.seq', '=', 'due.seq'),
    )
    .select(['due.id', 'due.room_id as roomId', 'due.seq', 'entry.target', 'entry.kind', 'entry.author'])
    .select(['entry.ts', 'entry.signed'])
    .$if(upTo !== undefined, (query) => query.where('due.id', '<=', Number(upTo)))
    .orderBy('due.id')
    .limit(limit)
    .execute()
}

/** Of each place its newest words; `rewritten` are those that may be in the index already. */
async function docsOf(db: Db, due: readonly Due[]): Promise<{ docs: Doc[]; rewritten: Doc[] }> {
  const docs = new Map<string, Doc>()
  const rewritten = new Map<string, Doc>()
  for (const row of due) {
    const doc = docOf(row)
    if (!doc) continue
    const place = placeOf(doc)
    if (row.kind === 'chat') docs.set(place, doc)
    else if (docs.has(place)) docs.set(place, reworded(doc, row, docs.get(place)))
    else rewritten.set(place, reworded(doc, row, rewritten.get(place) ?? (await standing(db, doc))))
  }
  return { docs: [...docs.values()], rewritten: [...rewritten.values()] }
}

const placeOf = ({ roomId, seq }: { roomId: number; seq: number }) => `${roomId} ${seq}`

function docOf({ roomId, seq, target, author, ts, signed }: Due): Doc | undefined {
  const said = storedSaid(signed)
  if (!said || author === null) return undefined
  const alert = said.has.includes('alert') ? 1 : 0
  const place = { roomId, seq: Number(target ?? seq), shown: Number(seq), ts: Number(ts) }
  return { ...place, alert, terms: termsOf(said, { roomId, author }) }
}

type Standing = Pick<Doc, 'ts' | 'alert'>

/** High importance stays with a post, whatever its edits say; what the administrator puts there has its own. */
function reworded(doc: Doc, { kind }: Due, before: Standing | undefined): Doc {
  if (!before) return doc
  const { words, marks } = doc.terms
  if (kind === 'replace' || before.alert === 0 || doc.alert === 1) return { ...doc, ts: before.ts }
  return { ...doc, ts: before.ts, alert: 1, terms: { words, marks: [...marks, ofHas('alert')] } }
}

/** What the index, or else the room, knows of a post that was stored before. */
async function standing(db: Db, { roomId, seq }: Doc): Promise<Standing | undefined> {
  const find = (table: 'search_docs' | 'entries') =>
    db.selectFrom(table).where('room_id', '=', roomId).where('seq', '=', seq)
  const doc = await find('search_docs').select(['ts', 'alert']).executeTakeFirst()
  const known = doc ?? (await find('entries').select('ts').executeTakeFirst())
  return known && { ts: Number(known.ts), alert: doc?.alert ?? 0 }
}
