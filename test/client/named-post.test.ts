// A post of which only the name is known, such as one that another answers: the server says where it stands.

import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { takeJoined } from '../../client/cache/intake-rooms.ts'
import { CatchUp } from '../../client/sync/catch-up.ts'
import { adasCache, DEVICE, entry, HARBOUR, idOf, range, room } from './support/cast.ts'
import { ToyClock } from './support/toy-world.ts'

test('it is asked for by its name, held with what stands beside it, and found where it stands', async () => {
  const cache = await adasCache()
  await takeJoined(cache, [room(HARBOUR, { head: 90 })])
  const asked: unknown[] = []
  const ask = async (command: { cmd: string }, data: object) => {
    asked.push({ cmd: command.cmd, ...data })
    const entries = range(4, 6).map((seq) => entry(seq))
    return { room: HARBOUR, entries, amends: [], head: 90, from: 4, to: 6, complete: false }
  }
  const parts = { cache, conversation: { ask: ask as never }, clock: new ToyClock(), watch: () => undefined }
  const catchUp = new CatchUp(parts)

  expect(await catchUp.named(HARBOUR, { device: DEVICE, id: idOf(5) })).toBe(5)
  expect(await catchUp.named(HARBOUR, { device: DEVICE, id: idOf(77) })).toBeUndefined()
  expect(asked[0]).toMatchObject({
    cmd: 'cmd:bcbymsg',
    post: { device: DEVICE, id: idOf(5) },
    direction: 'around',
  })
  expect(await cache.entries.count()).toBe(3)
})
