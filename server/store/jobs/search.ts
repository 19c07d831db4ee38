// Finding posts by what they say. The index finds the texts for words, their parts and forms; a phrase, or capitals, are
// looked for in the texts themselves. What is counted and looked at is bounded: a common word is in every other post.

import { SEARCH_TOTAL_MAX } from '#shared/limits.ts'
import { storedText } from '#shared/search/said.ts'
import { matches, type Wanted } from '#shared/search/wanted.ts'
import { type Db, reads, writesBeside } from '../job.ts'
import { wrongWith } from '../proof.ts'
import { type Asked, groupsOf } from '../search/asked.ts'
import type { DocQuery } from '../search/doc-query.ts'
import { type Doc, findDocs } from '../search/find-docs.ts'
import { indexPosts } from '../search/index-posts.ts'

export type PostQuestion = Asked & {
  from?: number | undefined
  to?: number | undefined
  order: 'newest' | 'oldest'
  beyond?: number | undefined
  limit: number
}
export type FoundRow = {
  roomId: number
  seq: number
  ts: number
  id: string
  device: string
  author: string
  authdisp: string | null
  /** Of the post, or of its newest edit. */
  signed: string
}
export type FoundPosts = {
  rows: FoundRow[]
  /** As far as was counted. */
  count: number
  isCut: boolean
  /** The last one of the page; undefined when there are no more behind it. */
  last: number | undefined
}

const NOTHING: FoundPosts = { rows: [], count: 0, isCut: false, last: undefined }
/** Texts that are read to look into them, for one question. */
const TEXTS_MAX = 4_000
const TEXTS_AT_ONCE = 250

async function search(db: Db, question: PostQuestion): Promise<FoundPosts> {
  const asked = question.roomIds.length === 0 ? undefined : await groupsOf(db, question)
  if (!asked) return NOTHING
  const query = { ...question, groups: asked.groups }
  const found = await (isInText(question.wanted) ? lookInto(db, query, question.wanted) : count(db, query))
  const page = found.docs.slice(0, question.limit)
  return {
    rows: await rowsOf(db, page),
    count: Math.min(found.docs.length, SEARCH_TOTAL_MAX),
    isCut: asked.isCut || found.isCut,
    last: found.docs.length > page.length ? page.at(-1)?.doc : undefined,
  }
}

/** What the index alone cannot tell. */
function isInText({ phrases, matchCase }: Wanted): boolean {
  return matchCase || phrases.some((phrase) => phrase.length > 1)
}

type Docs = { docs: Doc[]; isCut: boolean }

async function count(db: Db, query: Omit<DocQuery, 'limit'>): Promise<Docs> {
  const docs = await findDocs(db, { ...query, limit: SEARCH_TOTAL_MAX + 1 })
  return { docs: docs.slice(0, SEARCH_TOTAL_MAX), isCut: docs.length > SEARCH_TOTAL_MAX }
}

async function lookInto(db: Db, query: Omit<DocQuery, 'limit'>, wanted: Wanted): Promise<Docs> {
  const docs: Doc[] = []
  let beyond = query.beyond
  for (let looked = 0; looked < TEXTS_MAX; looked += TEXTS_AT_ONCE) {
    const some = await findDocs(db, { ...query, beyond, limit: TEXTS_AT_ONCE })
    docs.push(...(await thoseWith(db, some, wanted)))
    if (some.length < TEXTS_AT_ONCE) return { docs, isCut: false }
    if (docs.length > SEARCH_TOTAL_MAX) break
    beyond = some.at(-1)?.doc
  }
  return { docs: docs.slice(0, SEARCH_TOTAL_MAX), isCut: true }
}

/** Only what is looked into is read; what is told of a post is proven when its page is made. */
async function thoseWith(db: Db, docs: Doc[], wanted: Wanted): Promise<Doc[]> {
  if (docs.length === 0) return []
  const rows = await db
    .selectFrom('search_docs as docs')
    .innerJoin('entries as shown', (join) =>
      join.onRef('shown.room_id', '=', 'docs.room_id').onRef('shown.seq', '=', 'docs.shown'),
    )
    .select(['docs.doc', 'shown.signed'])
    .where(
      'docs.doc',
      'in',
      docs.map(({ doc }) => doc),
    )
    .execute()
  const having = new Set(
    rows.flatMap(({ doc, signed }) => (matches(wanted, storedText(signed)) ? [Number(doc)] : [])),
  )
  return docs.filter(({ doc }) => having.has(doc))
}

/** In the order of `docs`. What the disk gives back otherwise than it was given is left out. */
async function rowsOf(db: Db, docs: readonly Doc[]): Promise<FoundRow[]> {
  if (docs.length === 0) return []
  const numbers = docs.map(({ doc }) => doc)
  const rows = await db
    .selectFrom('search_docs as docs')
    .innerJoin('entries as post', (join) =>
      join.onRef('post.room_id', '=', 'docs.room_id').onRef('post.seq', '=', 'docs.seq'),
    )
    .innerJoin('entries as shown', (join) =>
      join.onRef('shown.room_id', '=', 'docs.room_id').onRef('shown.seq', '=', 'docs.shown'),
    )
    .leftJoin('people', 'people.uri', 'post.author')
    .select(['docs.doc', 'post.room_id as roomId', 'post.seq', 'post.ts', 'post.id', 'post.device'])
    .select(['post.author', 'people.display_name as authdisp'])
    .select([
      'shown.seq as shownSeq',
      'shown.author as shownAuthor',
      'shown.kind as shownKind',
      'shown.hash',
      'shown.signed',
    ])
    .where('docs.doc', 'in', numbers)
    .execute()
  const byDoc = new Map(rows.map((row) => [Number(row.doc), row]))
  return numbers.flatMap((doc) => {
    const row = byDoc.get(doc)
    if (!row || row.signed === null) return []
    const { shownSeq, shownAuthor, shownKind, hash, signed, doc: _, ...place } = row
    if (wrongWith({ seq: shownSeq, author: shownAuthor, hash, signed })) return []
    // Words that an administrator put there are not the author's.
    const author = shownKind === 'replace' ? { author: shownAuthor, authdisp: null } : {}
    return [{ ...place, ...author, signed, seq: Number(place.seq), ts: Number(place.ts) }]
  })
}

export const searchJobs = {
  searchPosts: reads(search),
  indexPosts: writesBeside(indexPosts),
  lastDue: reads(async (db, _: Record<string, never>): Promise<number | undefined> => {
    const row = await db
      .selectFrom('search_due')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && Number(row.id)
  }),
}
