// Starts a server as a process of its own, with the options of `npm start`, and waits for its first line, which is JSON.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export type Child = { pid: number; said: Record<string, unknown>; stop(): Promise<void> }

export async function startChild(
  file: string,
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
): Promise<Child> {
  const child = spawn(
    process.execPath,
    [...optionsOfStart(), new URL(file, import.meta.url).pathname, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } },
  )
  const said = JSON.parse(await firstLine(child)) as Record<string, unknown>
  if (child.pid === undefined) throw new Error(`${file} has no process id`)
  return { pid: child.pid, said, stop: () => stop(child) }
}

/** What Node is told about memory in the package's own start script. */
function optionsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return String(scripts.start)
    .split(' ')
    .filter((word) => word.startsWith('--max-'))
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no standard output.')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error('The server ended before it was ready.')
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}
