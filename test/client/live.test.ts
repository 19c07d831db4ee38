import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { takeAssociations, takeJoined } from '../../client/cache/intake-rooms.ts'
import { intendToFollow } from '../../client/cache/intents.ts'
import { watch } from '../../client/cache/live.ts'
import { listRooms } from '../../client/cache/reading.ts'
import { adasCache, HARBOUR, room } from './support/cast.ts'
import { until } from './support/toy-world.ts'

it('a live question answers again for what it read behind several awaits', async () => {
  const cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR)])
  await takeAssociations(cache, [room(HARBOUR)])
  const seen: boolean[] = []
  const end = watch(
    cache,
    () => listRooms(cache),
    ([harbour]) => seen.push(harbour?.followed ?? false),
  )
  await until(() => seen.length === 1)
  await intendToFollow(cache, { room: HARBOUR, follow: true, stamp: '1' })
  await until(() => seen.length === 2)
  expect(seen).toEqual([false, true])
  end()
})
