// Appending what is about an earlier entry: a few more statements in the same transaction, and none for plain posts.

import { boundOf, goneBy, KINDS_WITH_WORDS, notesOf, type Target, type WhyNot, whyNot } from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import type { Connection } from './connection.ts'

export type Amending = {
  /** To be asked before the item is stored. */
  look(item: AppendItem): { target: number | null } | { whyNot: WhyNot }
  /** To be done once it stands at `seq`. */
  apply(item: AppendItem, seq: number, target: number | null): void
}

export function prepareAmending(connection: Connection): Amending {
  const find = connection.prepare(
    'select room_id, seq, author, kind, ts, gone from entries where device = ? and id = ?',
  )
  const note = connection.prepare(
    'update entries set target = ?, emoji = ?, is_on = ? where room_id = ? and seq = ?',
  )
  const empty = 'update entries set signed = null, sig = null, gone = @gone'
  const entomb = connection.prepare(`${empty} where room_id = @roomId and seq = @target and gone is null`)
  const entombEdits = connection.prepare(
    `${empty} where room_id = @roomId and target = @target and kind = 'edit' and gone is null`,
  )
  const kinds = KINDS_WITH_WORDS.map((kind) => `'${kind}'`).join()
  const purge = connection.prepare(
    `${empty} where room_id = @roomId and seq <= @upTo and kind in (${kinds}) and gone is null`,
  )

  return {
    look({ roomId, author, amends }) {
      if (!amends || amends.kind === 'purge') return { target: null }
      const found = find.get(amends.target.device, amends.target.id) as Target | undefined
      const reason = whyNot({ roomId, author, amends }, found)
      return reason === undefined ? { target: found?.seq ?? null } : { whyNot: reason }
    },
    apply({ roomId, amends }, seq, target) {
      if (!amends) return
      if (amends.kind === 'purge') {
        purge.run({ roomId, upTo: boundOf(amends, seq), gone: 'purged' })
        return
      }
      const { emoji, is_on } = notesOf(amends)
      note.run(target, emoji, is_on, roomId, seq)
      const gone = goneBy(amends)
      if (gone === undefined) return
      entomb.run({ roomId, target, gone })
      entombEdits.run({ roomId, target, gone })
    },
  }
}
