// One command for development: the server restarts when its code changes, the page reloads when the app's does.
// Vite stands in front and hands API and socket to the server, so one address serves both.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SERVER_PORT = process.env.BACKCHAT_PORT ?? '8080'
const APP_PORT = 5173

process.env.BACKCHAT_DEV_SERVER = `http://localhost:${SERVER_PORT}`

const backend = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', 'server/main.ts', ...process.argv.slice(2)],
  {
    cwd: ROOT,
    env: { ...process.env, BACKCHAT_PORT: SERVER_PORT, BACKCHAT_DEV_CLIENT: 'vite' },
    stdio: 'inherit',
  },
)
const backendEnded = new Promise<void>((resolve) => backend.once('exit', () => resolve()))

const app = await createServer({ configFile: `${ROOT}vite.config.ts`, server: { port: APP_PORT } })
await app.listen()
console.log(`\nBackchat in development, reloading: ${app.resolvedUrls?.local[0] ?? `port ${APP_PORT}`}\n`)

async function stop(): Promise<void> {
  backend.kill('SIGTERM')
  await Promise.all([backendEnded, app.close()])
  process.exit(0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
void backendEnded.then(stop)
