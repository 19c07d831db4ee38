// Commands of one person do not all run at once, however many are taken.

import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { takeEnvelope } from '../../../server/gateway/dispatcher.ts'
import type { Session } from '../../../server/gateway/session.ts'
import { createTurns } from '../../../server/gateway/turns.ts'
import { silentLog } from '../../../server/logger.ts'
import { createMetrics } from '../../../server/metrics.ts'

function rig() {
  const ends: (() => void)[] = []
  const replies: number[] = []
  const endpoint = {
    ...{ id: 'session 1', person: 'sip:ada@localhost', displayName: 'Ada', principals: [] },
    ...{ device: { id: 'device', publicKey: '' }, joined: new Set<string>(), ended: false },
  }
  const session: Session = {
    ...{ endpoint, signInId: 'sign-in', commandsInFlight: 0, postsInFlight: 0 },
    downlink: { reply: ({ resp }) => replies.push(resp.code) },
  }
  const commands = {
    run: () => new Promise<unknown>((resolve) => ends.push(() => resolve({}))),
    post: () => Promise.reject(new Error('no post is made here')),
    arrive: () => {},
    leave: async () => {},
    isFullFor: () => false,
    settled: async () => {},
  }
  const overload = { retryAfter: () => undefined, stop: () => {} }
  const deps = { commands, overload, turns: createTurns(), metrics: createMetrics(), log: silentLog }
  const ask = (envid: number) =>
    takeEnvelope({ ...deps, isDraining: () => false }, session, {
      ...{ ver: 1, envid: String(envid), cmd: { id: 'cmd:getserverinfo', seqid: 1, data: {} } },
    })
  return { endpoint, ends, replies, ask }
}

test('all are taken, four run, and each that ends lets another begin', async () => {
  const { ends, replies, ask } = rig()
  for (let envid = 1; envid <= 10; envid += 1) expect(ask(envid)).toEqual({ status: 200 })
  await turn()
  expect(ends).toHaveLength(4)
  for (let each = 0; each < 10; each += 1) {
    ends[each]?.()
    await turn()
  }
  expect(replies).toEqual(Array(10).fill(200))
})

test('of a connection that has gone, nothing more begins', async () => {
  const { endpoint, ends, replies, ask } = rig()
  for (let envid = 1; envid <= 10; envid += 1) ask(envid)
  await turn()
  endpoint.ended = true
  for (const end of ends) end()
  await turn()
  expect(ends).toHaveLength(4)
  expect(replies).toHaveLength(10)
})
