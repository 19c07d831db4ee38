// In which order the list shows rooms, and which of them: purely, so that keys walk the same list as eyes do.

import type { RoomOrder } from '../state/room-order.ts'
import type { RoomItem } from '../state/rooms.ts'

type Listed = Pick<RoomItem, 'guid' | 'followed' | 'member' | 'unread' | 'lastPost' | 'newsAt'>
/** @property here the open room: it stays in the list while it is being read */
export type Choice = { order: RoomOrder; unreadOnly: boolean; here?: string | undefined }

/** Rooms come by name, and rooms of the same moment stay so. */
export function listedRooms<Room extends Listed>(rooms: readonly Room[], choice: Choice): Room[] {
  const { order, unreadOnly, here } = choice
  const shown = rooms.filter((room) => !unreadOnly || room.unread > 0 || room.guid === here)
  if (order === 'name') return shown
  return shown.sort((a, b) => Number(b.followed) - Number(a.followed) || activity(b) - activity(a))
}

/** Of the newest post that this device has heard of. */
export function activity({ lastPost, newsAt = 0 }: Pick<RoomItem, 'lastPost' | 'newsAt'>): number {
  return Math.max(lastPost?.ts ?? 0, newsAt)
}
