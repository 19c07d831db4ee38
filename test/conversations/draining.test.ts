// A server that stops in order: it says goodbye, and nothing that it acknowledged is lost.

import { mkdtemp } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { removeData } from '../support/database.ts'
import { furnishFolder, openFolder, PASSWORD } from '../support/furnish.ts'
import { Person } from '../support/person.ts'
import { startServerProcess } from '../support/server-process.ts'
import { within } from '../support/within.ts'

conversation(
  '[P15.4] [P15.5] [P12.2] a stopping server says goodbye; what it answered is there when it comes back',
  async ({ app, ada, grace }) => {
    const room = await app.room('Harbour')
    for (const person of [ada, grace]) await person.joins('Harbour')
    const sealed = Array.from({ length: 60 }, (_, index) => ada.seals(`post ${index + 1}`))
    const envid = ada.connection.newEnvid()
    const answered: number[] = []
    for (const index of sealed.keys()) {
      void ada.connection
        .replyTo(envid, index + 1)
        .then(({ resp }) => resp.code === 200 && answered.push(index))
    }
    const ack = await ada.connection.emit({ ver: 1, envid, grpchat: sealed })

    await app.drains()

    expect(ack).toEqual({ status: 200 })
    for (const person of [ada, grace]) {
      await person.isTold('drain', { reason: expect.any(String), retryAfterMs: expect.any(Number) })
      await person.connection.ended
    }
    expect(answered).toHaveLength(60)
    await app.returns()
    for (const person of [ada, grace]) await person.connects()
    expect(await ada.joins('Harbour')).toMatchObject({ uri: room, head: 60 })
    const receipts = await ada.sends(sealed)
    expect(receipts.map(({ seq }) => seq)).toEqual(sealed.map((_, index) => index + 1))
    const { entries } = await grace.asks('bccontext', { room, last: { count: 200 } })
    expect(entries).toMatchObject(sealed)
  },
)

test('[P15.4] SIGTERM is a drain: goodbye, then exit code 0', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'backchat-sigterm-'))
  const services = await openFolder(dataFolder)
  const { uris } = await furnishFolder(services, { people: ['ada'], rooms: ['Harbour'] })
  await services.close()
  const server = await startServerProcess(dataFolder)
  const house = { url: server.url, room: async () => uris[0] ?? '' }
  const ada = new Person(house, { username: 'ada', displayName: 'Ada', password: PASSWORD, admin: false })
  await ada.joins('Harbour')
  expect(await ada.posts('Last orders')).toMatchObject([{ seq: 1 }])

  const exitCode = server.end('SIGTERM')

  await ada.isTold('drain', {})
  await ada.connection.ended
  expect(await exitCode).toBe(0)
  await removeData(dataFolder)
})

conversation(
  '[P15.4] whoever keeps asking over one connection does not keep a server from stopping',
  async ({ app }) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const answers: number[] = []
    const asksAgain = (): Promise<void> =>
      new Promise((resolve) => {
        get(`${app.url}/api/health`, { agent }, (response) => {
          answers.push(response.statusCode ?? 0)
          response.resume().once('end', () => resolve(asksAgain()))
        }).once('error', () => resolve())
      })
    const asking = asksAgain()
    await expect.poll(() => answers.length).toBeGreaterThan(3)

    await within(app.drains(), 'the server to stop')

    await asking
    expect(answers[0]).toBe(200)
    agent.destroy()
  },
)
