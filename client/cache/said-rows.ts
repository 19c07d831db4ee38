// A row of a log by what it says now, and who says it: a post in its newest words, and what an administrator put in the
// place of one, which are the pool's own words.

import { POOL_USERNAME } from '#shared/post.ts'
import { type Said, saidOf } from '#shared/search/said.ts'
import { type PersonUri, personUri, type RoomUri } from '#shared/uri.ts'
import type { EntryRow } from './rows.ts'

export type SaidRow = {
  room: RoomUri
  seq: number
  ts: number
  id: string
  author: PersonUri
  authdisp: string
  title?: string
  said: Said
}

/** Undefined for what says nothing itself, or no more. */
export function saidInRow(row: EntryRow): SaidRow | undefined {
  const { room, seq, ts, id } = row
  if (row.kind === 'chat') {
    const words = row.edited ?? row
    const title = words.story === undefined ? {} : { title: words.story.title }
    const { author, authdisp, alert } = row
    return { room, seq, ts, id, author, authdisp, ...title, said: saidOf({ ...words, alert }) }
  }
  if (row.kind !== 'tombstone' || row.replacement === undefined) return undefined
  const by = { author: poolOf(room), authdisp: POOL_USERNAME }
  return { room, seq, ts, id, ...by, said: saidOf({ chat: row.replacement }) }
}

function poolOf(room: RoomUri): PersonUri {
  const [, , domain = ''] = room.split('/')
  return personUri(POOL_USERNAME, domain)
}
