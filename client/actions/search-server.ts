// Searching by the server, a page at a time.

import { SEARCH_DEFAULT_RESULTS } from '#shared/limits.ts'
import { guidOf, usernameOf } from '#shared/uri.ts'
import { core } from '../sync/core.ts'
import type { Questions } from '../sync/line.ts'
import { offline } from '../sync/refusal.ts'
import type { FoundPost, Pages, Show } from './search-found.ts'
import type { Question } from './search-question.ts'

type Asked = Questions['search']['ask']
type Answer = Questions['search']['answer']

/** A server that says nothing for so long is given up. */
export const PATIENCE_MS = 4_000

export async function searchServer(question: Question, show: Show): Promise<Pages> {
  const asked = askedOf(question)
  let posts: FoundPost[] = []
  let start: string | undefined
  const more = async () => {
    const page = await inTime({ ...asked, ...(start === undefined ? {} : { start }) })
    posts = [...posts, ...page.results.map(foundPost)]
    start = page.next ?? undefined
    const { total, exceededServerLimit: isCut } = page
    const standing = { posts, total, isCut, hasMore: start !== undefined, isLooking: false }
    show({ ...standing, ...question.unknown, where: 'server' })
  }
  await more()
  return { more }
}

function askedOf({ criteria, authors, rooms, from, to, has }: Question): Asked {
  return {
    ...{ criteria, has, matchAll: true, limit: SEARCH_DEFAULT_RESULTS },
    ...(authors === undefined ? {} : { authors }),
    ...(rooms === undefined ? {} : { rooms }),
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
  }
}

async function inTime(asked: Asked): Promise<Answer> {
  const { line, world } = core()
  const silence = Promise.withResolvers<never>()
  const callOff = world.clock.after(PATIENCE_MS, () => silence.reject(offline()))
  return await Promise.race([line.ask('search', asked), silence.promise]).finally(callOff)
}

function foundPost(result: Answer['results'][number]): FoundPost {
  const { room, roomName, seq, id, ts, author, authdisp = usernameOf(author), title, snippet } = result
  return {
    ...{ room, guid: guidOf(room), roomName, seq, id, ts: Date.parse(ts), author, authdisp, snippet },
    ...(title === undefined ? {} : { title }),
  }
}
