// Makes system calls of a running process fail or dawdle, by strace.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { within } from '../support/within.ts'

export const STRACE = '/usr/bin/strace'

export type Interference = {
  /** From here on everything is as before. */
  stop(): Promise<void>
}

/** Why nothing can be made to fail here, which is said aloud too; undefined when it can. */
export function whyNoTracing(): string | undefined {
  const why = hindrance()
  if (why) console.log(why)
  return why
}

function hindrance(): string | undefined {
  if (!existsSync(STRACE)) return 'skipped: needs strace'
  // Only a parent may trace a process, unless root asks.
  if (process.getuid?.() !== 0) return 'skipped: needs root'
  try {
    execFileSync(STRACE, ['-qq', '-e', 'trace=none', 'true'], { stdio: 'pipe' })
    return undefined
  } catch {
    return 'skipped: processes cannot be traced here'
  }
}

/**
 * @param calls such as `fsync,fdatasync`
 * @param how such as `error=EIO`, from the first such call on
 */
export async function interfere(pid: number, calls: string, how: string): Promise<Interference> {
  const words = ['-f', '-e', `trace=${calls}`, '-e', `inject=${calls}:${how}`, '-p', String(pid)]
  const child = spawn(STRACE, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const attached = new Promise<void>((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      if (line.includes('attached')) resolve()
    })
  })
  await within(attached, 'strace to be there')
  return {
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      await ended
    },
  }
}
