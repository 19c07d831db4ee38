import type { Handler } from './handler.ts'

export const getpins: Handler<'getpins'> = async ({ data, endpoint, channel }) => ({
  room: data.room,
  ...(await channel.amendments.pins(endpoint, data.room)),
})
