// Frames that no client library sends, over a WebSocket by hand. After each the very connection is served on, or,
// where it was right to close it, a fresh one is.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { within } from '../support/within.ts'
import { House } from './support/house.ts'
import {
  BINARY,
  CLOSE,
  CONTINUATION,
  frame,
  PING,
  type Piece,
  RawSocket,
  TEXT,
} from './support/raw-socket.ts'

const KIB = 1024
const MIB = KIB * KIB
const WHILE_GARBAGE_GOES = { timeout: 20_000, interval: 200 }
const COMPRESSED = 0b100
const ENVELOPE = '{"ver":1,"envid":"7","cmd":{"id":"cmd:getserverinfo","seqid":1}}'

let house: House
let mallory: Person

beforeAll(async () => {
  house = await House.open()
  mallory = house.person('mallory')
  await mallory.signsIn()
})
afterAll(() => house.close())

async function enters(): Promise<RawSocket> {
  const socket = await RawSocket.admitted(house.port, mallory)
  expect(await socket.isServed(), 'a raw connection is served before anything is wrong with it').toBe(true)
  return socket
}

const text = (payload: string): Piece => ({ opcode: TEXT, payload })

describe('H-02: a connection that says something odd is served on', () => {
  test.each<[string, Piece[]]>([
    [
      'a message in three pieces',
      [piece(TEXT, '42["xc'), piece(CONTINUATION, 'cos",'), last(`${ENVELOPE}]`)],
    ],
    ['a ping between two pieces', [piece(TEXT, '42["xccos",'), { opcode: PING }, last(`${ENVELOPE}]`)]],
    ['an event with no name of ours', [text('42["hello",1]')]],
    ['an event whose name is a number', [text('42[0]')]],
    ['an event called error', [text('42["error",{"message":"boo"}]')]],
    ['an event with a name of 60 kB', [text(`42["${'n'.repeat(60 * KIB)}"]`)]],
    ['an event with a name of 100 kB', [text(`42["${'n'.repeat(100 * KIB)}"]`)]],
    ['events called like methods', [text('42["__proto__"]'), text('42["constructor"]'), text('42["emit"]')]],
    [
      '10,000 acknowledgements that nobody asked for',
      [text('43123[]'), ...Array<Piece>(9_999).fill(text('4399999[{}]'))],
    ],
    [
      '10,000 events that want an acknowledgement',
      Array.from({ length: 10_000 }, (_, id) => text(`42${id}["none"]`)),
    ],
    ['an unasked pong', [text('3')]],
    ['an Engine.IO goodbye without a goodbye below it', [text('1')]],
    ['an Engine.IO upgrade and a noop', [text('5'), text('6')]],
    ['200 kB of JSON brackets', [text(`42["xccos",${'['.repeat(100_000)}${']'.repeat(100_000)}]`)]],
  ])('after %s', async (_what, pieces) => {
    const socket = await enters()
    socket.sends(...pieces)
    expect(await socket.isServed()).toBe(true)
    socket.leaves()
  })

  test('after 100 frames over 160 KiB, each answered with LimitExceeded', async () => {
    const socket = await enters()
    for (let each = 0; each < 100; each += 1)
      expect(await socket.asks('chansrch', `{"criteria":"${'x'.repeat(165_000)}"}`)).toMatchObject({
        text: 'LimitExceeded',
      })
    expect(await socket.isServed()).toBe(true)
    socket.leaves()
  })
})

describe('H-02: a connection that breaks the rules is closed, and the next one served', () => {
  test.each<[string, Piece[]]>([
    ['a frame over 2 MiB', [text(`42["xccos","${'x'.repeat(2 * MIB)}"]`)]],
    [
      'a message over 2 MiB in pieces',
      [piece(TEXT, '4'), ...Array<Piece>(40).fill(piece(CONTINUATION, 'x'.repeat(64 * KIB)))],
    ],
    ['60,000 pieces of one byte', [piece(TEXT, '4'), ...Array<Piece>(60_000).fill(piece(CONTINUATION, 'x'))]],
    ['a continuation of nothing', [last('42["xccos"]')]],
    ['a new message inside another', [piece(TEXT, '42'), piece(TEXT, '42')]],
    ['text that is no UTF-8', [{ opcode: TEXT, payload: Buffer.from([0x34, 0x32, 0xc3, 0x28]) }]],
    ['half a surrogate in UTF-8', [{ opcode: TEXT, payload: Buffer.from([0x34, 0x32, 0xed, 0xa0, 0x80]) }]],
    ['a reserved opcode', [{ opcode: 0x3, payload: 'x' }]],
    ['a reserved control opcode', [{ opcode: 0xb, payload: 'x' }]],
    ['reserved bits', [{ opcode: TEXT, payload: '3', rsv: 0b011 }]],
    ['a compressed frame, which nobody agreed to', [{ opcode: TEXT, payload: '3', rsv: COMPRESSED }]],
    ['a frame without a mask', [{ opcode: TEXT, payload: '3', mask: false }]],
    ['a ping of 126 bytes', [{ opcode: PING, payload: 'x'.repeat(126) }]],
    ['a ping in pieces', [{ opcode: PING, fin: false }]],
    ['a close with a code that is none', [{ opcode: CLOSE, payload: Buffer.from([0, 1]) }]],
    ['binary', [{ opcode: BINARY, payload: Buffer.from([0, 1, 2]) }]],
    ['a binary event', [text('451-["xccos",{"_placeholder":true,"num":0}]')]],
    ['a binary acknowledgement', [text('461-0[{"_placeholder":true,"num":0}]')]],
    ['a binary event of a billion parts', [text('45999999999-["xccos"]')]],
    ['a packet type that is none', [text('49["xccos"]')]],
    ['an Engine.IO packet type that is none', [text('z')]],
    ['nothing at all', [text('')]],
    ['Engine.IO that is no packet', [text('hello there')]],
    ['a Socket.IO packet that is no JSON', [text('42["xccos",')]],
    ['an event that is no list', [text('42{"0":"xccos"}')]],
    ['an event without a name', [text('42[]')]],
    ['an event whose name is an object', [text('42[{"toString":"xccos"}]')]],
    ['an event called disconnect', [text('42["disconnect"]')]],
    ['an event called connect_error', [text('42["connect_error",{}]')]],
    ['an event called newListener', [text('42["newListener","x"]')]],
    ['an error from below', [text('44{"message":"no"}')]],
    ['10,000 namespaces', Array.from({ length: 10_000 }, (_, each) => text(`40/${each},{}`))],
    ['a second admission', [text('40{}')]],
    ['an event for a namespace that is not there', [text('42/admin,["xccos"]')]],
    ['goodbye to the namespace, holding the line', [text('41')]],
    ['a JSON of a million brackets', [text(`42["xccos",${'['.repeat(1_000_000)}`)]],
  ])('after %s', async (_what, pieces) => {
    const socket = await enters()
    socket.sends(...pieces)
    await within(socket.ended, 'the connection to be closed')
    const next = await enters()
    next.leaves()
  })

  test('after a goodbye that it never answers', async () => {
    const socket = await enters()
    socket.isPolite = false
    socket.text('41')
    await within(socket.ended, 'the connection to be closed')
    const next = await enters()
    next.leaves()
  })

  test('after speaking before it was admitted', async () => {
    const { ticket } = (await mallory.http('/api/provisioning')).body
    const ask = `40${JSON.stringify({ ticket, deviceId: mallory.deviceId })}`
    const socket = new RawSocket(house.port)
    await socket.hears((heard) => heard.startsWith('0{'), 'the opening')
    socket.sends(text(ask), text(`42["xccos",${ENVELOPE}]`))
    await within(socket.ended, 'the connection to be closed')
    expect(socket.heard.filter((heard) => heard.includes('rpl'))).toEqual([])
    const next = await enters()
    next.leaves()
  })
})

describe('H-02: what is never finished', () => {
  test('50 strangers with unfinished messages and slow drips hold little of our memory', async () => {
    const before = await memory()
    const strangers = Array.from({ length: 50 }, () => new RawSocket(house.port))
    for (const stranger of strangers) await stranger.hears((heard) => heard.startsWith('0{'), 'the opening')
    const half = frame(piece(TEXT, 'x'.repeat(MIB)))
    const drips = strangers.slice(25)
    for (const stranger of strangers.slice(0, 25)) stranger.write(half.subarray(0, MIB - 1))
    for (let each = 0; each < 20; each += 1)
      for (const drip of drips) drip.sends(piece(each === 0 ? TEXT : CONTINUATION, 'x'.repeat(KIB)))
    await Promise.all(strangers.map((stranger) => within(stranger.ended, 'a stranger to be sent away')))
    await expect.poll(async () => (await memory()) - before, WHILE_GARBAGE_GOES).toBeLessThan(20 * MIB)
    const next = await enters()
    next.leaves()
  })

  test('a person’s connections with unfinished messages of 1 MiB hold no more than that', async () => {
    const before = await memory()
    const sockets = await Promise.all(
      Array.from({ length: 20 }, () => RawSocket.admitted(house.port, mallory)),
    )
    for (const socket of sockets)
      socket.sends(piece(TEXT, '42'), ...Array<Piece>(1_000).fill(piece(CONTINUATION, 'x'.repeat(KIB))))
    for (const socket of sockets) socket.sends({ opcode: PING })
    await house.servesOthers()
    await expect.poll(async () => (await memory()) - before, WHILE_GARBAGE_GOES).toBeLessThan(50 * MIB)
    for (const socket of sockets) socket.leaves()
    const next = await enters()
    next.leaves()
  })
})

/** What this server's script holds, buffers outside of the heap included. */
async function memory(): Promise<number> {
  return (
    (await house.metric('nodejs_heap_size_used_bytes')) + (await house.metric('nodejs_external_memory_bytes'))
  )
}

function piece(opcode: number, payload: string): Piece {
  return { opcode, payload, fin: false }
}

function last(payload: string): Piece {
  return { opcode: CONTINUATION, payload }
}
