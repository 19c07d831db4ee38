import { test } from 'vitest'
import { expectAllLiveAgain } from '../load/expectations.ts'

test('L-04: after kill -9 five thousand come back at once, and all are live with what they missed', async () => {
  await expectAllLiveAgain({ clients: 5_000, rooms: 500, followed: 20, quietRooms: 4, missed: 3 })
})
