// A room's past as it went: what was done in it, in order, and who was there meanwhile, those who said nothing too.

import { presentDuring, type Stay } from './attendance.ts'
import type { ArchiveDb } from './open-archive.ts'
import { type ArchiveQuestion, type Found, type FoundEvent, searchArchive } from './search.ts'

const STAYS_MAX = 1_000

export type ConversationAsked = Pick<ArchiveQuestion, 'from' | 'to' | 'beyond' | 'limit'> & { room: string }
export type Conversation = {
  /** The newest that there are before `beyond`, the earliest of them first. */
  events: FoundEvent[]
  /** Null where nothing came before. */
  next: Found['next']
  present: Stay[]
}

export async function readConversation(db: ArchiveDb, asked: ConversationAsked): Promise<Conversation> {
  const { events, next } = await searchArchive(db, asked)
  events.reverse()
  const [first, last] = [events[0], events.at(-1)]
  if (!first || !last) return { events, next, present: [] }
  const period = { room: asked.room, from: first.at, to: last.at + 1 }
  return { events, next, present: await presentDuring(db, { ...period, limit: STAYS_MAX }) }
}
