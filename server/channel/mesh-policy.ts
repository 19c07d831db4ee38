// Where the mesh may be used: in rooms that may be kept on devices at all, and where an administrator has not switched it off.

import { XccosError } from '#shared/errors.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { MeshPolicy } from '../store/jobs/policy.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import { type RoomAccess, requirePermission } from './permissions.ts'

export function isMeshIn(
  { category }: Pick<RoomAccess, 'category'>,
  { mode, categories }: MeshPolicy,
): boolean {
  const isAllowed = mode === 'on' || (mode === 'named' && categories.includes(category.uri))
  return isAllowed && category.chatHistory
}

/** Throws unless this connection is in the room, and the room is one of the mesh. */
export async function requireMesh(
  { access, store }: { access: Pick<AccessCache, 'room'>; store: Pick<Store, 'meshPolicy'> },
  endpoint: Endpoint,
  room: RoomUri,
): Promise<RoomAccess['room']> {
  const known = await access.room(room)
  requirePermission(known, endpoint.principals, 'join')
  if (!endpoint.joined.has(room)) throw new XccosError('UserNotJoined', 'You are not in this room.')
  if (!isMeshIn(known, await store.meshPolicy({})))
    throw new XccosError('ErrorPermission', 'Devices may not talk directly in this room.')
  return known.room
}
