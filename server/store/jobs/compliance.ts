// The compliance queue: events wait here, in the database and the transaction of the act they tell of.

import { type Db, reads, writes, writesAlone } from '../job.ts'
import { readMeta, writeMeta } from './meta.ts'

const SWITCH = 'compliance'
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
  return (await readMeta(db, SWITCH)) === 'on'
}

/** Adds events in the caller's transaction; nothing happens while compliance is off. */
export async function recordEvents(db: Db, events: ComplianceEvent[]): Promise<void> {
  if (events.length === 0 || !(await isComplianceOn(db))) return
  for (let first = 0; first < events.length; first += EVENTS_PER_STATEMENT)
    await db
      .insertInto('compliance_queue')
      .values(events.slice(first, first + EVENTS_PER_STATEMENT))
      .execute()
}

export const complianceJobs = {
  compliance: reads(async (db, _: Record<string, never>) =>
    (await isComplianceOn(db)) ? ('on' as const) : ('off' as const),
  ),
  setCompliance: writesAlone(async (db, { to }: { to: 'on' | 'off' }) => writeMeta(db, SWITCH, to)),
  record: writes(async (db, { events }: { events: ComplianceEvent[] }) => recordEvents(db, events)),
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
