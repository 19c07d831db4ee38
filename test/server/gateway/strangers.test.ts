// What a connection may do before it is admitted: ask once, in a small frame. Raw frames, because no client library sends these.

import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FRAME_BYTES } from '#shared/limits.ts'
import { openWebFixture, type WebFixture } from '../../support/web-fixture.ts'

const OPEN = '0'
const ASK = '40{}'
const REFUSED = '44'

let fixture: WebFixture

beforeAll(async () => {
  fixture = await openWebFixture()
})
afterAll(() => fixture.close())

/** Sends the frames and tells what came back until the connection ended, or nothing more came. */
async function speaks(...frames: string[]): Promise<{ heard: string[]; ended: boolean }> {
  const socket = new WebSocket(`ws://127.0.0.1:${fixture.app.port}/socket.io/?EIO=4&transport=websocket`)
  const heard: string[] = []
  let ended = false
  socket.addEventListener('close', () => {
    ended = true
  })
  await new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }) => {
      heard.push(String(data))
      if (heard.at(-1)?.startsWith(OPEN)) resolve()
    })
  })
  for (const frame of frames) socket.send(frame)
  await expect.poll(() => ended || heard.length > 1).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 50))
  socket.close()
  return { heard: heard.filter((text) => !text.startsWith(OPEN)), ended }
}

test('asking once is answered, and the connection stays', async () => {
  const { heard, ended } = await speaks(ASK)
  expect(heard).toEqual([expect.stringMatching(/^44.*20002/)])
  expect(ended).toBe(false)
})

test.each([
  ['again', [ASK, ASK, ASK]],
  ['for another namespace', ['40/admin,{}']],
  ['for a namespace as long as a book', [`40/${'a'.repeat(FRAME_BYTES * 4)},{}`]],
  ['with a ticket as long as a book', [`40${JSON.stringify({ ticket: 'a'.repeat(FRAME_BYTES) })}`]],
  ['for nothing, but talking', ['42["xccos",{}]']],
])('asking %s ends the connection', async (_what, frames) => {
  const { heard, ended } = await speaks(...frames)
  expect(ended).toBe(true)
  expect(heard.filter((text) => text.startsWith(REFUSED)).length).toBeLessThanOrEqual(1)
  expect(heard.join('').length).toBeLessThan(1_000)
})

const HANDSHAKE = [
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  `Sec-WebSocket-Key: ${Buffer.from('sixteen byte key').toString('base64')}`,
  '\r\n',
].join('\r\n')
/** WebSocket pings of 120 bytes, masked with zeros. */
const PINGS = Buffer.concat(
  Array<Buffer>(20_000).fill(Buffer.concat([Buffer.from([0x89, 0x80 | 120, 0, 0, 0, 0]), Buffer.alloc(120)])),
)

test('whoever has pongs coming and reads none is dropped before being admitted', async () => {
  const resyncs = async () =>
    Number(/backchat_resyncs_total (\d+)/.exec((await fixture.ask('GET /metrics')).text)?.[1])
  const before = await resyncs()
  const socket = connect(fixture.app.port, '127.0.0.1').on('error', () => {})
  socket.pause()
  socket.write(HANDSHAKE)
  const pinging = setInterval(() => socket.write(PINGS), 20)
  try {
    await expect.poll(resyncs, { timeout: 15_000 }).toBe(before + 1)
  } finally {
    clearInterval(pinging)
    socket.destroy()
  }
}, 20_000)
