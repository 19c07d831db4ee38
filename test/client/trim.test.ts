import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { takeDelivered } from '../../client/cache/intake.ts'
import { takeAssociations, takeJoined } from '../../client/cache/intake-rooms.ts'
import { readHistory } from '../../client/cache/log.ts'
import { trimCopies } from '../../client/cache/trim.ts'
import { adasCache, BRIDGE, entry, HARBOUR, range, room } from './support/cast.ts'

it('copies of rooms nobody follows shrink to their newest part; one’s own rooms stay whole', async () => {
  const cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR), room(BRIDGE)])
  await takeAssociations(cache, [room(BRIDGE)])
  for (const uri of [HARBOUR, BRIDGE])
    await takeDelivered(
      cache,
      range(1, 100).map((seq) => entry(seq, { room: uri })),
    )
  await trimCopies(cache)
  expect((await readHistory(cache, HARBOUR)).runs).toEqual([{ from: 41, to: 100 }])
  expect((await readHistory(cache, BRIDGE)).runs).toEqual([{ from: 1, to: 100 }])
  expect(await cache.entries.where('[room+seq]').between([HARBOUR, 0], [HARBOUR, 1000]).count()).toBe(60)
})
