import type { Handler } from './handler.ts'

export const getpresence: Handler<'getpresence'> = ({ endpoint, channel }) =>
  channel.personal.presence(endpoint)
