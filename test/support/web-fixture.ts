// The whole server on a free port, with a small built app to serve and, unless said otherwise, one administrator: for tests of HTTP.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { type Log, silentLog } from '../../server/logger.ts'
import type { Patience } from '../../server/web/web.ts'

export const PASSWORD = 'a long enough password'
export const PAGE = '<!doctype html><title>the app</title>'
const VERIFIER = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'" />`

export type WebFixture = {
  app: App
  dataFolder: string
  /** JSON in, whole answer out; `path` goes over the wire as it stands. */
  ask(route: string, options?: AskOptions): Promise<Answer>
  signIn(username?: string): Promise<string>
  close(): Promise<void>
}
export type AskOptions = { body?: unknown; text?: string; headers?: Record<string, string> }
export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json<Body = Record<string, unknown>>(): Body
}

export async function openWebFixture(
  environment: Record<string, string> = {},
  { log = silentLog, accounts = true, patience }: { log?: Log; accounts?: boolean; patience?: Patience } = {},
): Promise<WebFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-web-'))
  const dataFolder = join(folder, 'data')
  const appFolder = buildSmallApp(folder)
  const config = readConfig({ BACKCHAT_PORT: '0', BACKCHAT_DATA: dataFolder, ...environment })
  const app = await startApp(config, { log, appFolder, ...(patience ? { patience } : {}) })
  if (accounts)
    await app.identity.addPerson({ username: 'ada', displayName: 'Ada', password: PASSWORD, admin: true })
  const ask: WebFixture['ask'] = (route, options) => exchange(app.port, route, options)
  return {
    ...{ app, dataFolder, ask },
    async signIn(username = 'ada') {
      const answer = await ask('POST /api/auth/sign-in/username', { body: { username, password: PASSWORD } })
      return `Bearer ${String(answer.headers['set-auth-token'])}`
    },
    async close() {
      await app.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

function buildSmallApp(folder: string): string {
  const appFolder = join(folder, 'dist')
  mkdirSync(join(appFolder, 'assets'), { recursive: true })
  writeFileSync(join(appFolder, 'index.html'), PAGE)
  writeFileSync(join(appFolder, 'verify.html'), VERIFIER)
  writeFileSync(join(appFolder, 'service-worker.js'), '// worker')
  writeFileSync(join(appFolder, 'manifest.webmanifest'), '{}')
  writeFileSync(join(appFolder, '.built'), 'when')
  writeFileSync(join(appFolder, 'assets', 'main-3f2a9c.js'), '// code')
  writeFileSync(join(folder, 'secret.txt'), 'not for you')
  return appFolder
}

/** Not fetch: it would tidy the path, forbid headers and follow its own rules about bodies. */
function exchange(port: number, route: string, options: AskOptions = {}): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ')
  const text = options.text ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  const headers = {
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...options.headers,
  }
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const received = Buffer.concat(chunks).toString()
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: received,
          json: () => JSON.parse(received),
        })
      })
    })
    asking.on('error', reject)
    asking.end(text)
  })
}
