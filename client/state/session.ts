// Who is signed in on this device, as the cache remembers it, so a start without network knows too.

import { createSignal } from 'solid-js'

export type Me = { uri: string; displayName: string; admin: boolean }

export type Session =
  | { state: 'starting' }
  | { state: 'setup-needed' }
  | { state: 'signed-out'; reason?: 'expired' | 'not-provisioned' | 'disabled' }
  | { state: 'signed-in'; me: Me; feature: 'on' | 'hidden' }

const [session] = createSignal<Session>({ state: 'starting' })

export { session }
