// A recipe of named steps: each runs even when an earlier one failed, and the last line counts. Words after the command
// choose among them.

import { type Outcome, SKIPPED, total } from './outcome.ts'

export type Step = { name: string; title: string; run: () => Promise<Outcome> }

export async function runSteps(steps: Step[]): Promise<void> {
  const outcomes: Outcome[] = []
  for (const step of chosenSteps(steps, process.argv.slice(2))) outcomes.push(await runStep(step))
  const sum = total(outcomes)
  console.log(['', ...sum.failures].join('\nFailed: '))
  const skips = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${skips}`)
  process.exitCode = sum.failed === 0 ? 0 : 1
}

/** Runs what needs something that may be missing, or says why not. */
export async function runWith<Thing extends { found: true }>(
  looking: Promise<Thing | { found: false; why: string }>,
  test: (thing: Thing) => Promise<Outcome>,
): Promise<Outcome> {
  const thing = await looking
  if (thing.found) return test(thing)
  console.log(`skipped: ${thing.why}`)
  return SKIPPED
}

async function runStep(step: Step): Promise<Outcome> {
  console.log(`\n== ${step.title}`)
  const startedAt = performance.now()
  const outcome = await step.run()
  const tookSeconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`== ${step.title}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} in ${tookSeconds} s`)
  return outcome
}

function chosenSteps(steps: Step[], names: string[]): Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}.`,
    )
    process.exit(2)
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name))
}
