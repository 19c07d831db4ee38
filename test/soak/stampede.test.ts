import { test } from 'vitest'
import { expectOneQueryFor } from '../load/expectations.ts'

test('F10: two thousand who ask for the same history at once cost one query, and others talk on meanwhile', () =>
  expectOneQueryFor(2_000))
