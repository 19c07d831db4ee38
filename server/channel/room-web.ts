// What managing rooms shows: a room's card with the reasons of what is not allowed, what one manages, where one may create,
// and whom a list may name.

import type { CategoryChoice } from '#shared/commands/nodespermcreatechild.ts'
import { type ErrorName, noSuchRoom } from '#shared/errors.ts'
import type { Permission } from '#shared/room.ts'
import { fold } from '#shared/text.ts'
import { type CategoryUri, EVERYONE, guidOf, type Principal, type RoomUri } from '#shared/uri.ts'
import type { CheckedPeople, Eligible, ListedPrincipal, MyRooms, RoomCard } from '#shared/web/rooms.ts'
import type { Store } from '../store/store.ts'
import { type AccessCache, namedInScope } from './access.ts'
import { categoryAccess, type KnownCategory } from './category-management.ts'
import {
  holds,
  isInScope,
  mayCreateIn,
  permissionsIn,
  type RoomAccess,
  type ScopeAccess,
} from './permissions.ts'
import { kindOf, listed } from './principals.ts'
import type { Management } from './room-management.ts'
import { type Actor, mayBeListed, principalsOf } from './room-rules.ts'

const ELIGIBLE_MAX = 20
const CANDIDATES_PER_QUERY = 100
const CANDIDATES_MAX = 2_000

export type EligibleQuestion = {
  role: 'member' | 'manager' | 'presenter'
  category: CategoryUri
  room?: RoomUri | undefined
  text: string
}
export type RoomWeb = {
  card(actor: Actor, room: RoomUri): Promise<RoomCard>
  /** The same for whoever just changed it, even if they may not see it any more. */
  cardAfterChange(actor: Actor, room: RoomUri): Promise<RoomCard>
  mine(actor: Actor): Promise<MyRooms>
  creatable(actor: Actor): Promise<CategoryChoice[]>
  checkPeople(actor: Actor, asked: { names: string[]; category: CategoryUri }): Promise<CheckedPeople>
  eligible(actor: Actor, question: EligibleQuestion): Promise<Eligible>
}

type Deps = { store: Store; access: AccessCache; management: Management }

export function createRoomWeb(deps: Deps): RoomWeb {
  const { store, access } = deps

  async function creatable({ admin, principals }: Actor): Promise<CategoryChoice[]> {
    const found: CategoryChoice[] = []
    for (const category of await store.categories({})) {
      const groups = await access.groups(namedInScope(category.scope))
      if (admin || mayCreateIn({ ...category, groups }, principals)) found.push(choiceOf(category))
    }
    return found
  }

  return {
    creatable,
    card: (actor, room) => card(deps, actor, room, ({ admin }, granted) => admin || granted.has('view')),
    cardAfterChange: (actor, room) => card(deps, actor, room, () => true),
    checkPeople: (actor, asked) => checkPeople(deps, actor, asked),
    eligible: (actor, question) => eligible(deps, actor, question),
    async mine(actor) {
      const uris = await store.roomsByRole({ role: 'manager', principals: [...actor.principals] })
      const known = (await Promise.all(uris.map((uri) => access.room(uri)))).filter(
        (each) => each !== undefined,
      )
      const managed = known.filter((each) => permissionsIn(each, actor.principals).has('manage'))
      return { managed: managed.map(summary), mayCreate: (await creatable(actor)).length > 0 }
    },
  }
}

function choiceOf({
  uri,
  name,
  description,
  invitations,
  fileUpload,
  chatHistory,
}: KnownCategory): CategoryChoice {
  return { uri, name, description, invitations, filePost: fileUpload, logged: chatHistory }
}

function summary({ room, category }: RoomAccess): MyRooms['managed'][number] {
  const { uri, name, description, privacy, type, disabled } = room
  return { ...{ id: guidOf(uri), uri, name, description }, category: category.uri, privacy, type, disabled }
}

type MaySee = (actor: Actor, granted: ReadonlySet<Permission>) => boolean

async function card(
  { store, access, management }: Deps,
  actor: Actor,
  uri: RoomUri,
  maySee: MaySee,
): Promise<RoomCard> {
  const known = await access.room(uri)
  const granted = known ? permissionsIn(known, actor.principals) : new Set<Permission>()
  const audit = await management.audit(uri)
  if (!known || !audit || !maySee(actor, granted)) throw noSuchRoom()
  const { room, category, roles } = known
  const { name, description, privacy, type, addIn, disabled, revision } = room
  const people = await listed(
    store,
    [audit.createdBy, audit.updatedBy].filter((each) => each !== null),
  )
  const by = (person: string | null) => people.find(({ uri: each }) => each === person) ?? null
  return {
    ...{ id: guidOf(uri), uri, name, description, category: { uri: category.uri, name: category.name } },
    ...{ privacy, type, invitations: room.invitations ? 'inherit' : 'false', addIn, disabled, revision },
    editable: actor.admin || granted.has('manage'),
    permissions: [...granted],
    why: reasons(known, granted),
    ...(privacy === 'open' ? {} : { members: await listed(store, roles.member) }),
    ...{ managers: await listed(store, roles.manager), presenters: await listed(store, roles.presenter) },
    ...{ createdBy: by(audit.createdBy), createdOn: new Date(audit.createdAt).toISOString() },
    ...{
      updatedBy: by(audit.updatedBy),
      updatedOn: new Date(audit.updatedAt ?? audit.createdAt).toISOString(),
    },
  }
}

/** Why one may not enter, write or manage, by the code of the refusal. */
function reasons(known: RoomAccess, granted: ReadonlySet<Permission>): RoomCard['why'] {
  const refusal: ErrorName = known.room.disabled ? 'NodeDisabled' : 'ErrorPermission'
  return {
    ...(granted.has('join') ? {} : { join: refusal }),
    ...(granted.has('chat') ? {} : { chat: refusal }),
    ...(granted.has('manage') ? {} : { manage: refusal }),
  }
}

/** Whoever is outside of it learns nothing of the category. */
async function scopeFor(deps: Deps, actor: Actor, category: CategoryUri): Promise<ScopeAccess> {
  const scope = await categoryAccess(deps, category)
  if (!scope || !(actor.admin || isInScope(scope, actor.principals))) throw noSuchRoom()
  return scope
}

async function checkPeople(
  deps: Deps,
  actor: Actor,
  { names, category }: { names: string[]; category: CategoryUri },
): Promise<CheckedPeople> {
  const scope = await scopeFor(deps, actor, category)
  const checked: CheckedPeople = { found: [], unknown: [], ambiguous: [], notInScope: [] }
  for (const name of [...new Set(names.map((each) => each.trim()))].filter(Boolean)) {
    const people = await meantBy(deps.store, name)
    const [only] = people
    if (!only) checked.unknown.push(name)
    else if (people.length > 1) checked.ambiguous.push({ name, people })
    else if (mayBeListed(only.uri, scope)) checked.found.push(only)
    else checked.notInScope.push(name)
  }
  return checked
}

/** Who a typed name may be: an address, a user name, or everybody who is called so (facts 3.6: names may be double). */
async function meantBy(store: Store, name: string): Promise<ListedPrincipal[]> {
  if (name === EVERYONE || name.startsWith('domain:'))
    return [{ uri: name, displayName: name.replace('domain:', ''), kind: kindOf(name) }]
  const folded = fold(name.replace(/^(?:sip|group):/, ''))
  const matching = await store.principalsMatching({ text: folded.replace(/@.*/, ''), offset: 0, limit: 100 })
  const exact = matching.filter(({ uri, name: called }) => isCalled({ uri, called }, { name, folded }))
  return exact.map(({ uri, name: displayName }) => ({ uri, displayName, kind: kindOf(uri) }))
}

function isCalled(
  { uri, called }: { uri: Principal; called: string },
  { name, folded }: { name: string; folded: string },
): boolean {
  if (name.startsWith('group:')) return uri.startsWith('group:') && fold(called) === folded
  const address = uri.replace(/^sip:/, '')
  return address === folded || address.startsWith(`${folded}@`) || fold(called) === folded
}

async function eligible(deps: Deps, actor: Actor, question: EligibleQuestion): Promise<Eligible> {
  const { store } = deps
  const scope = await scopeFor(deps, actor, question.category)
  const room = question.room && (await seenBy(deps, actor, question.room))
  const bound = question.role === 'presenter' ? room : undefined
  const fits = (uri: Principal) => mayBeListed(uri, scope) && (!bound || isMemberOf(bound, uri))
  const text = fold(question.text).trim()
  const found: ListedPrincipal[] = wide(scope, text).filter(({ uri }) => fits(uri))
  for (let offset = 0; offset < CANDIDATES_MAX; offset += CANDIDATES_PER_QUERY) {
    const rows = await store.principalsMatching({ text, offset, limit: CANDIDATES_PER_QUERY })
    for (const { uri, name } of rows) {
      if (!fits(uri)) continue
      if (found.length === ELIGIBLE_MAX) return { principals: found, moreAvailable: true }
      found.push({ uri, displayName: name, kind: kindOf(uri) })
    }
    if (rows.length < CANDIDATES_PER_QUERY) break
  }
  return { principals: found, moreAvailable: false }
}

/** Who is in a room is told to those who may see it; to others there is no such room. */
async function seenBy({ access }: Deps, { admin, principals }: Actor, uri: RoomUri): Promise<RoomAccess> {
  const known = await access.room(uri)
  if (!known || !(admin || permissionsIn(known, principals).has('view'))) throw noSuchRoom()
  return known
}

/** Everyone and whole domains stand first, where the category names them. */
function wide({ scope }: ScopeAccess, text: string): ListedPrincipal[] {
  return scope.allow
    .filter((uri) => uri === EVERYONE || uri.startsWith('domain:'))
    .filter((uri) => uri.includes(text))
    .map((uri) => ({ uri, displayName: uri.replace('domain:', ''), kind: kindOf(uri) }))
}

function isMemberOf({ room, roles, groups }: RoomAccess, uri: Principal): boolean {
  if (room.privacy === 'open') return true
  return holds(roles.member, uri.startsWith('sip:') ? principalsOf(uri) : [uri], groups)
}
