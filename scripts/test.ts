// Everything that CI checks, as a recipe. `npm test -- types unit` runs only the steps named.

import { findChromium } from './testing/chromium.ts'
import type { Outcome } from './testing/outcome.ts'
import { findPostgres } from './testing/postgres.ts'
import { runTool, runVitest } from './testing/run.ts'
import { runSteps, runWith, type Step } from './testing/steps.ts'
import { installXmlTools } from './testing/xml-tools.ts'

const steps: Step[] = [
  { name: 'types', title: 'Types (tsc)', run: () => runTool('tsc', ['-p', '.']) },
  { name: 'format', title: 'Format and lint (Biome)', run: () => runTool('biome', ['check', '.']) },
  { name: 'lint', title: 'Promises and switches (oxlint)', run: () => runTool('oxlint', ['--type-aware']) },
  { name: 'unit', title: 'Units, contracts, architecture', run: runUnitTests },
  { name: 'conversations', title: 'Conversations over sockets', run: () => runVitest(['conversations']) },
  { name: 'postgres', title: 'Contract and conversations on PostgreSQL', run: runPostgresTests },
  { name: 'faults', title: 'Faults', run: () => runVitest(['faults']) },
  { name: 'hostile', title: 'Hostile input', run: () => runVitest(['hostile']) },
  { name: 'load', title: 'Load', run: () => runVitest(['load']) },
  { name: 'browser', title: 'Browser', run: runBrowserTests },
]

async function runUnitTests(): Promise<Outcome> {
  await installXmlTools()
  return runVitest(['unit', 'client'])
}

function runBrowserTests(): Promise<Outcome> {
  return runWith(findChromium(), ({ path }) => runVitest(['browser'], { CHROMIUM_PATH: path }))
}

function runPostgresTests(): Promise<Outcome> {
  return runWith(findPostgres(), () => runVitest(['postgres']))
}

await runSteps(steps)
