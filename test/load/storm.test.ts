import { expect, test } from 'vitest'
import { expectAllLiveAgain } from './expectations.ts'

/** Three hundred would not feel the pace of a whole server. */
const PACE = { perSecond: 40, atOnce: 40 }

test('L-04: after kill -9 three hundred come back at once, and all are live with what they missed', async () => {
  const size = { clients: 300, rooms: 100, followed: 20, quietRooms: 4, missed: 3 }
  const { liveAfterMs } = await expectAllLiveAgain({ ...size, pace: PACE })
  const tooSoon = liveAfterMs.filter((ms, place) => ms < soonestMs(place + 1))
  expect(tooSoon, 'they are let in at a bounded rate').toEqual([])
})

/** A machine that is slow makes it later, never sooner. */
function soonestMs(count: number): number {
  return ((count - PACE.atOnce) / PACE.perSecond) * 1_000
}
