// Who may do what: the one module that decides. Pure, over what the store says of a room and its category.
// The table is the original's (facts 3.4, 3.5): out of scope sees nothing; a manager who is not a member
// may edit but neither enter nor read; in an auditorium only presenters post.

import { noSuchRoom, XccosError } from '#shared/errors.ts'
import type { Role } from '#shared/person.ts'
import type { Permission } from '#shared/room.ts'
import type { Principal } from '#shared/uri.ts'
import type { RoomAccess as StoredAccess } from '../store/jobs/rooms.ts'

/** Who is in the groups that are spoken of, as of one epoch of rights. */
export type GroupPeople = ReadonlyMap<Principal, ReadonlySet<Principal>>
/** What the store says of a room, with the people of the groups in its lists. */
export type RoomAccess = StoredAccess & { groups: GroupPeople }
/** A category, as far as rights go. */
export type ScopeAccess = Pick<RoomAccess, 'scope' | 'groups'>

/** @param principals a person's own: address, domain, everyone */
export function holds(
  list: readonly Principal[],
  principals: readonly Principal[],
  groups: GroupPeople,
): boolean {
  return list.some((entry) => {
    if (principals.includes(entry)) return true
    const people = groups.get(entry)
    return people !== undefined && principals.some((principal) => people.has(principal))
  })
}

export function isInScope({ scope, groups }: ScopeAccess, principals: readonly Principal[]): boolean {
  return holds(scope.allow, principals, groups) && !holds(scope.deny, principals, groups)
}

export function mayCreateIn(category: ScopeAccess, principals: readonly Principal[]): boolean {
  return isInScope(category, principals) && holds(category.scope.creator, principals, category.groups)
}

export function rolesIn({ roles, groups }: RoomAccess, principals: readonly Principal[]): Role[] {
  return (['member', 'manager', 'presenter'] as const).filter((role) =>
    holds(roles[role], principals, groups),
  )
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
