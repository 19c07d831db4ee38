// Whom and what a text can name, for drawing and for writing: one list for the whole page, made anew only when it changes.

import { createMemo, createRoot } from 'solid-js'
import { knownPeople } from '../state/people.ts'
import { rooms } from '../state/rooms.ts'
import { session } from '../state/session.ts'
import type { Known } from './mentions.ts'

/** A room changes with every post in it; its name hardly ever. */
const named = createRoot(() =>
  createMemo(() => rooms().map(({ uri, guid, name }) => ({ uri, guid, name })), [], {
    equals: (before, after) =>
      before.length === after.length &&
      before.every((room, index) => room.uri === after[index]?.uri && room.name === after[index]?.name),
  }),
)

const all = createRoot(() => createMemo<Known>(() => ({ people: withMe(), rooms: named() })))

export { all as known }

function withMe() {
  const now = session()
  if (now.state !== 'signed-in') return knownPeople()
  const { uri, displayName } = now.me
  return [{ uri, displayName }, ...knownPeople().filter((person) => person.uri !== uri)]
}

export function myUri(): string {
  const now = session()
  return now.state === 'signed-in' ? now.me.uri : ''
}

export function nameOfPerson(uri: string): string | undefined {
  return all().people.find((person) => person.uri === uri)?.displayName
}
