// Making, changing and deleting rooms: for people who manage or create, and for the administrator's acts. What is allowed is
// judged as of one epoch of rights, which the store confirms in the transaction of the change.

import { randomUUID } from 'node:crypto'
import type { NewRoomWish } from '#shared/commands/chancreate.ts'
import type { RoomWish } from '#shared/commands/chanmodify.ts'
import { noSuchRoom, XccosError } from '#shared/errors.ts'
import { ROLE_PRINCIPALS_MAX } from '#shared/limits.ts'
import { fold } from '#shared/text.ts'
import { type Principal, type RoomUri, roomUri } from '#shared/uri.ts'
import type { Changed, RoomSettings } from '../store/jobs/room-changes.ts'
import type { RoomAudit } from '../store/jobs/rooms.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { categoryAccess } from './category-management.ts'
import type { Invitations } from './invitations.ts'
import type { Moderation } from './moderation.ts'
import { type GroupPeople, mayCreateIn, type RoomAccess, requirePermission } from './permissions.ts'
import { requireKnown } from './principals.ts'
import type { Recorder } from './recorder.ts'
import type { RightsWatch } from './rights-watch.ts'
import { type Actor, decideRoom, type Target } from './room-rules.ts'

const ATTEMPTS = 20

export type Management = {
  create(actor: Actor, wish: NewRoomWish): Promise<{ uri: RoomUri }>
  /** Without `revision`, whatever it is now. */
  modify(
    actor: Actor,
    asked: { room: RoomUri; revision?: number; wish: RoomWish },
  ): Promise<{ revision: number }>
  remove(actor: Actor, room: RoomUri): Promise<void>
  /** By name or address; for acts. */
  find(nameOrUri: string): Promise<RoomAccess>
  list(): Promise<RoomAccess[]>
  audit(room: RoomUri): Promise<RoomAudit | undefined>
  isNameFree(name: string, room?: RoomUri): Promise<boolean>
}

export type ManagementDeps = {
  store: Store
  access: AccessCache
  watch: RightsWatch
  invitations: Pick<Invitations, 'tell'>
  moderation: Pick<Moderation, 'purge'>
  recorder: Pick<Recorder, 'isOn'>
  clock: { now(): number }
  domain: string
}

const EMPTY: RoomSettings = {
  ...{ name: '', description: '', categoryUri: '', privacy: 'closed', type: 'normal', invitations: true },
  ...{ addIn: null, disabled: false, roles: { member: [], manager: [], presenter: [] } },
}

export function createManagement(deps: ManagementDeps): Management {
  const { store, access } = deps
  return {
    create: (actor, wish) => create(deps, actor, wish),
    modify: (actor, asked) => modify(deps, actor, asked),
    async remove(actor, room) {
      const known = await access.room(room)
      if (!actor.admin) {
        requirePermission(known, actor.principals, 'view')
        throw new XccosError('ErrorPermission', 'Only administrators delete rooms.')
      }
      if (!known) throw noSuchRoom()
      // Its words are recorded one by one, and a long log in one transaction would keep everyone's posts waiting.
      if (deps.recorder.isOn()) await deps.moderation.purge(room, Number.MAX_SAFE_INTEGER)
      const removal = { uri: room, by: actor.person, at: deps.clock.now() }
      await deps.watch.recheck(room, await store.removeRoom(removal))
    },
    async find(nameOrUri) {
      const uri = nameOrUri.startsWith('ma-chan://')
        ? nameOrUri
        : await store.roomUriByName({ nameFolded: fold(nameOrUri) })
      const known = uri === undefined ? undefined : await access.room(uri)
      if (!known) throw new XccosError('NoSuchNode', `There is no room "${nameOrUri}".`)
      return known
    },
    async list() {
      const rooms = await Promise.all((await store.roomUris({})).map((uri) => access.room(uri)))
      return rooms.filter((known) => known !== undefined)
    },
    audit: (uri) => store.roomAudit({ uri }),
    isNameFree: (name, uri) => store.isNameFree({ name, ...(uri === undefined ? {} : { uri }) }),
  }
}

async function create(deps: ManagementDeps, actor: Actor, wish: NewRoomWish): Promise<{ uri: RoomUri }> {
  const { store, access, clock, domain } = deps
  const { category, addIn, ...rest } = wish
  const uri = roomUri(domain, randomUUID())
  const at = clock.now()
  await untilJudged(access, async () => {
    const judgedAt = access.epoch()
    const target = await requireCategory(deps, category)
    if (!actor.admin && !mayCreateIn(target, actor.principals))
      throw new XccosError('ErrorPermission', 'You may not create rooms in this category.')
    // Only now: who and what there is, is not told to those who may not make a room.
    await requireKnown(store, [...wish.members, ...wish.managers, ...wish.presenters])
    await requireAddIn(store, addIn)
    const groups = await access.groups([...wish.members, ...wish.presenters])
    const settings = decideRoom({ ...EMPTY, addIn }, rest, { target, actor, groups })
    const roles = { ...settings.roles, manager: managersWith(settings.roles.manager, actor, target) }
    requireShort(roles)
    return store.addRoom({ ...settings, roles, uri, by: actor.person, at, judgedAt })
  })
  await deps.invitations.tell(uri, at)
  return { uri }
}

/** Whoever makes a room manages it, as far as its category lets them. */
function managersWith(managers: Principal[], { person, principals }: Actor, target: Target): Principal[] {
  if (person === null || managers.includes(person) || !mayManageIn(target, principals)) return managers
  return [...managers, person]
}

/** What one is asked for was short enough; one's own name may come on top. A longer list could not be saved again. */
function requireShort(roles: RoomSettings['roles']): void {
  if (Object.values(roles).some((list) => list.length > ROLE_PRINCIPALS_MAX))
    throw new XccosError(
      'LimitExceeded',
      `A list may have at most ${ROLE_PRINCIPALS_MAX} entries, with you in it.`,
    )
}

function mayManageIn(target: Target, principals: readonly Principal[]): boolean {
  return mayCreateIn({ ...target, scope: { ...target.scope, creator: [...principals] } }, principals)
}

async function modify(
  deps: ManagementDeps,
  actor: Actor,
  asked: { room: RoomUri; revision?: number; wish: RoomWish },
): Promise<{ revision: number }> {
  const { store, access, clock, watch } = deps
  const { room, wish } = asked
  await requireManage(deps, actor, room)
  await requireKnown(store, [...(wish.members ?? []), ...(wish.managers ?? []), ...(wish.presenters ?? [])])
  await requireAddIn(store, wish.addIn ?? null)
  const at = clock.now()
  const done = await untilJudged(access, async () => {
    const judgedAt = access.epoch()
    const known = await requireManage(deps, actor, room)
    const settings = await settingsAfter(deps, known, { actor, wish })
    const revision = asked.revision ?? known.room.revision
    return store.changeRoom({ ...settings, uri: room, revision, by: actor.person, at, judgedAt })
  })
  await watch.recheck(room, done.aclEpoch)
  await deps.invitations.tell(room, at)
  return { revision: done.revision }
}

async function settingsAfter(
  deps: ManagementDeps,
  known: RoomAccess,
  { actor, wish }: { actor: Actor; wish: RoomWish },
): Promise<RoomSettings> {
  const before = settingsOf(known)
  const isMove = wish.category !== undefined && wish.category !== known.category.uri
  const target = isMove
    ? await requireCategory(deps, wish.category ?? '')
    : { ...known, uri: known.category.uri }
  if (isMove && !actor.admin && !mayCreateIn(target, actor.principals))
    throw new XccosError('ErrorPermission', 'A room can be moved only to where you may create rooms.')
  const groups = await groupsFor(deps, before, wish)
  return decideRoom(before, wish, { target, actor, groups })
}

function groupsFor({ access }: ManagementDeps, before: RoomSettings, wish: RoomWish): Promise<GroupPeople> {
  return access.groups([...before.roles.member, ...(wish.members ?? [])])
}

function settingsOf({ room, category, roles }: RoomAccess): RoomSettings {
  const { name, description, privacy, type, invitations, disabled } = room
  return {
    ...{ name, description, categoryUri: category.uri, privacy, type, invitations, disabled, roles },
    addIn: room.addIn?.id ?? null,
  }
}

async function requireManage({ access }: ManagementDeps, actor: Actor, uri: RoomUri): Promise<RoomAccess> {
  const known = await access.room(uri)
  if (!actor.admin) requirePermission(known, actor.principals, 'manage')
  if (!known) throw noSuchRoom()
  return known
}

async function requireCategory(deps: ManagementDeps, uri: string): Promise<Target> {
  const target = await categoryAccess(deps, uri)
  if (!target) throw new XccosError('ErrorPermission', 'You may not create rooms in this category.')
  return target
}

async function requireAddIn(store: Store, id: string | null): Promise<void> {
  if (id === null) return
  const known = (await store.addIns({})).some((addIn) => addIn.id === id)
  if (!known) throw new XccosError('NoSuchNode', 'There is no such add-in.')
}

/** Judges again as long as rights change underneath. */
async function untilJudged(
  access: AccessCache,
  attempt: () => Promise<Changed>,
): Promise<Changed & { state: 'done' }> {
  for (let round = 0; round < ATTEMPTS; round += 1) {
    const result = await attempt()
    access.advance(result.aclEpoch)
    if (result.state === 'done') return result
  }
  throw new XccosError('DatabaseConnection', 'Rights are changing too fast; send the same again.')
}
