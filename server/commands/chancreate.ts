import { noSuchRoom } from '#shared/errors.ts'
import { actorOf } from './actor.ts'
import type { Handler } from './handler.ts'

export const chancreate: Handler<'chancreate'> = async ({ data, endpoint, channel }) => {
  const { uri } = await channel.management.create(actorOf(endpoint), data)
  const known = await channel.management.find(uri)
  const [room] = await channel.rooms.view(endpoint, [known])
  if (!room) throw noSuchRoom()
  return { room }
}
