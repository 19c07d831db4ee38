import type { Handler } from './handler.ts'

export const setpref: Handler<'setpref'> = ({ data, endpoint, channel }) =>
  channel.preferences.set(endpoint, data)
