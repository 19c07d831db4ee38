// The people in a large room, asked for when somebody wants to see them: nobody is told there who comes and goes.

import type { Participant } from '#shared/person.ts'
import { addressOf } from '../cache/reading.ts'
import { core } from '../sync/core.ts'

export async function peopleInLargeRoom(guid: string): Promise<Participant[]> {
  const { cache, line } = core()
  const room = await addressOf(cache, guid)
  return room === undefined ? [] : await line.ask('roster', room)
}
