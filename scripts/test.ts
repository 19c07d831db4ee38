// Everything that CI checks, as a recipe: each step runs even when an earlier one failed, and the last line counts.
// `npm test -- types unit` runs only the steps named.

import { findChromium } from './testing/chromium.ts'
import { type Outcome, total } from './testing/outcome.ts'
import { findPostgres } from './testing/postgres.ts'
import { runTool, runVitest } from './testing/run.ts'

type Step = { name: string; title: string; run: () => Promise<Outcome> }

const steps: Step[] = [
  { name: 'types', title: 'Types (tsc)', run: () => runTool('tsc', ['-p', '.']) },
  { name: 'format', title: 'Format and lint (Biome)', run: () => runTool('biome', ['check', '.']) },
  { name: 'lint', title: 'Promises and switches (oxlint)', run: () => runTool('oxlint', ['--type-aware']) },
  { name: 'unit', title: 'Units, contracts, architecture', run: () => runVitest(['unit', 'client']) },
  { name: 'conversations', title: 'Conversations over sockets', run: () => runVitest(['conversations']) },
  { name: 'postgres', title: 'Contract and conversations on PostgreSQL', run: runPostgresTests },
  { name: 'faults', title: 'Faults', run: () => runVitest(['faults']) },
  { name: 'hostile', title: 'Hostile input', run: () => runVitest(['hostile']) },
  { name: 'load', title: 'Load', run: () => runVitest(['load']) },
  { name: 'browser', title: 'Browser', run: runBrowserTests },
]

async function runBrowserTests(): Promise<Outcome> {
  const chromium = await findChromium()
  if (chromium.found) return runVitest(['browser'], { CHROMIUM_PATH: chromium.path })
  console.log(`skipped: ${chromium.why}`)
  return { passed: 0, failed: 0, skipped: 1 }
}

async function runPostgresTests(): Promise<Outcome> {
  const postgres = await findPostgres()
  if (postgres.found) return runVitest(['postgres'])
  console.log(`skipped: ${postgres.why}`)
  return { passed: 0, failed: 0, skipped: 1 }
}

async function runStep(step: Step): Promise<Outcome> {
  console.log(`\n== ${step.title}`)
  const startedAt = performance.now()
  const outcome = await step.run()
  const tookSeconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`== ${step.title}: ${outcome.failed === 0 ? 'ok' : 'FAILED'} in ${tookSeconds} s`)
  return outcome
}

function chosenSteps(names: string[]): Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}.`,
    )
    process.exit(2)
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name))
}

const outcomes: Outcome[] = []
for (const step of chosenSteps(process.argv.slice(2))) outcomes.push(await runStep(step))
const sum = total(outcomes)
const skips = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
console.log(`\n${sum.passed} passed, ${sum.failed} failed${skips}`)
process.exitCode = sum.failed === 0 ? 0 : 1
