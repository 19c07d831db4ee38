import type { Handler } from './handler.ts'

export const bcbymsg: Handler<'bcbymsg'> = async ({ data, endpoint, channel }) => {
  const { room, direction: mode, count } = data
  const named = 'post' in data ? { post: data.post } : { seq: data.seq }
  return { room, ...(await channel.history.byPost(endpoint, { room, mode, count, ...named })) }
}
