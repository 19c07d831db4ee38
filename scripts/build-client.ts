// Builds the web app into dist/ when something it is made of is newer than the last build.
// The build runs in a process of its own: the bundler's memory must not stay with a server that lives for months.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAMP = 'dist/.built'
const SOURCES = [
  'client',
  'shared',
  'public',
  'vite.config.ts',
  'package-lock.json',
  'scripts/service-worker.ts',
  'scripts/trusted-templates.ts',
  'scripts/verifier-page.ts',
]

export async function buildClientIfStale(): Promise<void> {
  if (servedByVite() || !(await isStale())) return
  const { code, output } = await runBuild()
  if (code !== 0) throw new Error(`The web app could not be built:\n${output}`)
}

/** In development Vite serves the app itself; the server only needs something to start with. */
function servedByVite(): boolean {
  return process.env.BACKCHAT_DEV_CLIENT === 'vite' && existsSync(join(ROOT, STAMP))
}

async function isStale(): Promise<boolean> {
  const builtAt = await newestChange(STAMP)
  const changes = await Promise.all(SOURCES.map(newestChange))
  return builtAt === 0 || Math.max(...changes) > builtAt
}

/** A folder counts too: its time changes when a file in it is removed. 0 when there is nothing. */
async function newestChange(path: string): Promise<number> {
  const full = join(ROOT, path)
  if (!existsSync(full)) return 0
  const own = await stat(full)
  if (!own.isDirectory()) return own.mtimeMs
  const within = await Promise.all((await readdir(full)).map((name) => newestChange(join(path, name))))
  return Math.max(own.mtimeMs, ...within)
}

function runBuild(): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const build = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [build.stdout, build.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    }
    build.once('error', reject)
    build.once('close', (code) => resolve({ code, output }))
  })
}

async function build(): Promise<void> {
  const startedAt = new Date()
  const vite = await import('vite')
  await vite.build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
  await writeFile(join(ROOT, STAMP), '')
  // The stamp carries the start of the build, so that a change made while it ran counts as newer.
  await utimes(join(ROOT, STAMP), startedAt, startedAt)
}

if (import.meta.main) await build()
