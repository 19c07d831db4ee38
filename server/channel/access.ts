// What the store says about rooms, kept in memory for one epoch of rights. Every change of rights raises the
// epoch and empties this; a batch is committed only under the epoch it was allowed by. People of groups are part of it: each
// group is read once per epoch and shared by all rooms that name it.

import type { Principal, RoomUri } from '#shared/uri.ts'
import type { Scope } from '../store/jobs/categories.ts'
import type { RoomAccess as StoredAccess } from '../store/jobs/rooms.ts'
import type { Store } from '../store/store.ts'
import type { GroupPeople, RoomAccess } from './permissions.ts'

const ROOMS_KEPT = 10_000
const ROOMS_PER_READ = 500

export type AccessCache = {
  epoch(): number
  room(uri: RoomUri): Promise<RoomAccess | undefined>
  /** Only what is in memory, as of the present epoch. */
  held(uri: RoomUri): RoomAccess | undefined
  /** Those that there are, in the order asked; what is not known yet is read together. */
  rooms(uris: readonly RoomUri[]): Promise<RoomAccess[]>
  /** The people of the groups among these, as of the epoch that `epoch` tells afterwards. */
  groups(principals: readonly Principal[]): Promise<GroupPeople>
  advance(epoch: number): void
}

export async function createAccessCache(store: Store): Promise<AccessCache> {
  let epoch = await store.aclEpoch({})
  const known = new Map<RoomUri, RoomAccess>()
  const loading = new Map<RoomUri, Promise<RoomAccess | undefined>>()
  const people = new Map<Principal, Promise<ReadonlySet<Principal>>>()

  function advance(to: number): void {
    if (to <= epoch) return
    epoch = to
    known.clear()
    loading.clear()
    people.clear()
  }

  async function readGroup(principal: Principal): Promise<ReadonlySet<Principal>> {
    const group = await store.groupMembers({ principal })
    advance(group.aclEpoch)
    return new Set(group.people)
  }

  function peopleOf(principal: Principal): Promise<ReadonlySet<Principal>> {
    const held = people.get(principal)
    if (held) return held
    const reading = readGroup(principal)
    people.set(principal, reading)
    reading.catch(() => people.delete(principal))
    return reading
  }

  async function groups(principals: readonly Principal[]): Promise<GroupPeople> {
    const named = [...new Set(principals)].filter((principal) => principal.startsWith('group:'))
    const asOf = epoch
    const found = await Promise.all(named.map(async (group) => [group, await peopleOf(group)] as const))
    return epoch === asOf ? new Map(found) : groups(principals)
  }

  async function load(uri: RoomUri): Promise<RoomAccess | undefined> {
    const stored = await store.roomAccess({ uri })
    if (!stored) return undefined
    return (await keep(stored)) ?? load(uri)
  }

  function room(uri: RoomUri): Promise<RoomAccess | undefined> {
    const held = known.get(uri)
    if (held) return Promise.resolve(held)
    const underWay = loading.get(uri)
    if (underWay) return underWay
    const started = load(uri).finally(() => loading.delete(uri))
    loading.set(uri, started)
    return started
  }

  async function readAhead(uris: readonly RoomUri[]): Promise<void> {
    const unknown = uris.filter((uri) => !known.has(uri))
    for (let at = 0; at < unknown.length; at += ROOMS_PER_READ) {
      const some = await store.roomAccesses({ uris: unknown.slice(at, at + ROOMS_PER_READ) })
      for (const stored of some) await keep(stored)
    }
  }

  /** Undefined when it became stale on the way; whoever needs it reads it again. */
  async function keep(stored: StoredAccess): Promise<RoomAccess | undefined> {
    advance(stored.aclEpoch)
    const access = { ...stored, groups: await groups(namedIn(stored)) }
    if (epoch !== stored.aclEpoch) return undefined
    if (known.size >= ROOMS_KEPT) known.clear()
    known.set(stored.room.uri, access)
    return access
  }

  async function rooms(uris: readonly RoomUri[]): Promise<RoomAccess[]> {
    await readAhead(uris)
    const found: RoomAccess[] = []
    for (const uri of uris) {
      // A turn of the loop per room would be most of what finding a known one costs.
      const access = known.get(uri) ?? (await room(uri))
      if (access) found.push(access)
    }
    return found
  }

  return { epoch: () => epoch, room, held: (uri) => known.get(uri), rooms, groups, advance }
}

function namedIn({ scope, roles }: Pick<StoredAccess, 'scope' | 'roles'>): Principal[] {
  return [...namedInScope(scope), ...roles.member, ...roles.manager, ...roles.presenter]
}

export function namedInScope({ allow, deny, creator }: Scope): Principal[] {
  return [...allow, ...deny, ...creator]
}
