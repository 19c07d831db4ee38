// Finding rooms by words. The store finds candidates; only those that the caller may see leave this file.

import type { Room } from '#shared/room.ts'
import { fold, words } from '#shared/text.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import { permissionsIn, type RoomAccess } from './permissions.ts'
import type { Rooms } from './rooms.ts'

const CANDIDATES_PER_QUERY = 200
const CANDIDATES_MAX = 5_000

export type RoomQuestion = {
  criteria: string
  matchAll: boolean
  matchExactPhrase: boolean
  searchDescription: boolean
  maxResults: number
}
export type Search = {
  rooms(endpoint: Endpoint, question: RoomQuestion): Promise<{ rooms: Room[]; exceededServerLimit: boolean }>
}

export function createSearch({
  store,
  access,
  rooms,
}: {
  store: Store
  access: AccessCache
  rooms: Rooms
}): Search {
  /** @returns whether it ended before all were looked at */
  async function* candidates(question: RoomQuestion): AsyncGenerator<RoomAccess, boolean> {
    const phrase = fold(question.criteria).trim()
    const terms = question.matchExactPhrase ? [phrase].filter(Boolean) : words(question.criteria)
    // Signs alone, such as "!!", are no words: they find nothing, where an empty search finds everything.
    if (phrase !== '' && terms.length === 0) return false
    let after = ''
    for (let seen = 0; seen < CANDIDATES_MAX; seen += CANDIDATES_PER_QUERY) {
      const found = await store.roomsMatching({
        terms,
        all: question.matchAll,
        inDescription: question.searchDescription,
        after,
        limit: CANDIDATES_PER_QUERY,
      })
      yield* await access.rooms(found.map(({ uri }) => uri))
      if (found.length < CANDIDATES_PER_QUERY) return false
      after = found.at(-1)?.nameFolded ?? after
    }
    return true
  }

  return {
    async rooms(endpoint, question) {
      const found: RoomAccess[] = []
      const looking = candidates(question)
      let next = await looking.next()
      for (; !next.done && found.length <= question.maxResults; next = await looking.next())
        if (permissionsIn(next.value, endpoint.principals).has('view')) found.push(next.value)
      const isCut = found.length > question.maxResults || next.done !== true || next.value
      return {
        rooms: await rooms.view(endpoint, found.slice(0, question.maxResults)),
        exceededServerLimit: isCut,
      }
    },
  }
}
