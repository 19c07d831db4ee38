import { actorOf } from './actor.ts'
import type { Handler } from './handler.ts'

export const chandel: Handler<'chandel'> = async ({ data, endpoint, channel }) => {
  await channel.management.remove(actorOf(endpoint), data.room)
  return data
}
