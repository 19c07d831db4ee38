// One of two stores that are asked the same. Numbers that a database gives to rooms are its own affair, so
// commands name rooms by their place, and answers are put into a form in which equal ones are equal.

import type { Store } from '../../server/store/store.ts'
import { hex } from '../contract/examinee.ts'

export type Side = {
  store: Store
  /** Tells the names of one run from those of another. */
  run: number
  rooms: { id: number; uri: string }[]
  categories: string[]
  /** The last event before the run. */
  eventsAfter: number
}

export type Command = { words: string; ask(side: Side): Promise<unknown> }

export async function openSide(store: Store, run: number): Promise<Side> {
  await store.setCompliance({ to: 'off', at: 0 })
  const events = await store.complianceEvents({ after: 0, limit: 1_000_000 })
  return { store, run, rooms: [], categories: [], eventsAfter: events.at(-1)?.id ?? 0 }
}

export function roomAt(side: Side, place: number): { id: number; uri: string } {
  return side.rooms[place % Math.max(1, side.rooms.length)] ?? { id: -1, uri: 'ma-chan://quay.example/none' }
}

export async function answerOf(side: Side, command: Command): Promise<unknown> {
  try {
    return plain(await command.ask(side), side)
  } catch (error) {
    const { code, kind } = error as { code?: string; kind?: string }
    return { refused: code ?? kind ?? String(error) }
  }
}

const ROOM_FIELDS = ['roomId', 'room_id']

function plain(answer: unknown, side: Side): unknown {
  if (answer instanceof Uint8Array) return `bytes ${hex(answer)}`
  if (Array.isArray(answer)) return answer.map((each) => plain(each, side))
  if (typeof answer !== 'object' || answer === null) return answer
  const fields = Object.entries(answer).filter(([name, value]) => name !== 'id' || typeof value !== 'number')
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      ROOM_FIELDS.includes(name) ? side.rooms.findIndex(({ id }) => id === value) : plain(value, side),
    ]),
  )
}
