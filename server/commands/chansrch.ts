import type { Handler } from './handler.ts'

export const chansrch: Handler<'chansrch'> = ({ data, endpoint, channel }) =>
  channel.search.rooms(endpoint, data)
