// Recording what is appended, in the same transaction: an event for each entry, and one for each text that it takes.

import { boundOf, goneBy, KINDS_WITH_WORDS } from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import { withEarlier } from '../earlier-words.ts'
import type { Connection } from './connection.ts'

type Place = { seq: number; at: number; target: number | null }
type Row = { author: string; device: string; seq: number; id: string; signed: string; sig: string }
type Erased = { isPurged: boolean; event: Record<string, unknown> }

export type Recording = {
  /** To be called once the item stands at `seq`, and before it takes effect. */
  record(item: AppendItem, place: Place): void
  /** To be called once at the end: the texts that went, after the acts that took them; purged ones last. */
  recordErased(): void
}

/** @returns what begins the recording of a batch */
export function prepareRecording(connection: Connection): () => Recording {
  const event = connection.prepare(
    `insert into compliance_queue (at, kind, room, person, device, seq, post, body)
     values (@at, @kind, @room, @person, @device, @seq, @post, @body)`,
  )
  const earlier = connection
    .prepare(
      `select signed from entries where room_id = @roomId and (seq = @target or (target = @target and kind = 'edit'))
       order by seq desc limit 1`,
    )
    .pluck()
  const there =
    'select author, device, seq, id, signed, sig from entries where room_id = @roomId and gone is null'
  const removed = connection.prepare(
    `${there} and (seq = @target or (target = @target and kind = 'edit')) order by seq`,
  )
  const kinds = KINDS_WITH_WORDS.map((kind) => `'${kind}'`).join()
  const purged = connection.prepare(`${there} and seq <= @upTo and kind in (${kinds}) order by seq`)

  function takenBy({ amends, roomId }: AppendItem, { seq, target }: Place): Row[] {
    if (amends?.kind === 'purge') return purged.all({ roomId, upTo: boundOf(amends, seq) }) as Row[]
    return amends && goneBy(amends) !== undefined ? (removed.all({ roomId, target }) as Row[]) : []
  }

  return () => {
    const erased: Erased[] = []
    return {
      record(item, place) {
        const { amends, roomId, event: told } = item
        const { at, seq, target } = place
        const body =
          amends?.kind === 'edit'
            ? withEarlier(told.body, (earlier.get({ roomId, target }) as string | null | undefined) ?? null)
            : told.body
        event.run({ ...told, at, seq, body })
        for (const { author, device, id, signed, sig, ...row } of takenBy(item, place))
          erased.push({
            isPurged: amends?.kind === 'purge',
            event: {
              ...{ at, kind: 'erased', room: told.room, person: author, device, seq: row.seq, post: id },
              body: JSON.stringify({ signed, sig, by: seq }),
            },
          })
      },
      recordErased() {
        for (const isPurged of [false, true])
          for (const each of erased) if (each.isPurged === isPurged) event.run(each.event)
      },
    }
  }
}
