import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts'
import { within } from '../support/within.ts'

/** Says back what it hears. */
let echo: Server
let proxy: FaultProxy
let client: Socket
let seen: string
let heardByEcho: string

beforeEach(async () => {
  seen = ''
  heardByEcho = ''
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      heardByEcho += chunk
    })
    socket.pipe(socket)
  })
  await once(echo.listen(0, '127.0.0.1'), 'listening')
  const address = echo.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  proxy = await startFaultProxy({ host: '127.0.0.1', port }, (chunk, way) => {
    seen += `${way} ${chunk} `
    return true
  })
  client = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true })
  client.on('error', () => {})
  await once(client, 'connect')
})
afterEach(async () => {
  client.destroy()
  await proxy.close()
  echo.close()
})

function says(text: string): Promise<string> {
  const heard = once(client, 'data').then(([chunk]) => String(chunk))
  client.write(text)
  return within(heard, 'an echo')
}

test('what passes comes back at once, and after a cut nothing does', async () => {
  expect(await says('hello')).toBe('hello')
  const ended = once(client, 'end')
  proxy.cut()
  await within(ended, 'the cut')
})

test('a hole swallows what is said, and ends nothing; later words pass again', async () => {
  proxy.turns({ kind: 'hole', ways: ['down'] })
  client.write('lost')
  await expect.poll(() => seen).toBe('up lost down lost ')
  proxy.turns({ kind: 'delay', ms: 200 })
  const startedAt = performance.now()
  expect(await says('late')).toBe('late')
  expect(performance.now() - startedAt).toBeGreaterThan(390)
  expect(client.destroyed).toBe(false)
})

test('a narrow line takes its time, and keeps the order', async () => {
  proxy.turns({ kind: 'throttle', bytesPerSecond: 100_000 })
  const text = Array.from({ length: 10_000 }, (_, index) => index % 10).join('')
  const startedAt = performance.now()
  let heard = ''
  client.on('data', (chunk) => {
    heard += chunk
  })
  client.write(text)
  await expect.poll(() => heard.length, { timeout: 8_000 }).toBe(text.length)
  expect(heard).toBe(text)
  expect(performance.now() - startedAt).toBeGreaterThan(190)
})

test('a line that is closed one way goes on the other', async () => {
  const ended = once(client, 'end')
  proxy.halfCloses('down')
  await within(ended, 'the end of what comes')
  client.write('still here')
  await expect.poll(() => heardByEcho).toBe('still here')
})
