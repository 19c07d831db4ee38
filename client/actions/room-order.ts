// Choosing in which order rooms are listed, on all of a person's devices.

import { type RoomOrder, saveRoomOrder } from '../cache/prefs.ts'
import { core } from '../sync/core.ts'

/** Works without network; the server and the other devices learn it later. */
export async function orderRooms(order: RoomOrder): Promise<void> {
  await saveRoomOrder(core().cache, order)
}
