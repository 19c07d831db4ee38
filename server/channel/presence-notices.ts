// Tells people who share a room with somebody that they came, went, or chose to be seen otherwise. What changes several
// times in a moment, such as a page that is loaded again, is told once, or not at all if it ends as it began.

import { notices } from '#shared/notices/index.ts'
import type { State } from '#shared/presence.ts'
import type { PersonUri } from '#shared/uri.ts'
import type { Pool, SessionId } from '../pool/pool.ts'
import type { PresenceStates } from './presence-states.ts'
import type { Roster } from './roster.ts'

const QUIET_MS = 500

type Deps = { states: PresenceStates; roster: Roster; pool: Pool }

/** @returns a function that ends it */
export function tellOfPresence({ states, roster, pool }: Deps): () => void {
  /** As it was last told, of those who are connected. */
  const told = new Map<PersonUri, State>()
  const changed = new Set<PersonUri>()
  let timer: NodeJS.Timeout | undefined

  function companions(person: PersonUri): Set<SessionId> {
    const rooms = new Set(states.endpointsOf(person).flatMap(({ joined }) => [...joined]))
    const small = [...rooms].filter((room) => !roster.isLarge(room))
    const sessions = small.flatMap((room) => roster.endpoints(room))
    return new Set(sessions.filter((each) => each.person !== person).map(({ id }) => id))
  }

  function tell(): void {
    timer = undefined
    for (const uri of changed) {
      const state = states.stateOf(uri)
      if (told.get(uri) === state) continue
      if (state === 'offline') {
        told.delete(uri)
        continue
      }
      told.set(uri, state)
      const notice = { id: notices.state.ntc, data: { uri, state } }
      for (const session of companions(uri)) pool.announce({ kind: 'to-session', session, notice })
    }
    changed.clear()
  }

  states.onChange((person) => {
    // Who comes and who goes is told by the rooms they enter and leave.
    if (!told.has(person)) {
      told.set(person, states.stateOf(person))
      return
    }
    changed.add(person)
    timer ??= setTimeout(tell, QUIET_MS)
  })
  return () => clearTimeout(timer)
}
