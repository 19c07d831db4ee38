// History for an add-in: from the copy on this device as far as it goes without a gap, then from the server.

import type { AddInPost } from '#shared/add-in.ts'
import { noSuchRoom } from '#shared/errors.ts'
import { earlierPosts } from '../cache/earlier-posts.ts'
import { addressOf } from '../cache/reading.ts'
import type { PostRow } from '../cache/rows.ts'
import { core } from '../sync/core.ts'

const NEWEST = Number.MAX_SAFE_INTEGER

/** Oldest first. `more` says whether anything lies before. */
export async function historyFor(
  guid: string,
  { before = NEWEST, count }: { before?: number | undefined; count: number },
): Promise<{ posts: AddInPost[]; more: boolean }> {
  const { cache, line } = core()
  const room = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  for (;;) {
    const { posts, more, missingBefore } = await earlierPosts(cache, room, { before, count })
    const shown = posts.map(postFor)
    if (missingBefore === undefined) return { posts: shown, more }
    const older = await line.ask('older', { room, before: missingBefore })
    if (older === null) return { posts: shown, more: false }
  }
}

/** The words as they are now, if they were changed since. */
function postFor({ seq, ts, author, authdisp, chat, story, edited }: PostRow): AddInPost {
  const { chat: text, story: told } = edited ?? { chat, story }
  return {
    ...{ seq, author, displayName: authdisp, text, at: new Date(ts).toISOString() },
    ...(told === undefined ? {} : { title: told.title }),
  }
}
