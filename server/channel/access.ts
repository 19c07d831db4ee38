// What the store says about rooms, kept in memory for one epoch of rights. Every change of rights raises the
// epoch and empties this; a batch is committed only under the epoch it was allowed by.

import type { RoomUri } from '#shared/uri.ts'
import type { RoomAccess } from '../store/jobs/rooms.ts'
import type { Store } from '../store/store.ts'

const ROOMS_KEPT = 10_000

export type AccessCache = {
  epoch(): number
  room(uri: RoomUri): Promise<RoomAccess | undefined>
  advance(epoch: number): void
}

export async function createAccessCache(store: Store): Promise<AccessCache> {
  let epoch = await store.aclEpoch({})
  const known = new Map<RoomUri, RoomAccess>()
  const loading = new Map<RoomUri, Promise<RoomAccess | undefined>>()

  function advance(to: number): void {
    if (to <= epoch) return
    epoch = to
    known.clear()
    loading.clear()
  }

  async function load(uri: RoomUri): Promise<RoomAccess | undefined> {
    const access = await store.roomAccess({ uri })
    if (!access) return undefined
    if (access.aclEpoch < epoch) return load(uri)
    advance(access.aclEpoch)
    if (known.size >= ROOMS_KEPT) known.clear()
    known.set(uri, access)
    return access
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

  return { epoch: () => epoch, room, advance }
}
