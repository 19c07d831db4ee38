// The list of pinned posts, asked for when somebody opens it: it may hold posts that are not on this device.

import { noSuchRoom } from '#shared/errors.ts'
import { addressOf } from '../cache/reading.ts'
import { core } from '../sync/core.ts'
import { isOffline } from '../sync/refusal.ts'

/** Without network the list shows what is held. */
export async function loadPins(guid: string): Promise<void> {
  const { cache, line } = core()
  const room = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  await line.ask('pins', room).catch((error: unknown) => {
    if (!isOffline(error)) throw error
  })
}
