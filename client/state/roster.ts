// Who is in a room now.

import type { Accessor } from 'solid-js'
import type { Role } from '#shared/person.ts'
import type { State } from '#shared/presence.ts'
import { cache } from '../cache/database.ts'
import { readRoster } from '../cache/reading.ts'
import { useLive } from './live-signal.ts'

export type RosterPerson = { uri: string; displayName: string; roles: Role[]; state?: State | undefined }
export type Roster = { count: number; people: RosterPerson[] | 'large' | 'unknown' }

const NOBODY_KNOWN: Roster = { count: 0, people: 'unknown' }

export function useRoster(guid: () => string): Accessor<Roster> {
  return useLive<Roster>(guid, readShown, () => NOBODY_KNOWN)
}

async function readShown(guid: string): Promise<Roster> {
  const roster = await readRoster(cache, guid)
  if (roster === undefined) return NOBODY_KNOWN
  const { count, people } = roster
  return { count, people }
}
