// Starts and ends the server of test/faults as a process of its own.

import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { databaseOf } from './database.ts'
import { within } from './within.ts'

export type ServerProcess = {
  url: string
  pid: number
  /** How it ended, whoever ended it. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Resolves with the exit code when the process is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

const START_MS = 20_000
/** A third of a start is reading TypeScript; it is read once. */
const COMPILED = {
  NODE_COMPILE_CACHE: new URL('../../node_modules/.cache/compiled', import.meta.url).pathname,
}

/**
 * @param port 0 takes a free one; a browser that is to find the server again needs the same
 * @param environment what else it is told, such as the name of a fault
 */
export async function startServerProcess(
  dataFolder: string,
  port = 0,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const preload = environment.BACKCHAT_TEST_CRASH ? ['--import', fileOf('crash-points.ts')] : []
  const child = spawn(process.execPath, [...preload, fileOf('server-process.ts'), dataFolder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...COMPILED, ...(await databaseOf(dataFolder)), ...environment },
  })
  const ended = new Promise<Awaited<ServerProcess['ended']>>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  const url = await within(firstLine(child), 'the server to start', START_MS)
  return {
    url,
    ended,
    pid: child.pid ?? 0,
    async end(signal) {
      child.kill(signal)
      return (await ended).code
    },
  }
}

function fileOf(name: string): string {
  return new URL(`../faults/${name}`, import.meta.url).pathname
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no standard output.')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error(`The server ended before it was ready, with ${child.exitCode}.`)
}
