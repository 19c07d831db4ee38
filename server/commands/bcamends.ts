import type { Handler } from './handler.ts'

export const bcamends: Handler<'bcamends'> = async ({ data, endpoint, channel }) => ({
  room: data.room,
  ...(await channel.amendments.since(endpoint, data)),
})
