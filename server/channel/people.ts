// People as others may see them: the search for people, one person, and the roster of a large room on demand.

import { XccosError } from '#shared/errors.ts'
import type { FoundPerson, Participant } from '#shared/person.ts'
import { words } from '#shared/text.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { Store } from '../store/store.ts'
import type { Endpoint } from './endpoint.ts'
import type { PresenceStates } from './presence-states.ts'
import type { Roster } from './roster.ts'

export type OwnInfo = { userName: string; admin: boolean; groups: string[] }
export type People = {
  find(question: {
    criteria: string
    maxResults: number
  }): Promise<{ people: FoundPerson[]; moreAvailable: boolean }>
  info(endpoint: Endpoint, uri: PersonUri): Promise<FoundPerson & Partial<OwnInfo>>
  inLargeRoom(endpoint: Endpoint, room: RoomUri): Participant[]
}

type Deps = { store: Store; roster: Roster; states: PresenceStates }

export function createPeople({ store, roster, states }: Deps): People {
  return {
    async find({ criteria, maxResults }) {
      const terms = words(criteria)
      // Signs alone are no words: they find nobody, where an empty search finds everybody.
      if (terms.length === 0 && criteria.trim() !== '') return { people: [], moreAvailable: false }
      const found = await store.peopleMatching({ terms, limit: maxResults + 1 })
      const people = found.slice(0, maxResults).map((each) => ({ ...each, state: states.stateOf(each.uri) }))
      return { people, moreAvailable: found.length > maxResults }
    },
    async info({ person }, uri) {
      const known = await store.person({ uri })
      if (!known || (known.disabled && uri !== person))
        throw new XccosError('NoSuchPrincipal', 'There is no such person.')
      const { displayName, username: userName, admin } = known
      const own = uri === person ? { userName, admin, groups: await store.groupNamesOf({ person }) } : {}
      return { uri, displayName, state: states.stateOf(uri), ...own }
    },
    inLargeRoom({ joined }, room) {
      if (!joined.has(room)) throw new XccosError('UserNotJoined', 'You are not in this room.')
      if (!roster.isLarge(room))
        throw new XccosError('CannotGetParticipantList', 'The people in this room are told without asking.')
      return roster.everybody(room)
    },
  }
}
