import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { takeDelivered } from '../../client/cache/intake.ts'
import { olderStart, readExcerpt, WINDOW_ROWS } from '../../client/cache/reading.ts'
import { adasCache, entry, HARBOUR, range } from './support/cast.ts'

const NEWEST = { below: Number.MAX_SAFE_INTEGER }

it('a long room opens with its newest rows only, and grows backwards from there', async () => {
  const cache = await adasCache()
  await takeDelivered(
    cache,
    range(1, 500).map((seq) => entry(seq)),
  )
  const from = await olderStart(cache, HARBOUR, NEWEST)
  const { entries } = await readExcerpt(cache, HARBOUR, { from: from ?? 0 })
  expect([from, entries.length, entries.at(-1)?.seq]).toEqual([441, WINDOW_ROWS, 500])
  expect(await olderStart(cache, HARBOUR, { below: 441 })).toBe(381)
})

it('growing backwards stops at the edge of what is held without a gap', async () => {
  const cache = await adasCache()
  await takeDelivered(
    cache,
    [...range(1, 20), ...range(31, 50)].map((seq) => entry(seq)),
  )
  expect(await olderStart(cache, HARBOUR, { below: 40, notUnder: 31 })).toBe(31)
  expect(await olderStart(cache, HARBOUR, { below: 31, notUnder: 31 })).toBeUndefined()
  expect(await olderStart(cache, HARBOUR, { below: 31 })).toBe(1)
})
