import type { Handler } from './handler.ts'

export const relay: Handler<'relay'> = async ({ data, endpoint, channel }) => ({
  room: data.room,
  ...(await channel.relaying.relay(endpoint, data)),
})
