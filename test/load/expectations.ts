// What is expected of a crowd, of any size: the short forms and the long ones differ in nothing else. It stands apart because
// the bench uses the crowds too, outside of any test.

import { expect } from 'vitest'
import { PACE, type Pace } from '../../server/gateway/admission.ts'
import { describeStampede, stampede } from './stampede.ts'
import { describeStorm, type StormSize, storm } from './storm.ts'

const PAGE = 50
const LIVE_MS = 30_000
const STALL_MS = 2_000
const POST_MS = 4_000

/** Everybody was given the page, it was read once, and who spoke in another room was not held up. */
export async function expectOneQueryFor(clients: number): Promise<void> {
  const seen = await stampede(clients)
  console.log(describeStampede(seen))
  expect(seen.given).toEqual(Array(clients).fill(PAGE))
  expect(seen.pagesRead).toBe(1)
  expect(seen.vitals.longestStallMs).toBeLessThan(STALL_MS)
  expect(Math.max(...seen.postMs)).toBeLessThan(POST_MS)
}

/** Everybody is live again in time and not sooner than the door lets them in, holds what was missed, and the server never stood still. */
export async function expectAllLiveAgain(size: StormSize): Promise<void> {
  const seen = await storm(size)
  console.log(describeStorm(seen))
  expect(seen.liveAfterMs).toHaveLength(size.clients)
  expect(seen.gaps).toBe(0)
  expect(seen.vitals.longestStallMs).toBeLessThan(STALL_MS)
  expect(seen.liveAfterMs.at(-1)).toBeLessThan(LIVE_MS)
  const pace = size.pace ?? PACE
  const tooSoon = seen.liveAfterMs.filter((ms, place) => ms < soonestMs(place + 1, pace))
  expect(tooSoon, 'they are let in at a bounded rate').toEqual([])
}

/** A machine that is slow makes it later, never sooner. */
function soonestMs(count: number, { perSecond, atOnce }: Pace): number {
  return ((count - atOnce) / perSecond) * 1_000
}
