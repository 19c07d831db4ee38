// An act upon the archive itself, told of in the transaction that does it. It comes from no queue, so its author is named by whoever
// asks for it.

import type { Transaction } from 'kysely'
import type { Changes } from '../jobs/record-change.ts'
import type { ArchiveTables } from './tables.ts'
import { takeIn } from './take.ts'

const ORIGIN = 'acts upon the archive'

type Tx = Transaction<ArchiveTables>
/** Who does it, what they are called, and when. */
export type Doing = { by: string; called: string; at: number }
type Act = Doing & { kind: 'case' | 'hold'; act: string; of?: string; changes: Changes }

export async function tellAct(tx: Tx, { kind, act, of, at, by, called, changes }: Act): Promise<void> {
  const person = { uri: by, name: called }
  const body = JSON.stringify({ act, of, changes })
  const event = { at, kind, person, room: null, device: null, seq: null, post: null, body }
  // Two acts of one moment that say the same are two.
  await takeIn(tx, ORIGIN, [{ ...event, source: await nextPlace(tx) }])
}

async function nextPlace(tx: Tx): Promise<number> {
  const last = await tx
    .selectFrom('events')
    .select('source')
    .where('origin', '=', ORIGIN)
    .orderBy('source', 'desc')
    .limit(1)
    .executeTakeFirst()
  return Number(last?.source ?? 0) + 1
}
