import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { isStorageFull, makeSpace } from '../../client/cache/full.ts'
import { takePage } from '../../client/cache/intake.ts'
import { takeJoined } from '../../client/cache/intake-rooms.ts'
import { rememberOpen } from '../../client/cache/owner.ts'
import { adasCache, BRIDGE, entry, HARBOUR, range, room } from './support/cast.ts'

const HELD = 90

test('X-22: without space the copies of rooms nobody follows or has open go first, then the older parts of the others', async () => {
  const cache = await adasCache()
  for (const uri of [HARBOUR, BRIDGE]) {
    await takeJoined(cache, [room(uri, { head: HELD })])
    const entries = range(1, HELD).map((seq) => entry(seq, { room: uri }))
    const page = { room: uri, entries, amends: [], head: HELD, from: 1, to: HELD, complete: true }
    await takePage(cache, page, { backwards: true })
  }
  await rememberOpen(cache, HARBOUR, 1)
  const held = () =>
    Promise.all(
      [HARBOUR, BRIDGE].map((uri) =>
        cache.entries.where('[room+seq]').between([uri, 0], [uri, HELD], true, true).count(),
      ),
    )
  expect(await held()).toEqual([HELD, HELD])

  await makeSpace(cache)
  expect(await held()).toEqual([HELD, 0])
  await makeSpace(cache)
  const [harbour = 0] = await held()
  expect(harbour).toBeGreaterThan(0)
  expect(harbour).toBeLessThan(HELD)
})

test('a lack of space is known by its name, however deep it lies', () => {
  const full = new DOMException('No room.', 'QuotaExceededError')
  const aborted = Object.assign(new Error('aborted'), { name: 'AbortError', inner: full })
  expect([full, aborted, new Error('else')].map(isStorageFull)).toEqual([true, true, false])
})
