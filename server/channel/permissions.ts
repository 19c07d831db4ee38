// Who may do what: the one module that decides. Pure, over what the store says of a room and its category.
// The table is the original's (facts 3.4, 3.5): out of scope sees nothing; a manager who is not a member
// may edit but neither enter nor read; in an auditorium only presenters post.

import { noSuchRoom, XccosError } from '#shared/errors.ts'
import type { Role } from '#shared/person.ts'
import type { Permission } from '#shared/room.ts'
import type { Principal } from '#shared/uri.ts'
import type { RoomAccess } from '../store/jobs/rooms.ts'

function holds(list: readonly Principal[], principals: readonly Principal[]): boolean {
  return list.some((principal) => principals.includes(principal))
}

export function isInScope(access: RoomAccess, principals: readonly Principal[]): boolean {
  return holds(access.scope.allow, principals) && !holds(access.scope.deny, principals)
}

export function rolesIn(access: RoomAccess, principals: readonly Principal[]): Role[] {
  return (['member', 'manager', 'presenter'] as const).filter((role) => holds(access.roles[role], principals))
}

/** What the person may do in the room, disabled or not. */
function permissionsWhenEnabled(access: RoomAccess, principals: readonly Principal[]): Set<Permission> {
  const granted = new Set<Permission>()
  if (!isInScope(access, principals)) return granted
  const { privacy, type } = access.room
  const roles = rolesIn(access, principals)
  const belongs = privacy === 'open' || roles.includes('member')

  if (belongs || privacy === 'closed' || roles.includes('manager')) granted.add('view')
  if (roles.includes('manager')) granted.add('manage')
  if (!belongs) return granted
  granted.add('join').add('readHistory')
  if (type === 'normal') granted.add('chat')
  if (type === 'auditorium' && roles.includes('presenter')) granted.add('chat').add('auditoriumChat')
  return granted
}

export function permissionsIn(access: RoomAccess, principals: readonly Principal[]): Set<Permission> {
  return access.room.disabled ? new Set() : permissionsWhenEnabled(access, principals)
}

const REFUSED: Record<Permission, string> = {
  manage: 'Only managers may change this room.',
  join: 'Only members may enter this room.',
  chat: 'You may not post in this room.',
  readHistory: 'Only members may read this room.',
  view: 'You may not see this room.',
  auditoriumChat: 'Only presenters may post in an auditorium.',
}

/** Throws unless the permission is there. A room that one may not see is answered like one that does not exist. */
export function requirePermission(
  access: RoomAccess | undefined,
  principals: readonly Principal[],
  permission: Permission,
): asserts access is RoomAccess {
  if (!access) throw noSuchRoom()
  const granted = permissionsWhenEnabled(access, principals)
  if (!granted.has('view')) throw noSuchRoom()
  if (access.room.disabled) throw new XccosError('NodeDisabled', 'This room is disabled.')
  if (granted.has(permission)) return
  const isAuditorium = permission === 'chat' && access.room.type === 'auditorium' && granted.has('join')
  throw new XccosError('ErrorPermission', REFUSED[isAuditorium ? 'auditoriumChat' : permission])
}
