// The server as a process: what it prints, how it ends, and that it refuses to start wrong.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { within } from '../support/within.ts'

// Each step is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backchat-main-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function start(words: string[], environment: Record<string, string> = {}): MainProcess {
  return startMain({
    words,
    environment: { TMPDIR: folder, BACKCHAT_DATA: join(folder, 'data'), ...environment },
  })
}

describe('the server', () => {
  test('says where it is, gives the set-up link, and ends with 0 when asked to', async () => {
    const server = start([])
    const ready = await server.line(/^Backchat is ready at http:\/\/localhost:\d+$/)
    const url = ready.slice('Backchat is ready at '.length)
    const link = await server.line(/\/setup\//)
    expect(link).toContain(`${url}/setup/`)
    expect((await fetch(`${url}/api/health`)).status).toBe(200)
    expect(await (await fetch(`${url}/api/setup`)).json()).toEqual({ needed: true })

    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(existsSync(join(folder, 'data', 'control.sock'))).toBe(false)
  })

  test('stops when npm is stopped, whose shell passes no signal on', async () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(scripts.start).toMatch(/ server\/main\.ts --stop-with-parent$/)
    const server = startMain({
      words: ['--stop-with-parent'],
      environment: { TMPDIR: folder, BACKCHAT_DATA: join(folder, 'data') },
      under: ['sh', '-c', '"$@"; true', 'sh'],
    })
    const url = await server.ready()
    expect((await fetch(`${url}/api/health`)).status).toBe(200)
    server.child.kill('SIGTERM')
    // Its output is closed once the server itself has ended.
    await within(server.ended, 'the server to stop', 15_000)
    await expect(fetch(`${url}/api/health`)).rejects.toThrow('fetch failed')
    expect(existsSync(join(folder, 'data', 'control.sock'))).toBe(false)
  })

  test('does not share its data folder', async () => {
    const first = start([])
    await first.line(/ready/)
    const second = start([])
    expect(await second.ended).toBe(1)
    expect(second.err()).toMatch(/^Another Backchat has the data folder .+\n$/)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
  })

  test('names the variable that helps when its port is taken', async () => {
    const first = start([])
    const port = (await first.line(/ready/)).split(':').at(-1) ?? ''
    const second = start([], { BACKCHAT_PORT: port, BACKCHAT_DATA: join(folder, 'other') })
    expect(await second.ended).toBe(1)
    expect(second.err()).toMatch(/EADDRINUSE.+BACKCHAT_PORT chooses another port\.\n$/)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
  })

  test.each([
    [{ BACKCHAT_PORT: 'eighty' }, [], /^BACKCHAT_PORT should be .+\n$/],
    [{ BACKCHAT_REDIS_URL: 'redis://x' }, [], /^BACKCHAT_REDIS_URL should not be set.+\n$/],
    [{ BACKCHAT_DATABASE_URL: 'postgres://x' }, [], /^BACKCHAT_DATABASE_URL should be an address .+\n$/],
    [
      { BACKCHAT_DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
      [],
      /^BACKCHAT_DATABASE_URL should name .+REFUSED.+\n$/,
    ],
    [{}, ['--dmeo'], /^Unknown option '--dmeo'.*\n$/],
  ])('does not start with %j %j, and says why in one line', async (environment, words, why) => {
    const server = start(words, environment)
    expect(await server.ended).toBe(1)
    expect(server.err()).toMatch(why)
  })
})

test('the demo lets one in, and leaves nothing behind', async () => {
  const demo = start(['--demo'])
  const url = (await demo.line(/^Backchat is ready/)).slice('Backchat is ready at '.length)
  const password = (await demo.line(/the password of each is/)).trim().split(/\s+/).at(-1)
  await demo.line(/boris +Борис Антонов/)
  const answer = await fetch(`${url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ada', password }),
  })
  expect(await answer.json()).toMatchObject({ user: { displayName: 'Ada Lindqvist', admin: true } })
  expect(readdirSync(folder).filter((name) => name.startsWith('backchat-demo-'))).toHaveLength(1)
  demo.child.kill('SIGTERM')
  expect(await demo.ended).toBe(0)
  expect(readdirSync(folder).filter((name) => name.startsWith('backchat-demo-'))).toHaveLength(0)
})
