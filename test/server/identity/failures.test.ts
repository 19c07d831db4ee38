// What the count of failures itself may cost. That it counts, and whom, is told by the tests of signing in.

import { expect, test } from 'vitest'
import {
  ACCOUNT_FAILURES,
  ADDRESS_FAILURES,
  createFailures,
  WINDOW_MS,
} from '../../../server/identity/failures.ts'

test('whoever is turned away is not remembered under ever new names', () => {
  const failures = createFailures({ now: () => 0 })
  for (let each = 0; each < 1_000; each += 1) failures.attempt(`nobody${each}`, '192.0.2.1')
  expect(failures.size()).toBe(ADDRESS_FAILURES + 1)
  expect(failures.attempt('nobody0', '192.0.2.2')).toMatchObject({ allowed: true })
})

test('an account that is full is not opened by other addresses, and is free when its time has passed', () => {
  let now = 0
  const failures = createFailures({ now: () => now })
  for (let each = 0; each < ACCOUNT_FAILURES; each += 1) failures.attempt('ada', `192.0.2.${each}`)
  const before = failures.size()
  expect(failures.attempt('ada', '192.0.2.200')).toMatchObject({ allowed: false })
  expect(failures.size()).toBe(before)
  now = WINDOW_MS
  expect(failures.attempt('ada', '192.0.2.200')).toMatchObject({ allowed: true })
})

test('those whose window has passed are let go of', () => {
  let now = 0
  const failures = createFailures({ now: () => now })
  for (let each = 0; each < 12_000; each += 1) failures.attempt(`nobody${each}`, `address ${each}`)
  expect(failures.size()).toBe(24_000)
  now = WINDOW_MS
  failures.attempt('ada', '192.0.2.1')
  expect(failures.size()).toBe(2)
})
