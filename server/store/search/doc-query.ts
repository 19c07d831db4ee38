// A question to the index of posts, and the pieces of SQL that both databases say alike.

import { type RawBuilder, sql } from 'kysely'
import type { Groups } from './asked.ts'

export type DocQuery = {
  groups: Groups
  roomIds: number[]
  from?: number | undefined
  to?: number | undefined
  order: 'newest' | 'oldest'
  /** Behind this one, in the order asked. */
  beyond?: number | undefined
  limit: number
}
/** PostgreSQL tells long numbers as text. */
export type DocRow = { doc: number | string; room_id: number; seq: number | string; shown: number | string }

export function within({ from, to }: DocQuery): RawBuilder<unknown> {
  const since = from === undefined ? sql`` : sql`and docs.ts >= ${from}`
  return to === undefined ? since : sql`${since} and docs.ts < ${to}`
}

export const direction = (order: DocQuery['order']) => sql.raw(order === 'newest' ? 'desc' : 'asc')
export const than = (order: DocQuery['order']) => sql.raw(order === 'newest' ? '<' : '>')
