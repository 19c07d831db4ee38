// Whom a list of a room may name: while one types, and for names that are pasted. Whoever is outside of a category, or does
// not see a room, learns nothing of either by it.

import { noSuchRoom } from '#shared/errors.ts'
import { fold } from '#shared/text.ts'
import { type CategoryUri, EVERYONE, type Principal, type RoomUri } from '#shared/uri.ts'
import type { CheckedPeople, Eligible, ListedPrincipal } from '#shared/web/rooms.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { categoryAccess } from './category-management.ts'
import {
  type GroupPeople,
  holds,
  isInScope,
  permissionsIn,
  type RoomAccess,
  type ScopeAccess,
} from './permissions.ts'
import { kindOf } from './principals.ts'
import { type Actor, mayBeListed, principalsOf } from './room-rules.ts'

const ELIGIBLE_MAX = 20
const CANDIDATES_PER_QUERY = 100
const CANDIDATES_MAX = 2_000
/** What one statement takes, on either database. */
const AMONG_MAX = 2_000

export type EligibleQuestion = {
  role: 'member' | 'manager' | 'presenter'
  category: CategoryUri
  room?: RoomUri | undefined
  text: string
}
export type PeoplePicker = {
  checkPeople(actor: Actor, asked: { names: string[]; category: CategoryUri }): Promise<CheckedPeople>
  eligible(actor: Actor, question: EligibleQuestion): Promise<Eligible>
}

type Deps = { store: Store; access: AccessCache }

export function createPeoplePicker(deps: Deps): PeoplePicker {
  return {
    checkPeople: (actor, asked) => checkPeople(deps, actor, asked),
    eligible: (actor, question) => eligible(deps, actor, question),
  }
}

async function scopeFor(deps: Deps, actor: Actor, category: CategoryUri): Promise<ScopeAccess> {
  const scope = await categoryAccess(deps, category)
  if (!scope || !(actor.admin || isInScope(scope, actor.principals))) throw noSuchRoom()
  return scope
}

/** Who is in a room is told to those who may see it; to others there is no such room. */
async function seenBy({ access }: Deps, { admin, principals }: Actor, uri: RoomUri): Promise<RoomAccess> {
  const known = await access.room(uri)
  if (!known || !(admin || permissionsIn(known, principals).has('view'))) throw noSuchRoom()
  return known
}

async function checkPeople(
  deps: Deps,
  actor: Actor,
  { names, category }: { names: string[]; category: CategoryUri },
): Promise<CheckedPeople> {
  const scope = await scopeFor(deps, actor, category)
  const checked: CheckedPeople = { found: [], unknown: [], ambiguous: [], notInScope: [] }
  const typed = [...new Set(names.map((each) => each.trim()))].filter(Boolean)
  for (const [name, people] of await meantBy(deps.store, typed)) {
    const [only] = people
    if (!only) checked.unknown.push(name)
    else if (people.length > 1) checked.ambiguous.push({ name, people })
    else if (mayBeListed(only.uri, scope)) checked.found.push(only)
    else checked.notInScope.push(name)
  }
  return checked
}

/** Who each name may be: an address, a user name, or everybody who is called so (facts 3.6: names may be double). */
async function meantBy(store: Store, typed: string[]): Promise<[string, ListedPrincipal[]][]> {
  const isWide = (name: string) => name === EVERYONE || name.startsWith('domain:')
  const bare = (name: string) => fold(name.replace(/^(?:sip|group):/, ''))
  const known = await store.principalsCalled({
    names: [...new Set(typed.filter((each) => !isWide(each)).map(bare))],
  })
  return typed.map((name) => {
    if (isWide(name)) return [name, [wideOne(name)]]
    const fits = ({ uri }: { uri: string }) => !name.startsWith('group:') || uri.startsWith('group:')
    const meant = known.filter((each) => each.by.includes(bare(name)) && fits(each))
    return [name, meant.map(({ uri, name: displayName }) => ({ uri, displayName, kind: kindOf(uri) }))]
  })
}

function wideOne(uri: Principal): ListedPrincipal {
  return { uri, displayName: uri.replace('domain:', ''), kind: kindOf(uri) }
}

async function eligible(deps: Deps, actor: Actor, question: EligibleQuestion): Promise<Eligible> {
  const scope = await scopeFor(deps, actor, question.category)
  const room = question.room && (await seenBy(deps, actor, question.room))
  const bound = question.role === 'presenter' && room && room.room.privacy !== 'open' ? room : undefined
  const fits = (uri: Principal) => mayBeListed(uri, scope) && (!bound || isMemberOf(bound, uri))
  const text = fold(question.text).trim()
  const among =
    (bound && everyOneOf(bound.roles.member, bound.groups)) ?? everyOneOf(scope.scope.allow, scope.groups)
  const candidates = { text, ...(among ? { among } : {}) }
  const found = wide(scope, text).filter(({ uri }) => fits(uri))
  for (let offset = 0; offset < CANDIDATES_MAX; offset += CANDIDATES_PER_QUERY) {
    const rows = await deps.store.principalsMatching({ ...candidates, offset, limit: CANDIDATES_PER_QUERY })
    for (const { uri, name } of rows) {
      if (!fits(uri)) continue
      if (found.length === ELIGIBLE_MAX) return { principals: found, moreAvailable: true }
      found.push({ uri, displayName: name, kind: kindOf(uri) })
    }
    if (rows.length < CANDIDATES_PER_QUERY) return { principals: found, moreAvailable: false }
  }
  // Nobody looked at the rest.
  return { principals: found, moreAvailable: true }
}

/** Persons and groups that a list stands for; undefined when it names everybody, a domain, or too many to ask for. */
function everyOneOf(list: readonly Principal[], groups: GroupPeople): Principal[] | undefined {
  if (list.some((each) => each === EVERYONE || each.startsWith('domain:'))) return undefined
  const all = new Set(list.flatMap((each) => [each, ...(groups.get(each) ?? [])]))
  return all.size <= AMONG_MAX ? [...all] : undefined
}

/** Everyone and whole domains stand first, where the category names them. */
function wide({ scope }: ScopeAccess, text: string): ListedPrincipal[] {
  return scope.allow
    .filter((uri) => uri === EVERYONE || uri.startsWith('domain:'))
    .filter((uri) => uri.includes(text))
    .map(wideOne)
}

function isMemberOf({ roles, groups }: RoomAccess, uri: Principal): boolean {
  return holds(roles.member, uri.startsWith('sip:') ? principalsOf(uri) : [uri], groups)
}
