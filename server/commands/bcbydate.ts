import type { Handler } from './handler.ts'

export const bcbydate: Handler<'bcbydate'> = async ({ data, endpoint, channel }) => ({
  room: data.room,
  ...(await channel.history.byDate(endpoint, data)),
})
