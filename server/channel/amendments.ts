// What was done about earlier posts, asked by itself: by readers who skip a part of the log, and for the list of pinned
// posts. Like every reading of texts, it needs the right to read and is recorded before it is answered.

import type { Amend } from '#shared/amend.ts'
import type { LogItem } from '#shared/entry.ts'
import type { RoomUri } from '#shared/uri.ts'
import { readHistory } from '../compliance/record.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { actor, type Endpoint } from './endpoint.ts'
import { toAmend, toLogItem } from './log-item.ts'
import { requirePermission } from './permissions.ts'
import type { Recorder } from './recorder.ts'

const ENTRIES_PER_ANSWER = 50
/** More is no list that anyone reads; the newest are told. */
const PINS_TOLD = 50

export type Amendments = {
  since(
    endpoint: Endpoint,
    asked: { room: RoomUri; after: number },
  ): Promise<{ entries: LogItem[]; to: number; complete: boolean }>
  pins(endpoint: Endpoint, room: RoomUri): Promise<{ entries: LogItem[]; amends: Amend[]; head: number }>
}

type Deps = { store: Store; access: AccessCache; recorder: Recorder; clock: { now(): number } }

export function createAmendments({ store, access, recorder, clock }: Deps): Amendments {
  async function readable(endpoint: Endpoint, room: RoomUri): Promise<number> {
    const known = await access.room(room)
    requirePermission(known, endpoint.principals, 'readHistory')
    return known.room.id
  }

  /** The right may have been lost while it was read. */
  async function mayHave(
    endpoint: Endpoint,
    room: RoomUri,
    asked: object,
    entries: LogItem[],
  ): Promise<void> {
    await readable(endpoint, room)
    const [first, last] = [entries[0], entries.at(-1)]
    if (!first || !last) return
    const read = { room, at: clock.now(), asked, from: first.seq, to: last.seq }
    await recorder.record(readHistory(actor(endpoint), read))
  }

  return {
    async since(endpoint, { room, after }) {
      const roomId = await readable(endpoint, room)
      const { rows, head } = await store.amendedSince({ roomId, after, limit: ENTRIES_PER_ANSWER })
      const entries = rows.map(toLogItem)
      await mayHave(endpoint, room, { mode: 'amends', seq: after }, entries)
      const complete = entries.length < ENTRIES_PER_ANSWER
      return { entries, to: complete ? head : (entries.at(-1)?.seq ?? head), complete }
    },
    async pins(endpoint, room) {
      const roomId = await readable(endpoint, room)
      const { rows, amends, head } = await store.pinned({ roomId, limit: PINS_TOLD })
      const entries = rows.map(toLogItem)
      await mayHave(endpoint, room, { mode: 'pins' }, entries)
      return { entries, amends: amends.map(toAmend), head }
    },
  }
}
