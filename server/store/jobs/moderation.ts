// What an administrator's acts look for in a room's log: words that are there, whose, and from when.

import { KINDS_WITH_WORDS } from '../amendment.ts'
import { type Db, reads } from '../job.ts'

export type FoundPost = { seq: number; device: string; id: string }
/** An entry that holds words, and the post that these are the words of. */
export type Words = { seq: number; signed: string; post: FoundPost }
export type WordsQuery = {
  roomId: number
  author?: string
  from?: number
  to?: number
  after: number
  limit: number
}

async function wordsOf(db: Db, query: WordsQuery): Promise<Words[]> {
  const { roomId, author, from, to, after, limit } = query
  let rows = db
    .selectFrom('entries')
    .leftJoin('entries as post', (join) =>
      join.onRef('post.room_id', '=', 'entries.room_id').onRef('post.seq', '=', 'entries.target'),
    )
    .select(['entries.seq', 'entries.signed', 'entries.device', 'entries.id'])
    .select(['post.seq as postSeq', 'post.device as postDevice', 'post.id as postId'])
    .where('entries.room_id', '=', roomId)
    .where('entries.kind', 'in', ['chat', 'edit'])
    .where('entries.gone', 'is', null)
    .where('entries.seq', '>', after)
  if (author !== undefined) rows = rows.where('entries.author', '=', author)
  if (from !== undefined) rows = rows.where('entries.ts', '>=', from)
  if (to !== undefined) rows = rows.where('entries.ts', '<=', to)
  const found = await rows.orderBy('entries.seq').limit(limit).execute()
  return found.map(({ seq, signed, device, id, ...post }) => ({
    seq: Number(seq),
    signed: signed ?? '',
    post: {
      seq: Number(post.postSeq ?? seq),
      device: post.postDevice ?? device,
      id: post.postId ?? id,
    },
  }))
}

export const moderationJobs = {
  wordsOf: reads(wordsOf),
  /** The last place whose words a purge up to a moment takes, and how many posts it takes. */
  wordsUntil: reads(async (db, { roomId, until }: { roomId: number; until: number }) => {
    const row = await db
      .selectFrom('entries')
      .where('room_id', '=', roomId)
      .where('kind', 'in', KINDS_WITH_WORDS)
      .where('gone', 'is', null)
      .where('ts', '<=', until)
      .select((eb) => [eb.fn.max('seq').as('upTo'), eb.fn.countAll<number>().as('posts')])
      .executeTakeFirstOrThrow()
    return { upTo: Number(row.upTo ?? 0), posts: Number(row.posts) }
  }),
  /** Where a device stands in its own sequence for the room. */
  lastOfDevice: reads(async (db, { device, roomId }: { device: string; roomId: number }) => {
    const row = await db
      .selectFrom('entries')
      .select(['dseq', 'id'])
      .where('device', '=', device)
      .where('room_id', '=', roomId)
      .orderBy('dseq', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && { dseq: Number(row.dseq), id: row.id }
  }),
}
