import type { Handler } from './handler.ts'

export const getpref: Handler<'getpref'> = ({ data, endpoint, channel }) =>
  channel.preferences.get(endpoint, data)
