import type { Handler } from './handler.ts'

export const join: Handler<'join'> = async ({ data, endpoint, channel }) => ({
  room: await channel.rooms.join(endpoint, data.room),
})
