// What the model server says: answers, refusals and pages.

import type { Entry } from '#shared/entry.ts'
import type { Reply } from '#shared/envelope.ts'
import { ERROR_CODES, type ErrorName, SUCCESS } from '#shared/errors.ts'
import { HASH } from '../support/cast.ts'

export type Answer = Pick<Reply, 'resp' | 'data'>

/** Whatever a command may ask with. */
export type Asked = {
  room: string
  rooms?: string[]
  role?: string
  seq?: number
  last?: { count: number }
  before?: { seq: number; count: number }
  after?: { seq: number; count: number }
}

export const SERVER_INFO = {
  ...{ displayName: 'Pool', domain: 'backchat.test', version: '1', serverTime: '2026-11-22T10:00:00.000Z' },
  ...{ messageSizeLimit: 16_000, searchLimit: 100, historyLimit: 200, roomManagementUrl: null },
}

export function done(data: unknown): Answer {
  return { resp: SUCCESS, data }
}

export function refusal(text: ErrorName): Answer {
  return { resp: { code: ERROR_CODES[text], text } }
}

export function receipt(id: string, { seq, ts }: Entry): Answer {
  return done({ id, seq, ts, chain: HASH })
}

/** A page of a log, as P14 describes it. */
export function pageOf(log: Entry[], { room: uri, last, before, after }: Asked) {
  const below = log.filter(({ seq }) => seq < (before?.seq ?? Number.POSITIVE_INFINITY))
  const above = log.filter(({ seq }) => seq > (after?.seq ?? 0))
  const entries = after ? above.slice(0, after.count) : below.slice(-(last ?? before ?? { count: 30 }).count)
  const complete = after ? entries.length === above.length : entries.length === below.length
  const [from, to] = [entries[0]?.seq ?? 0, entries.at(-1)?.seq ?? 0]
  return { room: uri, entries, amends: [], head: log.length, from, to, complete }
}
