// What holds for everything that goes over the wire, whatever it says.

import { once } from 'node:events'
import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { within } from '../support/within.ts'

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

conversation('[P1.3] every time is told in UTC, with milliseconds', async ({ app, ada }) => {
  const room = await app.opensRoom('Bridge', { privacy: 'closed', members: [ada.uri] })
  await ada.joins('Bridge')
  const [receipt] = await ada.posts('What time is it?')
  const { entries } = (await ada.asks('bccontext', { room, last: {} })) as { entries: { ts: string }[] }
  const { invitations } = (await ada.asks('getinv', { inviteId: 0 })) as {
    invitations: { createdOn: string }[]
  }
  const card = (await ada.http(`/api/rooms/${room.split('/').at(-1)}`)).body
  const times = [receipt?.ts, entries[0]?.ts, invitations[0]?.createdOn, card.createdOn, card.updatedOn]
  for (const time of times) expect(time).toMatch(MOMENT)
})

conversation('[P15.1] [P1.5] the server says how often it pings, in JSON as text', async ({ app }) => {
  const address = `${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
  const socket = new WebSocket(address)
  const [{ data: opening }] = await within(once(socket, 'message'), 'the opening')
  socket.close()
  expect(typeof opening).toBe('string')
  expect(JSON.parse(String(opening).slice(1))).toMatchObject({ pingInterval: 10_000, pingTimeout: 8_000 })
})

conversation(
  '[P6.1] [P6.4] answers are known by the number of their question, in whatever order they come',
  async ({ app, ada }) => {
    const room = await app.room('Harbour')
    await ada.joins('Harbour')
    const envids = ['99999999999999999999', '7', '18446744073709551615']
    const asked = envids.map(async (envid, index) => {
      const replied = ada.connection.replyTo(envid, 1)
      const data = { room, last: { count: index + 1 } }
      const cmd = { id: 'cmd:bccontext', seqid: 1, data }
      expect(await ada.connection.emit({ ver: 1, envid, cmd })).toEqual({ status: 200 })
      return within(replied, `the reply to ${envid}`)
    })
    await ada.posts('One', 'Two', 'Three')
    const replies = await Promise.all(asked)
    expect(replies.map(({ commandid }) => commandid)).toEqual(envids.map((envid) => ({ envid, seqid: 1 })))
    for (const envid of [7, '1'.repeat(21), '-1', 'seven', '']) {
      const cmd = { id: 'cmd:getserverinfo', seqid: 1, data: {} }
      expect(await ada.connection.emit({ ver: 1, envid, cmd })).toMatchObject({ status: 400 })
    }
  },
)
