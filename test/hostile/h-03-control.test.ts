// The control socket: only its owner can reach it, and still nothing that is sent there ends the server or goes past the
// schema of an act.

import { statSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findControlPath } from '../../server/web/control-path.ts'
import { openWebFixture, type WebFixture } from '../support/web-fixture.ts'
import { within } from '../support/within.ts'

let fixture: WebFixture
let path: string

beforeAll(async () => {
  fixture = await openWebFixture()
  path = findControlPath(fixture.dataFolder)
})
afterAll(() => fixture.close())

async function sends(bytes: string): Promise<string> {
  const socket = connect(path)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('error', () => {})
  socket.write(bytes)
  await within(new Promise((resolve) => socket.once('close', resolve)), 'the control socket to hang up')
  return Buffer.concat(chunks).toString()
}

function order(body: string, head = 'POST /act'): string {
  return `${head} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

const GOOD = order('{"act":"user.list","args":{}}')

async function servesTheOwner(): Promise<void> {
  expect(await sends(GOOD)).toContain('"username":"ada"')
}

test('H-03: the control socket is its owner’s alone', async () => {
  expect(statSync(path).mode & 0o777).toBe(0o600)
  await servesTheOwner()
})

test.each([
  ['another address', order('{}', 'POST /other'), 'NoSuchNode'],
  ['another method', order('{"act":"user.list","args":{}}', 'GET /act'), 'NoSuchNode'],
  ['no JSON', order('{'), 'InvalidArgument'],
  ['nothing', order(''), 'InvalidArgument'],
  ['null', order('null'), 'InvalidArgument'],
  ['an unknown act', order('{"act":"rm","args":{}}'), 'MsgNotSupported'],
  ['an act of every object', order('{"act":"constructor","args":{}}'), 'MsgNotSupported'],
  ['a prototype', order('{"act":"user.list","args":{},"__proto__":{"a":1}}'), 'InvalidArgument'],
  ['a prototype of arguments', order('{"act":"user.list","args":{"__proto__":{"a":1}}}'), 'InvalidArgument'],
  [
    '60,000 brackets',
    order(`{"act":"user.list","args":${'['.repeat(30_000)}${']'.repeat(30_000)}}`),
    'InvalidArgument',
  ],
  [
    'a name with a NUL',
    order('{"act":"room.add","args":{"name":"a\\u0000b","category":"x"}}'),
    'InvalidArgument',
  ],
  [
    'a category that is not there',
    order('{"act":"room.add","args":{"name":"ab","category":"x\\u0000"}}'),
    'NoSuchNode',
  ],
  ['100 kB', order(JSON.stringify({ act: 'user.list', args: { x: 'x'.repeat(100_000) } })), 'LimitExceeded'],
  ['what is no HTTP', 'hello\r\n\r\n', '400 Bad Request'],
])('H-03: the control socket refuses %s by name', async (_what, bytes, code) => {
  expect(await sends(bytes)).toContain(code)
  await servesTheOwner()
})
