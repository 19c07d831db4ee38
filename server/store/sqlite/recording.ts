// Recording what is appended, in the same transaction: an event for each entry, and one for each text that it takes.

import { boundOf, goneBy, KINDS_WITH_WORDS } from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import { withEarlier } from '../earlier-words.ts'
import type { Connection } from './connection.ts'

type Place = { seq: number; at: number; target: number | null }

/** To be called once the item stands at `seq`, and before it takes effect. */
export function prepareRecording(connection: Connection): (item: AppendItem, place: Place) => void {
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
  const erased = `insert into compliance_queue (at, kind, room, person, device, seq, post, body)
    select @at, 'erased', @room, author, device, seq, id, json_object('signed', signed, 'sig', sig, 'by', @by)
    from entries where room_id = @roomId and gone is null`
  const erase = connection.prepare(
    `${erased} and (seq = @target or (target = @target and kind = 'edit')) order by seq`,
  )
  const kinds = KINDS_WITH_WORDS.map((kind) => `'${kind}'`).join()
  const purge = connection.prepare(`${erased} and seq <= @upTo and kind in (${kinds}) order by seq`)

  return (item, { seq, at, target }) => {
    const { amends, roomId, event: told } = item
    const body =
      amends?.kind === 'edit'
        ? withEarlier(told.body, (earlier.get({ roomId, target }) as string | null | undefined) ?? null)
        : told.body
    event.run({ ...told, at, seq, body })
    const taken = { at, room: told.room, by: seq, roomId }
    if (amends?.kind === 'purge') purge.run({ ...taken, upTo: boundOf(amends, seq) })
    else if (amends && goneBy(amends) !== undefined) erase.run({ ...taken, target })
  }
}
