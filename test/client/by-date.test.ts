// Where a day of a room begins: asked of the server, found in what the device then holds.

import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { firstSince } from '../../client/cache/by-date.ts'
import type { Cache } from '../../client/cache/database.ts'
import { takeDelivered } from '../../client/cache/intake.ts'
import { CatchUp } from '../../client/sync/catch-up.ts'
import { adasCache, entry, HARBOUR, range } from './support/cast.ts'

const tsOf = (seq: number) => Date.parse(entry(seq).ts)

describe('a moment', () => {
  it('lies at the first post held since then, whatever is missing before it', async () => {
    const cache = await adasCache()
    const held = [...range(1, 7), ...range(40, 44), 90]
    await takeDelivered(
      cache,
      held.map((seq) => entry(seq)),
    )
    for (const seq of range(1, 90))
      expect(await firstSince(cache, HARBOUR, tsOf(seq)), `at ${seq}`).toBe(held.find((each) => each >= seq))
    expect(await firstSince(cache, HARBOUR, 0)).toBe(1)
    expect(await firstSince(cache, HARBOUR, tsOf(90) + 1)).toBeUndefined()
  })

  it('is nowhere in a room of which nothing is held', async () => {
    expect(await firstSince(await adasCache(), HARBOUR, 0)).toBeUndefined()
  })

  it('is asked for by its day, and the page that comes is held', async () => {
    const cache = await adasCache()
    await takeDelivered(cache, [entry(90)])
    expect(await firstSince(cache, HARBOUR, tsOf(30))).toBe(90)
    const asked = await asksFor(cache, entry(30).ts)
    expect(asked).toMatchObject({ room: HARBOUR, from: entry(30).ts })
    expect(await firstSince(cache, HARBOUR, tsOf(30))).toBe(30)
    expect(await firstSince(cache, HARBOUR, tsOf(45))).toBe(90)
  })
})

async function asksFor(cache: Cache, from: string): Promise<unknown> {
  const asked: unknown[] = []
  const entries = range(30, 40).map((seq) => entry(seq))
  const page = { room: HARBOUR, entries, amends: [], head: 90, from: 30, to: 40, complete: false }
  const conversation = {
    ask: (_command: unknown, data: unknown) => {
      asked.push(data)
      return Promise.resolve(page as never)
    },
  }
  const clock = { now: () => 0, after: () => () => undefined }
  const catchUp = new CatchUp({ cache, conversation, clock, watch: () => undefined })
  await catchUp.since(HARBOUR, from)
  return asked[0]
}
