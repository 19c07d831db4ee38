// When a loss of the connection is said on the screen. What the device itself knows to be gone is said at once; what may
// heal is given a moment; a first connecting longer. Once said it stays said, so that each new attempt does not make it blink.

import type { Status } from '../sync/line.ts'

/** With a clock that ticks each second, it is said within two. */
const HEALING_MS = 1_000
const CONNECTING_MS = 5_000

/**
 * @param said the loss that is on the screen already, by its start
 * @returns the loss to say, if any
 */
export function cutOffSince(said: number | undefined, status: Status, now: number): number | undefined {
  const { connection, lostSince } = status
  if (lostSince === undefined || lostSince === said || connection.state === 'offline') return lostSince
  const patience = connection.state === 'waiting' ? HEALING_MS : CONNECTING_MS
  return now - lostSince >= patience ? lostSince : undefined
}
