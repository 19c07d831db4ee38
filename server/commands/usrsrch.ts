import type { Handler } from './handler.ts'

export const usrsrch: Handler<'usrsrch'> = ({ data, channel }) => channel.people.find(data)
