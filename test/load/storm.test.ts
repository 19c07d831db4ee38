import { test } from 'vitest'
import { expectAllLiveAgain } from './expectations.ts'

test('L-04: after kill -9 three hundred come back at once, and all are live with what they missed', async () => {
  await expectAllLiveAgain({ clients: 300, rooms: 100, followed: 20, quietRooms: 4, missed: 3 })
})
