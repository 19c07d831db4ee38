// What the count of failures itself may cost. That it counts, and whom, is told by the tests of signing in.

import { expect, test } from 'vitest'
import {
  ACCOUNT_FAILURES,
  ADDRESS_FAILURES,
  createFailures,
  type Failures,
  PAIR_FAILURES,
  WINDOW_MS,
} from '../../../server/identity/failures.ts'

function guess(failures: Failures, account: string, address: string): boolean {
  const attempt = failures.attempt(account, address)
  if (attempt.allowed) attempt.failed()
  return attempt.allowed
}

/** The nth network of somebody who has many. */
const network = (nth: number) => `2001:db8:${nth.toString(16)}::1`

test('whoever is turned away is not remembered under ever new names', () => {
  const failures = createFailures({ now: () => 0 })
  for (let each = 0; each < 1_000; each += 1) guess(failures, `nobody${each}`, '192.0.2.1')
  expect(failures.size()).toBe(2 * ADDRESS_FAILURES + 1)
  expect(failures.attempt('nobody0', '192.0.2.2')).toMatchObject({ allowed: true })
})

test('an account is closed to the address that failed, until its time has passed, and to no other', () => {
  let now = 0
  const failures = createFailures({ now: () => now })
  for (let each = 0; each < PAIR_FAILURES; each += 1) guess(failures, 'ada', '192.0.2.1')
  const before = failures.size()
  expect(failures.attempt('ada', '192.0.2.1')).toEqual({ allowed: false, retryAfterMs: WINDOW_MS })
  expect(failures.size()).toBe(before)
  expect(failures.attempt('ada', '192.0.2.2')).toMatchObject({ allowed: true })
  now = WINDOW_MS
  expect(failures.attempt('ada', '192.0.2.1')).toMatchObject({ allowed: true })
})

test('guesses from everywhere come to an end, but do not keep the owner out where the owner was before', () => {
  const failures = createFailures({ now: () => 0 })
  const home = failures.attempt('ada', '192.0.2.1')
  if (home.allowed) home.succeeded()
  const tried = Array.from({ length: 300 }, (_, nth) => guess(failures, 'ada', network(nth)))
  expect(tried.filter(Boolean)).toHaveLength(ACCOUNT_FAILURES)
  expect(failures.attempt('ada', '192.0.2.1')).toMatchObject({ allowed: true })
  expect(failures.attempt('grace', network(299))).toMatchObject({ allowed: true })
  for (let each = 0; each < PAIR_FAILURES; each += 1) guess(failures, 'ada', '192.0.2.1')
  expect(guess(failures, 'ada', '192.0.2.1'), 'at home too there are only so many').toBe(false)
})

test('a burst cannot overtake the count, and right passwords that come together are not sent away for long', () => {
  const failures = createFailures({ now: () => 0 })
  const burst = Array.from({ length: 30 }, (_, nth) => failures.attempt(`colleague${nth}`, '192.0.2.1'))
  const under = burst.filter((attempt) => attempt.allowed)
  expect(under).toHaveLength(ADDRESS_FAILURES)
  expect(burst.at(-1)).toEqual({ allowed: false, retryAfterMs: 1_000 })
  for (const attempt of under) attempt.succeeded()
  expect(failures.attempt('colleague29', '192.0.2.1')).toMatchObject({ allowed: true })
})

test('those whose window has passed are let go of', () => {
  let now = 0
  const failures = createFailures({ now: () => now })
  for (let each = 0; each < 12_000; each += 1) guess(failures, `nobody${each}`, `address ${each}`)
  expect(failures.size()).toBe(36_000)
  now = WINDOW_MS
  guess(failures, 'ada', '192.0.2.1')
  expect(failures.size()).toBe(3)
})
