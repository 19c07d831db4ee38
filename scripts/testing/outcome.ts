// How a step of the recipe ended. A tool counts as one test, a Vitest run as all of its tests. Failures keep their names: the
// end of a long output is often all of it that is still at hand.

export type Outcome = { passed: number; failed: number; skipped: number; failures: string[] }

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; message?: string; assertionResults: Assertion[] }[]
}
type Assertion = { status: string; fullName: string; failureMessages?: string[] }

export const PASSED: Outcome = { passed: 1, failed: 0, skipped: 0, failures: [] }
export const SKIPPED: Outcome = { passed: 0, failed: 0, skipped: 1, failures: [] }

export function failed(name: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, failures: [name] }
}

export function total(outcomes: Outcome[]): Outcome {
  const sum: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const outcome of outcomes) {
    sum.passed += outcome.passed
    sum.failed += outcome.failed
    sum.skipped += outcome.skipped
    sum.failures.push(...outcome.failures)
  }
  return sum
}

/** The counts of Vitest's JSON report. A run may fail without a failed test: a file that cannot be loaded, a stray error. */
export function vitestOutcome(report: unknown, exitCode: number): Outcome {
  const counts = report as Report | undefined
  const failed = counts?.numFailedTests ?? 0
  const failures = failuresOf(counts)
  if (exitCode !== 0 && failures.length === 0) failures.push(`the run ended with exit code ${exitCode}`)
  return {
    passed: counts?.numPassedTests ?? 0,
    failed: exitCode === 0 ? failed : Math.max(1, failed),
    skipped: (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0),
    failures,
  }
}

function failuresOf(report: Report | undefined): string[] {
  return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0 && message) return [`${name}: ${firstLine(message)}`]
    return failed.map((test) => `${name}: ${test.fullName}: ${firstLine(test.failureMessages?.[0] ?? '')}`)
  })
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.slice(0, 200) ?? ''
}
