// Tells people that there is something new in a room that they follow or belong to and have not joined on that
// connection. It says how much waits and since when, not what: no text leaves here, so it is no reading of the room.

import { NEW_CONTENT_EVERY_MS } from '#shared/limits.ts'
import { notices } from '#shared/notices/index.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { Log } from '../logger.ts'
import type { Pool } from '../pool/pool.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import { holds, permissionsIn, type RoomAccess } from './permissions.ts'
import type { PresenceStates } from './presence-states.ts'

type Deps = { store: Store; access: AccessCache; states: PresenceStates; pool: Pool; log: Log }

/** People of one question to the store. */
const AT_ONCE = 500

/** @returns a function that ends it */
export function tellOfNewContent({ store, access, states, pool, log }: Deps): () => void {
  /** Rooms told of in the last seconds, and whether something came meanwhile. */
  const resting = new Map<RoomUri, { timer: NodeJS.Timeout; hasNews: boolean }>()

  /** People by name, and members of groups that are named. "Everyone" has not asked for news of every room. */
  async function listeners({ room, groups: peopleOf }: RoomAccess): Promise<Map<PersonUri, Endpoint[]>> {
    const audience = new Set(await store.audienceOf({ uri: room.uri }))
    const groups = [...audience].filter((principal) => principal.startsWith('group:'))
    const people = groups.length === 0 ? [...audience] : states.people()
    const found = new Map<PersonUri, Endpoint[]>()
    for (const person of people) {
      const away = states.endpointsOf(person).filter(({ joined }) => !joined.has(room.uri))
      const isMeant = ({ principals }: Endpoint) =>
        audience.has(person) || holds(groups, principals, peopleOf)
      const meant = away.filter(isMeant)
      if (meant.length > 0) found.set(person, meant)
    }
    return found
  }

  async function tell(uri: RoomUri): Promise<void> {
    const before = await access.room(uri)
    if (!before) return
    const meant = await listeners(before)
    const people = [...meant.keys()]
    for (let from = 0; from < people.length; from += AT_ONCE) {
      const asked = people.slice(from, from + AT_ONCE)
      const { head, newestAt, waiting } = await store.waitingFor({ roomId: before.room.id, people: asked })
      // A right may have been lost while the store was asked.
      const known = await access.room(uri)
      for (const { person, unread } of waiting)
        for (const { id, principals, joined, ended } of meant.get(person) ?? []) {
          const mayRead = known && permissionsIn(known, principals).has('readHistory')
          if (ended || joined.has(uri) || !mayRead || unread === 0) continue
          const data = { room: uri, head, unread, ts: new Date(newestAt).toISOString() }
          const notice = { id: notices.newcontent.ntc, data }
          pool.announce({ kind: 'to-session', session: id, notice })
        }
    }
  }

  function rest(room: RoomUri): void {
    const timer = setTimeout(() => {
      const hadNews = resting.get(room)?.hasNews
      resting.delete(room)
      if (hadNews) hear(room)
    }, NEW_CONTENT_EVERY_MS)
    timer.unref()
    resting.set(room, { timer, hasNews: false })
  }

  function hear(room: RoomUri): void {
    const known = resting.get(room)
    if (known) {
      known.hasNews = true
      return
    }
    rest(room)
    tell(room).catch((error: unknown) => log.warn({ error, room }, 'nobody was told of new content'))
  }

  pool.subscribe((announcement) => {
    if (announcement.kind === 'entries') hear(announcement.room)
  })
  return () => {
    for (const { timer } of resting.values()) clearTimeout(timer)
  }
}
