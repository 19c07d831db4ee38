// The registry of add-ins: administrators fill it, managers pick from it.

import { randomUUID } from 'node:crypto'
import type { AddIn } from '#shared/add-in.ts'
import { XccosError } from '#shared/errors.ts'
import { fold } from '#shared/text.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { RightsWatch } from './rights-watch.ts'

export type AddIns = {
  list(): Promise<AddIn[]>
  add(draft: Omit<AddIn, 'id'>): Promise<AddIn>
  /** Rooms that had it have none then, at once. */
  remove(name: string): Promise<AddIn>
}

type Deps = { store: Store; access: AccessCache; watch: RightsWatch; clock: { now(): number } }

export function createAddIns({ store, access, watch, clock }: Deps): AddIns {
  return {
    list: () => store.addIns({}),
    async add(draft) {
      const addIn = { ...draft, id: randomUUID() }
      access.advance(await store.addAddIn(addIn))
      return addIn
    },
    async remove(name) {
      const folded = fold(name)
      const addIn = (await store.addIns({})).find((each) => each.id === name || fold(each.name) === folded)
      if (!addIn) throw new XccosError('NoSuchNode', `There is no add-in "${name}".`)
      const { aclEpoch, rooms } = await store.removeAddIn({ id: addIn.id, at: clock.now() })
      access.advance(aclEpoch)
      for (const room of rooms) await watch.recheck(room, aclEpoch)
      return addIn
    },
  }
}
