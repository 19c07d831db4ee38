// What belongs to a person on all their devices: the presence document with the followed rooms, and read markers.

import type { PresenceDocument } from '#shared/commands/getpresence.ts'
import { XccosError } from '#shared/errors.ts'
import { FOLLOWED_ROOMS_MAX } from '#shared/limits.ts'
import { notices } from '#shared/notices/index.ts'
import { CHOSEN_STATES, type ChosenState } from '#shared/presence.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Pool } from '../pool/pool.ts'
import type { StoredPresence } from '../store/jobs/personal.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import { permissionsIn, requirePermission } from './permissions.ts'

export type Personal = {
  presence(endpoint: Endpoint): Promise<PresenceDocument>
  publish(endpoint: Endpoint, change: PresenceChange): Promise<PresenceDocument>
  markRead(endpoint: Endpoint, mark: Mark): Promise<Marked>
}

/** An empty `state` takes back what was chosen. */
type PresenceChange = { publish: RoomUri[]; remove: RoomUri[]; state?: ChosenState | '' }
type Mark = { room: RoomUri; seq: number; generation?: number | undefined }
type Marked = { seq: number; readGeneration: number; unread: number }
type Deps = { store: Store; access: AccessCache; pool: Pool }

export function createPersonal({ store, access, pool }: Deps): Personal {
  async function requireFollowable(endpoint: Endpoint, uri: RoomUri): Promise<number | undefined> {
    const known = await access.room(uri)
    requirePermission(known, endpoint.principals, 'view')
    return permissionsIn(known, endpoint.principals).has('readHistory') ? known.room.id : undefined
  }

  return {
    async presence({ person }) {
      return toDocument(await store.presence({ person }))
    },
    async publish(endpoint, change) {
      const { publish } = change
      const { person } = endpoint
      const roomIds: number[] = []
      for (const uri of publish) {
        const roomId = await requireFollowable(endpoint, uri)
        if (roomId !== undefined) roomIds.push(roomId)
      }
      const before = await store.presence({ person })
      const followed = new Set([...before.instances, ...publish])
      if (followed.size > FOLLOWED_ROOMS_MAX) {
        throw new XccosError('LimitExceeded', `At most ${FOLLOWED_ROOMS_MAX} rooms can be followed.`)
      }
      if (roomIds.length > 0) await store.placeMarkers({ person, roomIds })
      const after = await store.setPresence({ person, ...change })
      const document = toDocument(after)
      const notice = { id: notices.presence.ntc, data: document }
      if (after.changed) pool.announce({ kind: 'to-person', person, notice, except: endpoint.id })
      return document
    },
    async markRead(endpoint, { room, seq, generation }) {
      const known = await access.room(room)
      requirePermission(known, endpoint.principals, 'readHistory')
      const { person } = endpoint
      const { moved, ...now } = await store.markRead({ person, roomId: known.room.id, seq, generation })
      const marked = { seq: now.seq, readGeneration: now.generation, unread: now.unread }
      const notice = { id: notices.markread.ntc, data: { room, ...marked } }
      if (moved) pool.announce({ kind: 'to-person', person, notice, except: endpoint.id })
      return marked
    },
  }
}

function toDocument({ instances, state, version }: StoredPresence): PresenceDocument {
  const followed = instances.map((instance) => ({ name: 'roomSetting' as const, instance }))
  const chosen = CHOSEN_STATES.find((each) => each === state)
  const categories = chosen ? [...followed, { name: 'state' as const, instance: chosen }] : followed
  return { categories, version }
}
