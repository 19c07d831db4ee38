import type { Handler } from './handler.ts'

export const getassociations: Handler<'getassociations'> = async ({ data, endpoint, channel }) => ({
  rooms: await channel.rooms.associations(endpoint, data.role),
})
