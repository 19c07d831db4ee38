import { test } from 'vitest'
import { expectOneQueryFor } from './expectations.ts'

test('F10: four hundred who ask for the same history at once cost one query, and others talk on meanwhile', () =>
  expectOneQueryFor(400))
