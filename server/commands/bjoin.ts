import type { Handler } from './handler.ts'

export const bjoin: Handler<'bjoin'> = ({ data, endpoint, channel }) =>
  channel.rooms.joinAll(endpoint, data.rooms)
