import type { Handler } from './handler.ts'

export const bcsearch: Handler<'bcsearch'> = ({ data, endpoint, channel }) =>
  channel.postSearch.posts(endpoint, data)
