// The signed-in person as one that a list can hold.

import type { ListedPrincipal } from '../actions/managing.ts'
import { session } from '../state/session.ts'

export function myself(): ListedPrincipal | undefined {
  const now = session()
  if (now.state !== 'signed-in') return undefined
  return { uri: now.me.uri, displayName: now.me.displayName, kind: 'person' }
}

/** Whether the archive is open to this person, as the server last said. */
export function amOfficer(): boolean {
  const now = session()
  return now.state === 'signed-in' && now.me.officer === true
}
