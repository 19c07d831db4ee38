// What was announced of a room, against the plainest model there is: a set of places.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAnnounced } from '../../../server/channel/announced.ts'

const ROOM = 'ma-chan://localhost/harbour'
const run = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 6 }))
  .map(([from, more]) => ({ from, to: from + more }))

test('what is missing is what lies after the start and was not announced', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20 }),
      fc.array(run, { maxLength: 12 }),
      fc.array(run, { maxLength: 12 }),
      fc.integer({ min: 0, max: 50 }),
      (start, before, after, upTo) => {
        const announced = createAnnounced()
        announced.begin(ROOM)
        for (const each of before) announced.note(ROOM, each)
        announced.startAt(ROOM, start)
        announced.startAt(ROOM, 50)
        for (const each of after) announced.note(ROOM, each)

        const places = new Set([...before, ...after].flatMap(placesOf))
        const missing = placesOf({ from: start + 1, to: upTo }).filter((seq) => !places.has(seq))
        expect(announced.missing(ROOM, upTo).flatMap(placesOf)).toEqual(missing)
        for (const seq of missing) expect(announced.has(ROOM, seq)).toBe(false)
        for (const seq of places) expect(announced.has(ROOM, seq)).toBe(true)
      },
    ),
  )
})

test('of a room to which nobody listens nothing is kept', () => {
  const announced = createAnnounced()
  announced.note(ROOM, { from: 1, to: 1 })
  expect(announced.rooms()).toEqual([])
  announced.begin(ROOM)
  announced.startAt(ROOM, 1)
  announced.forget(ROOM)
  expect(announced.missing(ROOM, 5)).toEqual([])
})

function placesOf({ from, to }: { from: number; to: number }): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}
