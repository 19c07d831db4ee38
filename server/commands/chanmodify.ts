import { actorOf } from './actor.ts'
import type { Handler } from './handler.ts'

export const chanmodify: Handler<'chanmodify'> = async ({ data, endpoint, channel }) => {
  const { room, revision, ...wish } = data
  return { room, ...(await channel.management.modify(actorOf(endpoint), { room, revision, wish })) }
}
