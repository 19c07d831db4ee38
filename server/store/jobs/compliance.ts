// The compliance queue: events wait here, in the database and the transaction of the act they tell of.

import { type Db, reads, writes } from '../job.ts'
import { readMeta } from './meta.ts'

export const COMPLIANCE_SWITCH = 'compliance'
/** A statement takes only so many values. */
const EVENTS_PER_STATEMENT = 500

/** An act worth archiving. `seq` and the time of a post are filled in by the append that stores it. */
export type ComplianceEvent = {
  at: number
  kind: string
  room: string | null
  person: string
  device: string | null
  seq: number | null
  post: string | null
  /** JSON. */
  body: string
}

export async function isComplianceOn(db: Db): Promise<boolean> {
  return (await readMeta(db, COMPLIANCE_SWITCH)) === 'on'
}

/** Adds events in the caller's transaction; nothing happens while compliance is off. */
export async function recordEvents(db: Db, events: ComplianceEvent[]): Promise<void> {
  if (events.length > 0 && (await isComplianceOn(db))) await enqueue(db, events)
}

async function enqueue(db: Db, events: ComplianceEvent[]): Promise<void> {
  for (let first = 0; first < events.length; first += EVENTS_PER_STATEMENT)
    await db
      .insertInto('compliance_queue')
      .values(events.slice(first, first + EVENTS_PER_STATEMENT))
      .execute()
}

/** An event with what those were called, when it was asked, whom it tells of. */
export type NamedEvent = Omit<ComplianceEvent, 'room' | 'person'> & {
  id: number
  person: { uri: string; name: string }
  /** By its address alone when it is gone. */
  room: NamedRoom | { uri: string } | null
}
export type NamedRoom = {
  uri: string
  name: string
  category: string
  categoryUri: string
  /** Whether its history is kept. */
  logged: boolean
  description: string
  privacy: string
  type: string
}

/** Those that have waited longest. */
async function namedEvents(db: Db, { limit }: { limit: number }): Promise<NamedEvent[]> {
  const rows = await db
    .selectFrom('compliance_queue as event')
    .leftJoin('people', 'people.uri', 'event.person')
    .leftJoin('rooms', 'rooms.uri', 'event.room')
    .leftJoin('categories', 'categories.id', 'rooms.category_id')
    .selectAll('event')
    .select(['people.display_name', 'rooms.name', 'rooms.description', 'rooms.privacy', 'rooms.type'])
    .select(['categories.name as category', 'categories.uri as category_uri', 'categories.chat_history'])
    .orderBy('event.id')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const { id, at, kind, device, post, body, room, person } = row
    return {
      ...{ id: Number(id), at: Number(at), kind, device, post, body },
      seq: row.seq === null ? null : Number(row.seq),
      person: { uri: person, name: row.display_name ?? person },
      room: room === null ? null : (namedRoom(room, row) ?? { uri: room }),
    }
  })
}

type RoomColumns = {
  [Field in 'name' | 'category' | 'category_uri' | 'description' | 'privacy' | 'type']: string | null
} & {
  chat_history: 0 | 1 | null
}

function namedRoom(uri: string, row: RoomColumns): NamedRoom | undefined {
  const { name, category, category_uri: categoryUri, description, privacy, type, chat_history } = row
  if (
    name === null ||
    category === null ||
    categoryUri === null ||
    description === null ||
    privacy === null ||
    type === null
  )
    return undefined
  return { uri, name, category, categoryUri, description, privacy, type, logged: chat_history === 1 }
}

export const complianceJobs = {
  namedEvents: reads(namedEvents),
  /** They are archived. */
  forgetEvents: writes(async (db, { ids }: { ids: number[] }) => {
    if (ids.length > 0) await db.deleteFrom('compliance_queue').where('id', 'in', ids).execute()
  }),
  compliance: reads(async (db, _: Record<string, never>) =>
    (await isComplianceOn(db)) ? ('on' as const) : ('off' as const),
  ),
  record: writes(async (db, { events }: { events: ComplianceEvent[] }) => recordEvents(db, events)),
  /** Also while nothing else is: what is done to the archive itself. */
  recordAnyway: writes(async (db, { events }: { events: ComplianceEvent[] }) => enqueue(db, events)),
  complianceBacklog: reads(async (db, _: Record<string, never>) => {
    const row = await db
      .selectFrom('compliance_queue')
      .select((eb) => [eb.fn.countAll<number>().as('events'), eb.fn.min('at').as('oldestAt')])
      .executeTakeFirstOrThrow()
    return { events: Number(row.events), oldestAt: row.oldestAt === null ? null : Number(row.oldestAt) }
  }),
  complianceEvents: reads(async (db, { after, limit }: { after: number; limit: number }) =>
    db
      .selectFrom('compliance_queue')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  ),
}
