import type { Handler } from './handler.ts'

export const getuserinfo: Handler<'getuserinfo'> = ({ data, endpoint, channel }) =>
  channel.people.info(endpoint, data.uri)
