import { expect, test } from 'vitest'
import { total, vitestOutcome } from '../../scripts/testing/outcome.ts'

const report = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 }

test('a report is counted, skipped tests apart', () => {
  expect(vitestOutcome(report, 0)).toEqual({ passed: 7, failed: 0, skipped: 2 })
  expect(vitestOutcome({ ...report, numFailedTests: 2 }, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 })
})

test('a run that failed without a failed test, or without a report, counts as one failure', () => {
  expect(vitestOutcome(report, 1)).toMatchObject({ passed: 7, failed: 1 })
  expect(vitestOutcome(undefined, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('steps are summed', () => {
  const step = { passed: 1, failed: 0, skipped: 0 }
  expect(total([step, { passed: 7, failed: 2, skipped: 1 }, step])).toEqual({
    passed: 9,
    failed: 2,
    skipped: 1,
  })
  expect(total([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
