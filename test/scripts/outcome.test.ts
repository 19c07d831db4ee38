import { expect, test } from 'vitest'
import { PASSED, total, vitestOutcome } from '../../scripts/testing/outcome.ts'

const report = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }

const broken = {
  ...report,
  numFailedTests: 1,
  testResults: [
    {
      name: 'a.test.ts',
      assertionResults: [
        { status: 'passed', fullName: 'one' },
        { status: 'failed', fullName: 'two', failureMessages: ['Error: not 2\n  at a.test.ts'] },
      ],
    },
    { name: 'b.test.ts', message: 'cannot be loaded', assertionResults: [] },
  ],
}

test('a report is counted, skipped tests apart', () => {
  expect(vitestOutcome(report, 0)).toMatchObject({ passed: 7, failed: 0, skipped: 2, failures: [] })
  expect(vitestOutcome({ ...report, numFailedTests: 2 }, 1)).toMatchObject({
    passed: 7,
    failed: 2,
    skipped: 2,
  })
})

test('failures are named', () => {
  expect(vitestOutcome(broken, 1).failures).toEqual([
    'a.test.ts: two: Error: not 2',
    'b.test.ts: cannot be loaded',
  ])
})

test('a run that failed without a failed test, or without a report, counts as one failure', () => {
  expect(vitestOutcome(report, 1)).toMatchObject({ passed: 7, failed: 1 })
  expect(vitestOutcome(undefined, 137)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: ['the run ended with exit code 137'],
  })
})

test('steps are summed', () => {
  const step = PASSED
  expect(total([step, { passed: 7, failed: 2, skipped: 1, failures: ['a', 'b'] }, step])).toEqual({
    passed: 9,
    failed: 2,
    skipped: 1,
    failures: ['a', 'b'],
  })
  expect(total([])).toEqual({ passed: 0, failed: 0, skipped: 0, failures: [] })
})
