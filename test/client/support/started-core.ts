// The core of a tab without network, over the cache that the screen reads.

import { cache } from '../../../client/cache/database.ts'
import { takeOwner } from '../../../client/cache/owner.ts'
import { memoryLocks, realChance } from '../../../client/cache/world.ts'
import { startCore } from '../../../client/sync/core.ts'
import { Leader } from '../../../client/sync/leader.ts'
import { ADA, provisioningFor } from './cast.ts'
import { toyWeb } from './toy-web.ts'
import { ToyClock } from './toy-world.ts'

export async function startOffline(): Promise<void> {
  await takeOwner(cache, provisioningFor(ADA), 'first')
  const world = { clock: new ToyClock(), chance: realChance, locks: memoryLocks(), subtle: crypto.subtle }
  startCore({
    ...{ cache, world, web: { ...toyWeb(), isReachable: false }.client, tab: 'test' },
    dial: () => Promise.reject(new Error('There is no network.')),
    deviceName: () => 'test',
    port: { post: () => undefined, listen: () => undefined },
    loadLeader: () => Promise.resolve(Leader),
    surroundings: { isOnline: () => false, watch: () => undefined },
  })
}
