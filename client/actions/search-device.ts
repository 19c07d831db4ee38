// Searching the copy on this device. What is found is kept, so that the next page is there at once; counting ends where
// the server's does, so that a common word does not read the whole copy before anybody asked for it.

import { SEARCH_DEFAULT_RESULTS, SEARCH_TOTAL_MAX } from '#shared/limits.ts'
import { meantBy } from '#shared/search/names.ts'
import { snippetOf } from '#shared/search/snippet.ts'
import { type Wanted, wantedOf } from '#shared/search/wanted.ts'
import { guidOf, type RoomUri } from '#shared/uri.ts'
import type { SaidRow } from '../cache/said-rows.ts'
import { searchCopy } from '../cache/search.ts'
import { core } from '../sync/core.ts'
import type { Findings, FoundPost, Pages, Show } from './search-found.ts'
import { namesOfPerson, type Question } from './search-question.ts'

export async function searchDevice(question: Question, show: Show, signal: AbortSignal): Promise<Pages> {
  const { cache, world } = core()
  const { has, rooms, from, to } = question
  const wanted = wantedOf({ criteria: question.criteria, matchAll: true })
  const asked = { wanted, has, rooms, from, to, isBy: writtenBy(question) }
  const looking = searchCopy({ cache, clock: world.clock }, asked)
  const names = new Map((await cache.rooms.toArray()).map(({ uri, name }) => [uri, name]))
  const found: FoundPost[] = []
  let standing = { shown: 0, isAll: false }
  const tell = (isLooking: boolean) => show(findingsOf(question, found, { ...standing, isLooking }))
  const more = async () => {
    standing = { ...standing, shown: standing.shown + SEARCH_DEFAULT_RESULTS }
    tell(!standing.isAll)
    while (!standing.isAll && !signal.aborted && found.length <= countedUpTo(standing.shown)) {
      const turn = await looking.next()
      standing = { ...standing, isAll: turn.done === true }
      const rows = turn.done ? [] : turn.value
      found.push(...rows.map((row) => foundPost(row, wanted, names)))
      if (rows.length > 0) tell(true)
    }
    tell(false)
  }
  await more()
  return { more }
}

function countedUpTo(shown: number): number {
  return shown - SEARCH_DEFAULT_RESULTS + SEARCH_TOTAL_MAX
}

function findingsOf(
  { unknown }: Question,
  found: readonly FoundPost[],
  { shown, isLooking }: { shown: number; isLooking: boolean },
): Findings {
  const counted = countedUpTo(shown)
  return {
    posts: found.slice(0, shown),
    total: Math.min(found.length, counted),
    isCut: found.length > counted,
    hasMore: found.length > shown,
    ...{ where: 'device', isLooking },
    unknownPeople: found.length > 0 ? [] : unknown.unknownPeople,
    unknownRooms: unknown.unknownRooms,
  }
}

/** Who has left a room, or is in a large one, is known here by name only where they wrote. */
function writtenBy({ authors, unknown }: Question): ((post: SaidRow) => boolean) | undefined {
  if (authors === undefined) return undefined
  const writers = new Set(authors)
  const isCalled = ({ author, authdisp }: SaidRow, name: string) =>
    meantBy(name, [{ uri: author, displayName: authdisp }], namesOfPerson).length > 0
  return (post) => writers.has(post.author) || unknown.unknownPeople.some((name) => isCalled(post, name))
}

function foundPost(row: SaidRow, wanted: Wanted, names: ReadonlyMap<RoomUri, string>): FoundPost {
  const { said, ...rest } = row
  const { room } = rest
  const snippet = snippetOf(wanted, said.text)
  return { ...rest, guid: guidOf(room), roomName: names.get(room) ?? '', snippet }
}
