// How a step of the recipe ended. A tool counts as one test, a Vitest run as all of its tests.

export type Outcome = { passed: number; failed: number; skipped: number }

export function total(outcomes: Outcome[]): Outcome {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const outcome of outcomes) {
    sum.passed += outcome.passed
    sum.failed += outcome.failed
    sum.skipped += outcome.skipped
  }
  return sum
}

/** The counts of Vitest's JSON report. A run may fail without a failed test: a file that cannot be loaded, a stray error. */
export function vitestOutcome(report: unknown, exitCode: number): Outcome {
  const counts = report as Record<string, number> | undefined
  const failed = counts?.numFailedTests ?? 0
  return {
    passed: counts?.numPassedTests ?? 0,
    failed: exitCode === 0 ? failed : Math.max(1, failed),
    skipped: (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0),
  }
}
