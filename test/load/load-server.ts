// Starts, questions and ends the server of test/load.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Pace } from '../../server/gateway/admission.ts'
import { databaseOf } from '../support/database.ts'
import { within } from '../support/within.ts'

export type Vitals = {
  rssMiB: number
  /** The heap and what lies beside it, such as buffers; unlike `rssMiB` it goes down when it is let go. */
  heldMiB: number
  cpuMs: number
  /** Since the last question. */
  longestStallMs: number
  /** Pages of history that the store was asked for. */
  pagesRead: number
  /** HTTP requests in memory; counted only when the garbage was taken away. */
  requestsKept?: number
}

export type LoadServer = {
  url: string
  pid: number
  /** @param collected after the garbage is taken away, which itself is a stall */
  vitals(collected?: 'collected'): Promise<Vitals>
  end(signal: NodeJS.Signals): Promise<void>
}

export type Heartbeat = { intervalMs: number; timeoutMs: number }

const START_MS = 30_000
const FILE = new URL('./server.ts', import.meta.url).pathname

export async function startLoadServer(
  dataFolder: string,
  {
    port = 0,
    ...changes
  }: { port?: number; heartbeat?: Heartbeat; pace?: Pace; archives?: 'when asked' } = {},
): Promise<LoadServer> {
  const args = [dataFolder, String(port), JSON.stringify(changes)]
  const child = fork(FILE, args, {
    execArgv: ['--expose-gc', '--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, ...(await databaseOf(dataFolder)) },
  })
  const { url } = (await within(told(child), 'the server to start', START_MS)) as { url: string }
  return {
    url,
    pid: child.pid ?? 0,
    vitals(collected) {
      const answer = told(child)
      child.send({ collected: collected !== undefined })
      return within(answer, 'the vitals of the server', START_MS) as Promise<Vitals>
    },
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}

async function told(child: ChildProcess): Promise<unknown> {
  const done = new AbortController()
  const ended = once(child, 'exit', done).then(() => {
    throw new Error('The server ended.')
  })
  const [message] = await Promise.race([once(child, 'message', done), ended])
  ended.catch(() => {})
  done.abort()
  return message
}
