// Runs as adapters get them, over events in an array; and an output that keeps what was written, under names that it checks.

import { expect } from 'vitest'
import type { Adapter, Output, RoomSlice, Run } from '../../server/compliance/adapters/adapter.ts'
import type { ArchivedEvent } from '../../server/compliance/archived.ts'

const ROOM_DETAILS = { description: 'Ships & <berths>', privacy: 'closed', type: 'normal' }

/** A run over these events, by number. */
export function runOver(events: ArchivedEvent[], changes: Partial<Run> = {}): Run {
  const last = events.at(-1)
  return {
    id: '0000000042',
    pool: 'chat.example.com',
    from: events[0]?.number ?? 1,
    to: last?.number ?? 0,
    plannedAt: last?.at ?? 0,
    events: () => each(events),
    rooms: () => each(slicesOf(events)),
    ...changes,
  }
}

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items
}

function slicesOf(events: ArchivedEvent[]): RoomSlice[] {
  const byRoom = Map.groupBy(events, ({ room }) => room?.uri ?? null)
  return [...byRoom.values()].flatMap((own) => {
    const [first, last] = [own[0], own.at(-1)]
    if (first === undefined || last === undefined) return []
    return {
      room: first.room,
      details: first.room === null ? null : ROOM_DETAILS,
      first,
      startedAt: first.at,
      endedAt: last.at,
      events: () => each(own),
    }
  })
}

/** What an adapter wrote, by file name. */
export async function written(
  adapter: Adapter,
  run: Run,
  signal = new AbortController().signal,
): Promise<Map<string, string>> {
  const files = new Map<string, string[]>()
  const output: Output = {
    folder: '/nowhere',
    async file(name) {
      expect(name).toMatch(/^[A-Za-z0-9._-]+$/)
      expect(files.has(name), `${name} is written twice`).toBe(false)
      const pieces: string[] = []
      files.set(name, pieces)
      return { write: async (text) => void pieces.push(text) }
    },
  }
  await adapter.write(run, output, signal)
  return new Map([...files].map(([name, pieces]) => [name, pieces.join('')]))
}
