// What the device holds in the end, and how it may differ from the server's log: not at all where it says that it
// holds something, and at the newest end it must hold it.

import type { Cache } from '../../../client/cache/database.ts'
import { readHistory } from '../../../client/cache/log.ts'
import type { EntryRow } from '../../../client/cache/rows.ts'
import type { Run } from '../../../client/cache/runs.ts'
import type { Shown } from '../../oracles/outbox.ts'

export type Device = {
  shown: Shown[]
  unsent: number
  entries: Map<string, EntryRow[]>
  runs: Map<string, readonly Run[]>
}

export async function readDevice(cache: Cache, rooms: string[]): Promise<Device> {
  const entries = new Map<string, EntryRow[]>()
  const runs = new Map<string, readonly Run[]>()
  for (const room of rooms) {
    entries.set(
      room,
      await cache.entries.where('[room+seq]').between([room, 0], [room, Number.MAX_SAFE_INTEGER]).toArray(),
    )
    runs.set(room, (await readHistory(cache, room)).runs)
  }
  const outbox = await cache.outbox.toArray()
  const sent = [...entries.values()].flat().map(({ id, seq }): Shown => ({ state: 'sent', id, seq }))
  const unsent = outbox.map(
    ({ id, state, reason = '' }): Shown =>
      state === 'failed' ? { state, id, reason } : { state: 'waiting', id },
  )
  return { shown: [...sent, ...unsent], unsent: outbox.length, entries, runs }
}

/** I-04, I-05, I-08: what is held is the server's log, run by run, up to its head. */
export function timelineBreaches(
  room: string,
  device: Device,
  log: { seq: number; signed: string }[],
): string[] {
  const held = device.entries.get(room) ?? []
  const runs = device.runs.get(room) ?? []
  const claimed = runs.flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  )
  const places = new Set(held.map(({ seq }) => seq))
  const newest = runs.at(-1)
  const apart = runs.slice(1).every(({ from }, index) => from > (runs[index]?.to ?? 0) + 1)
  return [
    ...claimed.filter((seq) => !places.has(seq)).map((seq) => `${room} ${seq} is said to be held and is not`),
    ...held
      .filter(({ seq }) => !claimed.includes(seq))
      .map(({ seq }) => `${room} ${seq} is held and not said to be`),
    ...held.flatMap((row) =>
      'signed' in row && log[row.seq - 1]?.signed === row.signed
        ? []
        : [`${room} ${row.seq} is not what the server has`],
    ),
    ...(apart ? [] : [`${room}: runs touch or overlap`]),
    ...((newest?.to ?? 0) === log.length
      ? []
      : [`${room} is held up to ${newest?.to ?? 0} of ${log.length}`]),
  ]
}
