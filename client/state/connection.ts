// How this device stands with the pool, for the status line. Follower tabs hear it from the tab that leads.

import { createSignal } from 'solid-js'

export type Connection =
  | { state: 'offline' }
  | { state: 'connecting' }
  | { state: 'waiting'; retryAt: number; why: 'lost' | 'busy' | 'drain' }
  | { state: 'catching-up' }
  | { state: 'live' }
  | { state: 'refused'; reason: string }

const [connection] = createSignal<Connection>({ state: 'connecting' })
const [lostSince] = createSignal<number | undefined>()
const [clockNow] = createSignal(Date.now())

export { clockNow, connection, lostSince }
