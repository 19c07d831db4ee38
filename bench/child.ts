// Starts a server as a process of its own and waits for its first line, which is JSON.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Child = { pid: number; said: Record<string, unknown>; stop(): Promise<void> }

export async function startChild(file: string, args: string[] = []): Promise<Child> {
  const child = spawn(process.execPath, [new URL(file, import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = JSON.parse(await firstLine(child)) as Record<string, unknown>
  if (child.pid === undefined) throw new Error(`${file} has no process id`)
  return { pid: child.pid, said, stop: () => stop(child) }
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
