// Posts of the copy before a place, as far as they follow one another without a gap.

import { type Run, runAround } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Cache } from './database.ts'
import { isPost } from './entry-rows.ts'
import { readHistory } from './log.ts'
import type { PostRow } from './rows.ts'

export type EarlierPosts = {
  /** Oldest first. */
  posts: PostRow[]
  /** Where the copy ends though the room goes on; undefined when it reaches the room's beginning, or `count` is had. */
  missingBefore?: number
  more: boolean
}

export async function earlierPosts(
  cache: Cache,
  room: RoomUri,
  { before, count }: { before: number; count: number },
): Promise<EarlierPosts> {
  const { runs, floor } = await readHistory(cache, room)
  const run = runBelow(runs, before)
  if (run === undefined) return { posts: [], more: true, missingBefore: before }
  const rows = await cache.entries
    .where('[room+seq]')
    .between([room, run.from], [room, before - 1], true, true)
    .reverse()
    .filter(isPost)
    .limit(count + 1)
    .toArray()
  const posts = rows.filter(isPost).slice(0, count).reverse()
  if (rows.length > count) return { posts, more: true }
  const isAll = floor !== undefined && run.from <= floor
  if (isAll || posts.length === count) return { posts, more: !isAll }
  return { posts, more: true, missingBefore: run.from }
}

/** The run that holds what lies right below `before`; from the newest end, the newest run. */
function runBelow(runs: readonly Run[], before: number): Run | undefined {
  const newest = runs.at(-1)
  return newest !== undefined && before > newest.to ? newest : runAround(runs, before - 1)
}
