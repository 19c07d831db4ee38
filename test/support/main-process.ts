// The server as everyone starts it, `node server/main.ts`, as a process that a test may watch, kill, or run under
// another program.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { within } from './within.ts'

const MAIN = new URL('../../server/main.ts', import.meta.url).pathname
const START_MS = 30_000

export type MainProcess = {
  child: ChildProcess
  /** The first line of its output that fits; fails with what it said instead when it ends before. */
  line(matching: RegExp): Promise<string>
  /** The address in the line that says it is ready. */
  ready(): Promise<string>
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>
  /** What it has said to stderr so far. */
  err(): string
  kill(signal: NodeJS.Signals): Promise<number | null>
}

type Start = {
  words?: string[]
  environment?: Record<string, string>
  /** A program and its words that start the server instead of the shell. */
  under?: readonly string[]
}

export function startMain({ words = [], environment = {}, under = [] }: Start): MainProcess {
  const [command = '', ...rest] = [...under, process.execPath, MAIN, ...words]
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The app itself is not asked for here, so that nothing needs to be built.
    env: { PATH: process.env.PATH, BACKCHAT_DEV_CLIENT: 'vite', BACKCHAT_PORT: '0', ...environment },
  })
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const lines: string[] = []
  const reading = createInterface(child.stdout)
  reading.on('line', (text) => lines.push(text))
  const ended = once(child, 'close').then(([code]) => code as number | null)

  async function line(matching: RegExp): Promise<string> {
    for (;;) {
      const found = lines.find((text) => matching.test(text))
      if (found !== undefined) return found
      await Promise.race([once(reading, 'line'), ended.then(() => Promise.reject(new Error(err)))])
    }
  }

  return {
    ...{ child, line, ended },
    err: () => err,
    async ready() {
      const said = await within(line(/^Backchat is ready at /), 'the server to be ready', START_MS)
      return said.replace('Backchat is ready at ', '')
    },
    kill(signal) {
      child.kill(signal)
      return ended
    },
  }
}
