// Read markers. Every device of a person ends with the same one, in whatever order they are moved.

import { takeReading } from '../cache/intake-rooms.ts'
import { readRoom } from '../cache/reading.ts'
import { core } from '../sync/core.ts'
import { sinceNow } from '../sync/session-ends.ts'

/** Rooms in which the person marked posts as unread during this visit: looking at them longer must not undo it. */
const keptUnread = new Set<string>()

/** Seen at once on this device; the server hears of it when things are quiet. */
export async function markRead(guid: string, seq: number): Promise<void> {
  const { cache, world } = core()
  const room = await readRoom(cache, guid)
  if (room === undefined || keptUnread.has(guid) || seq <= room.marker) return
  await takeReading(cache, { room: room.uri, mark: (now) => ({ ...now, seq }), stamp: sinceNow(world) })
}

/** From this post on everything is unread again, here and on my other devices, until the room is visited anew. */
export async function markUnreadFrom(guid: string, seq: number): Promise<void> {
  const { cache, world } = core()
  const room = await readRoom(cache, guid)
  if (room === undefined) return
  keptUnread.add(guid)
  const mark = ({ generation }: { generation: number }) => ({ generation: generation + 1, seq: seq - 1 })
  await takeReading(cache, { room: room.uri, mark, stamp: sinceNow(world) })
}

/** The room is left; in the next visit it is read as usual. */
export function readAgain(guid: string): void {
  keptUnread.delete(guid)
}
