import { test } from 'vitest'
import { expectAllLiveAgain } from './expectations.ts'

test('L-04: after kill -9 three hundred come back at once, and all are live with what they missed', async () => {
  const size = { clients: 300, rooms: 100, followed: 20, quietRooms: 4, missed: 3 }
  // Three hundred would not feel the pace of a whole server.
  await expectAllLiveAgain({ ...size, pace: { perSecond: 40, atOnce: 40 } })
})
