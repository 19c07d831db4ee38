// Who is signed in on this device, as the cache remembers it, so a start without network knows too.

import { cache, readFact } from '../cache/database.ts'
import type { Me } from '../cache/rows.ts'
import { liveSignal } from './live-signal.ts'
import { isSame } from './same.ts'

export type { Me }

export type Session =
  | { state: 'starting' }
  | { state: 'setup-needed' }
  | { state: 'signed-out'; reason?: 'expired' | 'not-provisioned' | 'disabled' }
  | { state: 'signed-in'; me: Me; feature: 'on' | 'hidden' }

export const session = liveSignal<Session>(
  async () => (await readFact(cache, 'session')) ?? { state: 'starting' },
  { state: 'starting' },
  (before, after) => (isSame(before, after) ? before : after),
)
