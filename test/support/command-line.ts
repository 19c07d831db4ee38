// Runs the command line as a child process, as a person at a shell would.

import { spawn } from 'node:child_process'

export type Outcome = { code: number | null; out: string; err: string }

const CLI = new URL('../../server/cli.ts', import.meta.url).pathname

export function backchat(
  dataFolder: string,
  words: string[],
  options: { stdin?: string; environment?: Record<string, string> } = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [CLI, ...words], {
    env: { PATH: process.env.PATH, BACKCHAT_DATA: dataFolder, ...options.environment },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  child.stdin.end(options.stdin ?? '')
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
  })
}
