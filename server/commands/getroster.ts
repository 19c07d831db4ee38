import type { Handler } from './handler.ts'

export const getroster: Handler<'getroster'> = async ({ data, endpoint, channel }) => ({
  participants: channel.people.inLargeRoom(endpoint, data.room),
})
