import type { HistoryQuestion } from '../channel/history.ts'
import type { Call, Handler } from './handler.ts'

function question(data: Call<'bccontext'>['data']): HistoryQuestion {
  const { room } = data
  if ('last' in data) return { room, mode: 'last', seq: 0, count: data.last.count }
  if ('before' in data) return { room, mode: 'before', ...data.before }
  if ('after' in data) return { room, mode: 'after', ...data.after }
  return { room, mode: 'around', ...data.around }
}

export const bccontext: Handler<'bccontext'> = async ({ data, endpoint, channel }) => {
  const page = await channel.history.page(endpoint, question(data))
  return { room: data.room, ...page }
}
