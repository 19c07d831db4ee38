// Starts the tools of the recipe on this very Node: the system's own may be too old to load them.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failed, type Outcome, PASSED, vitestOutcome } from './outcome.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BIN = join(ROOT, 'node_modules', '.bin')

/** Every server that a test starts, and every thread of it, reads the same TypeScript: it is read once. */
const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled') }

/** Runs a command with its output on the screen and tells its exit code; 127 when it cannot start. */
export function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: {
        ...process.env,
        ...env,
        PATH: [dirname(process.execPath), BIN, process.env.PATH].join(delimiter),
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(127)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}

export async function runTool(name: string, args: string[]): Promise<Outcome> {
  const code = await run(join(BIN, name), args)
  return code === 0 ? PASSED : failed(name)
}

/** @param files words of the names of the files to run; none means all */
export async function runVitest(
  projects: string[],
  env: Record<string, string> = {},
  files: string[] = [],
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'backchat-tests-'))
  const report = join(folder, 'report.json')
  const args = ['run', ...files, ...projects.flatMap((project) => ['--project', project])]
  const code = await run(
    join(BIN, 'vitest'),
    [...args, '--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`],
    { ...COMPILED, ...env },
  )
  const outcome = vitestOutcome(await readJson(report), code)
  await rm(folder, { recursive: true })
  return outcome
}

/** Undefined when the run ended before it could write a report; its exit code then tells enough. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}
