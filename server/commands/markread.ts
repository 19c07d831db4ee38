import type { Handler } from './handler.ts'

export const markread: Handler<'markread'> = async ({ data, endpoint, channel }) => ({
  room: data.room,
  ...(await channel.personal.markRead(endpoint, data)),
})
