// Starts and ends the server of test/faults as a process of its own.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { databaseOf } from './database.ts'
import { within } from './within.ts'

export type ServerProcess = {
  url: string
  pid: number
  /** Resolves with the exit code when the process is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

const START_MS = 20_000

/** @param port 0 takes a free one; a browser that is to find the server again needs the same */
export async function startServerProcess(dataFolder: string, port = 0): Promise<ServerProcess> {
  const file = new URL('../faults/server-process.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [file, dataFolder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(await databaseOf(dataFolder)) },
  })
  const url = await within(firstLine(child), 'the server to start', START_MS)
  return {
    url,
    pid: child.pid ?? 0,
    async end(signal) {
      const gone = once(child, 'exit')
      child.kill(signal)
      if (child.exitCode === null) await gone
      return child.exitCode
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no standard output.')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error(`The server ended before it was ready, with ${child.exitCode}.`)
}
