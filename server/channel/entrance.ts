// Entering rooms, many at once: one record for all of them, and one for a room even when a connection asks for it
// twice at the same time.

import { XccosError } from '#shared/errors.ts'
import type { RoomUri } from '#shared/uri.ts'
import { joined, parted } from '../compliance/record.ts'
import type { AccessCache } from './access.ts'
import { type Endpoint, presenceOf } from './endpoint.ts'
import { type RoomAccess, requirePermission, rolesIn } from './permissions.ts'
import type { Recorder } from './recorder.ts'
import type { Roster } from './roster.ts'

/** Of one room: it was entered, or this is why not. */
export type Entered = { uri: RoomUri; access: RoomAccess } | { uri: RoomUri; refusal: XccosError }
export type Entrance = { enter(endpoint: Endpoint, uris: RoomUri[]): Promise<Entered[]> }

type Deps = { access: AccessCache; roster: Roster; recorder: Recorder; clock: { now(): number } }
type Entering = Promise<Map<RoomUri, Entered>>

export function createEntrance({ access, roster, recorder, clock }: Deps): Entrance {
  const underWay = new WeakMap<Endpoint, Map<RoomUri, Entering>>()

  async function mayEnter(endpoint: Endpoint, uri: RoomUri): Promise<Entered> {
    try {
      const known = await access.room(uri)
      requirePermission(known, endpoint.principals, 'join')
      if (endpoint.ended) throw new XccosError('UserNotJoined', 'The session has ended.')
      return { uri, access: known }
    } catch (error) {
      if (error instanceof XccosError) return { uri, refusal: error }
      throw error
    }
  }

  async function enterNow(endpoint: Endpoint, uri: RoomUri): Promise<Entered> {
    const answer = await mayEnter(endpoint, uri)
    if ('access' in answer) roster.enter(endpoint, uri, rolesIn(answer.access, endpoint.principals))
    else await recorder.record(parted(presenceOf(endpoint, recorder), uri, clock.now()))
    return answer
  }

  async function enterFresh(endpoint: Endpoint, uris: RoomUri[]): Entering {
    const asked = await Promise.all(uris.map((uri) => mayEnter(endpoint, uri)))
    const outcomes = new Map(asked.map((answer) => [answer.uri, answer]))
    const news = asked.filter((answer) => 'access' in answer && !endpoint.joined.has(answer.uri))
    await recorder.record(...news.map(({ uri }) => joined(presenceOf(endpoint, recorder), uri, clock.now())))
    // While that was written the right, or the session, may have gone; whoever looks after those who are in
    // the room could not see this one yet.
    for (const { uri } of news) outcomes.set(uri, await enterNow(endpoint, uri))
    return outcomes
  }

  function enteringOf(endpoint: Endpoint): Map<RoomUri, Entering> {
    const entering = underWay.get(endpoint) ?? new Map<RoomUri, Entering>()
    underWay.set(endpoint, entering)
    return entering
  }

  return {
    async enter(endpoint, uris) {
      const entering = enteringOf(endpoint)
      const fresh = [...new Set(uris)].filter((uri) => !entering.has(uri))
      const work = enterFresh(endpoint, fresh).finally(() => {
        for (const uri of fresh) entering.delete(uri)
      })
      for (const uri of fresh) entering.set(uri, work)
      const works = [...new Set(uris.map((uri) => entering.get(uri) ?? work))]
      const outcomes = new Map((await Promise.all(works)).flatMap((each) => [...each]))
      return [...new Set(uris)].flatMap((uri) => outcomes.get(uri) ?? [])
    },
  }
}
