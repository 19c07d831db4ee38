import type { Handler } from './handler.ts'

export const part: Handler<'part'> = async ({ data, endpoint, channel }) => {
  await channel.rooms.part(endpoint, data.room)
  return { room: data.room }
}
