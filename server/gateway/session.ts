// A session is a connection that was admitted: its endpoint, what it has under way, and its way down.

import type { Endpoint } from '../commands/commands.ts'
import type { SessionsEnded } from '../identity/identity.ts'
import type { Downlink } from './downlink.ts'

export type Session = {
  readonly endpoint: Endpoint
  /** The sign-in that the ticket was issued to; it ends all its connections when it ends. */
  readonly signInId: string
  readonly downlink: Downlink
  commandsInFlight: number
  postsInFlight: number
}

/** Does what ended take this connection with it? */
export function isEnded({ endpoint, signInId }: Session, ended: SessionsEnded): boolean {
  if (ended.everyone) return true
  if (endpoint.person !== ended.person || signInId === ended.except) return false
  return ended.sessionId === undefined || signInId === ended.sessionId
}
