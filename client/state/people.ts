// The people this device knows by name: whoever is or was listed in a room that is saved here. Works without network.

import { cache } from '../cache/database.ts'
import { readKnownPeople } from '../cache/reading.ts'
import { liveSignal } from './live-signal.ts'
import { isSame } from './same.ts'

export type KnownPerson = { uri: string; displayName: string }

export const knownPeople = liveSignal<readonly KnownPerson[]>(
  () => readKnownPeople(cache),
  [],
  (before, after) => (isSame(before, after) ? before : after),
)
