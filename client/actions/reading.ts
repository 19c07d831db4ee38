// Read markers: they only grow, and every device of a person ends with the same one.

import { takeReading } from '../cache/intake-rooms.ts'
import { readRoom } from '../cache/reading.ts'
import { core } from '../sync/core.ts'
import { sinceNow } from '../sync/sign-in.ts'

/** Seen at once on this device; the server hears of it when things are quiet. */
export async function markRead(guid: string, seq: number): Promise<void> {
  const { cache, world } = core()
  const room = await readRoom(cache, guid)
  if (room === undefined || seq <= room.marker) return
  await takeReading(cache, { room: room.uri, seq, stamp: sinceNow(world) })
}
