// Making, changing and removing groups of people. Whoever comes into a group or leaves it is looked at again in every room
// that they are in: the group may have been their way in.

import { fold } from '#shared/text.ts'
import type { PersonUri, Principal } from '#shared/uri.ts'
import type { Group } from '../store/jobs/groups.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Invitations } from './invitations.ts'
import { requireKnown } from './principals.ts'
import type { RightsWatch } from './rights-watch.ts'

export type Groups = {
  add(draft: { name: string; people: PersonUri[] }): Promise<{ principal: Principal }>
  set(principal: Principal, wish: { add: PersonUri[]; remove: PersonUri[] }): Promise<void>
  remove(principal: Principal): Promise<void>
  /** By name, as typed after `group:` or without it. */
  find(name: string): Promise<Principal | undefined>
  list(): Promise<Group[]>
}

export type GroupsDeps = {
  store: Store
  access: AccessCache
  watch: RightsWatch
  invitations: Pick<Invitations, 'tellAll'>
  clock: { now(): number }
}

export function createGroups({ store, watch, clock, access, invitations }: GroupsDeps): Groups {
  return {
    list: () => store.groups({}),
    async find(name) {
      const bare = name.startsWith('group:') ? name.slice('group:'.length) : name
      return (await store.groupByName({ nameFolded: fold(bare) }))?.principal
    },
    async add({ name, people }) {
      await requireKnown(store, people)
      const principal = `group:${name}`
      access.advance(
        await store.addGroup({ principal, name, nameFolded: fold(name), people, at: clock.now() }),
      )
      return { principal }
    },
    async set(principal, wish) {
      await requireKnown(store, wish.add)
      const at = clock.now()
      await watch.recheckPeople(await store.changeGroup({ principal, ...wish, at }), [
        ...wish.add,
        ...wish.remove,
      ])
      await invitations.tellAll(at)
    },
    async remove(principal) {
      const { people, aclEpoch } = await store.removeGroup({ principal, at: clock.now() })
      await watch.recheckPeople(aclEpoch, people)
    },
  }
}
