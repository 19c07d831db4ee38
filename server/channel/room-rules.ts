// What a room may become, decided purely (facts 3.3 to 3.5, 2.4.8): lists stay within the category's scope, presenters are
// members, an open room has no member list, only an auditorium has presenters.

import type { RoomWish } from '#shared/commands/chanmodify.ts'
import { XccosError } from '#shared/errors.ts'
import { ROLES, type Role } from '#shared/person.ts'
import { domainOf, EVERYONE, type PersonUri, type Principal } from '#shared/uri.ts'
import type { RoomSettings } from '../store/jobs/room-changes.ts'
import { type GroupPeople, holds, isInScope, type ScopeAccess } from './permissions.ts'

/** Who manages: a person, or the command line, whose rights are the machine's. */
export type Actor = { person: PersonUri | null; principals: readonly Principal[]; admin: boolean }

export const COMMAND_LINE: Actor = { person: null, principals: [], admin: true }

const LISTS = { member: 'members', manager: 'managers', presenter: 'presenters' } as const

export type Target = ScopeAccess & { uri: string }

/** The person's own principals; groups are looked up where they are named. */
export function principalsOf(person: PersonUri): Principal[] {
  return [person, EVERYONE, `domain:${domainOf(person)}`]
}

/** May this entry of a list ever stand for somebody in scope? */
export function mayBeListed(entry: Principal, scope: ScopeAccess): boolean {
  if (entry.startsWith('sip:')) return isInScope(scope, principalsOf(entry))
  const { allow, deny } = scope.scope
  return !deny.includes(entry) && (allow.includes(entry) || allow.includes(EVERYONE))
}

/** The room as the wish would have it, in the category `target`; throws what is wrong with the wish. */
export function decideRoom(
  before: RoomSettings,
  wish: RoomWish,
  { target, actor, groups }: { target: Target; actor: Actor; groups: GroupPeople },
): RoomSettings {
  const { members: _m, managers: _p, presenters: _s, category: _c, invitations, ...simple } = wish
  const settings: RoomSettings = {
    ...before,
    ...simple,
    ...(invitations === undefined ? {} : { invitations: invitations === 'inherit' }),
    categoryUri: target.uri,
  }
  const roles = Object.fromEntries(
    ROLES.map((role) => [role, listAfter(before.roles[role], wish[LISTS[role]], target)]),
  ) as Record<Role, Principal[]>
  if (settings.privacy === 'open' && actor.person !== null) roles.member = []
  roles.presenter = presentersAfter(settings, { roles, asked: wish.presenters, groups })
  return { ...settings, roles }
}

/** Entries that were there before and are out of scope now are purged in silence; new ones are refused by name. */
function listAfter(before: Principal[], asked: Principal[] | undefined, target: ScopeAccess): Principal[] {
  if (asked === undefined) return before.filter((entry) => mayBeListed(entry, target))
  if (new Set(asked).size < asked.length)
    throw new XccosError('PrincipalsAlreadyDefined', 'A list names somebody twice.')
  const outside = asked.filter((entry) => !mayBeListed(entry, target))
  const news = outside.filter((entry) => !before.includes(entry))
  if (news.length > 0)
    throw new XccosError('PrincipalsNotInScope', `Not in the category's scope: ${news.join(', ')}.`)
  return asked.filter((entry) => !outside.includes(entry))
}

function presentersAfter(
  { type, privacy }: RoomSettings,
  {
    roles,
    asked,
    groups,
  }: { roles: Record<Role, Principal[]>; asked: Principal[] | undefined; groups: GroupPeople },
): Principal[] {
  if (type === 'normal') {
    if (asked && asked.length > 0)
      throw new XccosError('PresenterNotInMemList', 'Only an auditorium has presenters.')
    return []
  }
  if (privacy === 'open') return roles.presenter
  const isMember = (entry: Principal) =>
    holds(roles.member, entry.startsWith('sip:') ? principalsOf(entry) : [entry, EVERYONE], groups)
  const strangers = (asked ?? []).filter((entry) => !isMember(entry))
  if (strangers.length > 0)
    throw new XccosError('PresenterNotInMemList', `Presenters must be members: ${strangers.join(', ')}.`)
  return roles.presenter.filter(isMember)
}
