// Tells the others in a room that somebody is writing here, now and then while they do. Without network nobody is told.

import { TYPING_EVERY_MS } from '#shared/limits.ts'
import { addressOf } from '../cache/reading.ts'
import { core } from '../sync/core.ts'

let toldAt = Number.NEGATIVE_INFINITY
let toldOf = ''

export async function tellTyping(guid: string): Promise<void> {
  const { cache, line, world } = core()
  const now = world.clock.now()
  if (line.status().connection.state !== 'live') return
  if (toldOf === guid && now - toldAt < TYPING_EVERY_MS) return
  toldAt = now
  toldOf = guid
  const room = await addressOf(cache, guid)
  if (room !== undefined) await line.ask('typing', room)
}
