// Which pages may connect: a WebSocket carries the person's cookies from any page, and no library looks at its Origin
// unless told to. Over a raw upgrade, because nothing between may tidy the headers.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, startApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { silentLog } from '../../server/logger.ts'
import { databaseOf, removeData } from '../support/database.ts'
import { RawSocket } from './support/raw-socket.ts'

const PUBLIC = 'https://chat.example.org'
const NOTHING = undefined

type Start = { app: App; dataFolder: string }
const started: Start[] = []

async function start(environment: Record<string, string>): Promise<App> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-origin-'))
  const config = readConfig({
    ...{ BACKCHAT_PORT: '0', BACKCHAT_DATA: dataFolder },
    ...(await databaseOf(dataFolder)),
    ...environment,
  })
  const app = await startApp(config, { log: silentLog })
  started.push({ app, dataFolder })
  return app
}

let local: App
let everywhere: App
let configured: App
let proxied: App

beforeAll(async () => {
  local = await start({})
  everywhere = await start({ BACKCHAT_HOST: '0.0.0.0' })
  configured = await start({ BACKCHAT_URL: PUBLIC })
  proxied = await start({ BACKCHAT_TRUST_PROXY: 'yes' })
})
afterAll(async () => {
  for (const { app, dataFolder } of started) {
    await app.stop()
    await removeData(dataFolder)
  }
})

/** The status of an upgrade from such a page, then, as the control, of one without any page. */
async function upgrade(app: App, headers: { origin?: string; host?: string }): Promise<number> {
  const statuses: number[] = []
  const { origin, host } = headers
  const from = {
    ...(origin === undefined ? {} : { Origin: origin }),
    ...(host === undefined ? {} : { Host: host }),
  }
  for (const given of [from, {}]) {
    const socket = new RawSocket(app.port, given)
    statuses.push(await socket.status)
    socket.leaves()
  }
  expect(statuses[1], 'a program, which has no page, is let in').toBe(101)
  return statuses[0] ?? 0
}

describe('S-06: without a configured address, on this machine only', () => {
  test.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'chat.localhost'])(
    'a page of %s may connect',
    async (name) => {
      const host = `${name}:${local.port}`
      expect(await upgrade(local, { origin: `http://${host}`, host })).toBe(101)
    },
  )

  test.each<[string, (own: string) => { origin: string; host?: string }]>([
    ['a foreign page', () => ({ origin: 'https://evil.example' })],
    ['a page of no place', () => ({ origin: 'null' })],
    ['an empty origin', () => ({ origin: '' })],
    ['a page of another port', () => ({ origin: 'http://localhost:1' })],
    ['a page of no port', () => ({ origin: 'http://localhost' })],
    ['a look-alike with more behind', (own) => ({ origin: `http://${own}.evil.example` })],
    ['a look-alike with more before', (own) => ({ origin: `http://evil-${own}` })],
    ['a look-alike with a user in it', (own) => ({ origin: `http://${own}@evil.example` })],
    ['an origin with a path', (own) => ({ origin: `http://${own}/` })],
    ['an origin in capitals', (own) => ({ origin: `HTTP://${own.toUpperCase()}` })],
    ['an origin of another scheme', (own) => ({ origin: `file://${own}` })],
    ['two origins', (own) => ({ origin: `http://${own}, https://evil.example` })],
    [
      'a name pointed at this machine (DNS rebinding)',
      () => ({ origin: 'http://evil.example', host: 'evil.example' }),
    ],
    [
      'a name that looks like this machine',
      () => ({ origin: 'http://localhost.evil.example', host: 'localhost.evil.example' }),
    ],
    [
      'a name that begins like an address',
      () => ({ origin: 'http://127.0.0.1.nip.example', host: '127.0.0.1.nip.example' }),
    ],
  ])('%s may not', async (_what, from) => {
    expect(await upgrade(local, from(`localhost:${local.port}`))).toBe(400)
  })
})

describe('S-06: with a configured address', () => {
  test.each([
    ['its page', PUBLIC, 101],
    ['nobody’s page', NOTHING, 101],
    ['its page without encryption', 'http://chat.example.org', 400],
    ['its page at another port', `${PUBLIC}:8443`, 400],
    ['a look-alike', `${PUBLIC}.evil.example`, 400],
    ['a page below it', 'https://evil.chat.example.org', 400],
    ['a page of the address behind the proxy', 'http://localhost', 400],
  ])('%s', async (_what, origin, status) => {
    expect(await upgrade(configured, origin === undefined ? {} : { origin })).toBe(status)
    expect(await upgrade(configured, { ...(origin ? { origin } : {}), host: 'localhost' })).toBe(status)
  })
})

test('S-06: a server that others reach, or a proxy stands before, may be called by any name, by its own pages', async () => {
  for (const app of [everywhere, proxied]) {
    expect(await upgrade(app, { origin: 'http://chat.lan:8080', host: 'chat.lan:8080' })).toBe(101)
    expect(await upgrade(app, { origin: 'https://evil.example', host: 'chat.lan:8080' })).toBe(400)
  }
})

describe('S-06: what is no WebSocket', () => {
  test.each(['polling', 'webtransport', ''])('the transport "%s" is not there', async (transport) => {
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`${local.url}/socket.io/?EIO=4&transport=${transport}`, { method })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
    expect(await upgrade(local, {})).toBe(101)
  })

  test('a foreign page with the person’s cookie changes nothing, and a page of a pointed name neither', async () => {
    const password = 'a password that is long enough'
    await local.identity.addPerson({ username: 'ada', displayName: 'Ada', password, admin: false })
    const signIn = { method: 'POST', body: JSON.stringify({ username: 'ada', password }) }
    const json = { 'content-type': 'application/json' }
    const begun = await fetch(`${local.url}/api/auth/sign-in/username`, { ...signIn, headers: json })
    const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const from = (origin: string) =>
      fetch(`${local.url}/api/auth/sign-out`, {
        ...{ method: 'POST', body: '{}', headers: { ...json, cookie, origin } },
      })
    for (const origin of ['https://evil.example', 'null', `${local.url}.evil.example`])
      expect((await from(origin)).status).toBe(403)
    const who = await fetch(`${local.url}/api/auth/get-session`, { headers: { cookie } })
    expect(await who.json()).toMatchObject({ user: { displayName: 'Ada' } })
    expect((await from(local.url)).status).toBe(200)
  })
})
