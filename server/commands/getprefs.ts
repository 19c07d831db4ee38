import type { Handler } from './handler.ts'

export const getprefs: Handler<'getprefs'> = ({ data, endpoint, channel }) =>
  channel.preferences.after(endpoint, data.after)
