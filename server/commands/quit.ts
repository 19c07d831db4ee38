import type { Handler } from './handler.ts'

export const quit: Handler<'quit'> = async ({ endpoint, channel }) => {
  await channel.rooms.leaveAll(endpoint)
  return {}
}
