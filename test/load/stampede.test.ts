import { expect, test } from 'vitest'
import { describeStampede, stampede } from './stampede.ts'

const STALL_MS = 2_000
const POST_MS = 4_000

test('F10: four hundred who ask for the same history at once cost one query, and others talk on meanwhile', async () => {
  const seen = await stampede(400)
  console.log(describeStampede(seen))
  expect(seen.given).toEqual(Array(400).fill(50))
  expect(seen.pagesRead).toBe(1)
  expect(seen.vitals.longestStallMs).toBeLessThan(STALL_MS)
  expect(Math.max(...seen.postMs)).toBeLessThan(POST_MS)
})
