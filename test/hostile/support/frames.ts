// Takes apart what a server sends over a WebSocket: the answer to the upgrade, then unmasked frames.

import type { Socket } from 'node:net'

const END_OF_HEAD = '\r\n\r\n'
const TEXT = 0x1
const CLOSE = 0x8

export function readFrames(
  socket: Socket,
  on: { upgraded: (status: number) => void; text: (text: string) => void; goodbye: () => void },
): void {
  let rest = Buffer.alloc(0)
  let isOpen = false
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    if (!isOpen) {
      const end = rest.indexOf(END_OF_HEAD)
      if (end < 0) return
      isOpen = true
      on.upgraded(Number(rest.subarray(9, 12).toString()))
      rest = rest.subarray(end + END_OF_HEAD.length)
    }
    for (let frame = firstFrame(rest); frame; frame = firstFrame(rest)) {
      rest = rest.subarray(frame.size)
      if (frame.opcode === TEXT) on.text(frame.payload.toString())
      if (frame.opcode === CLOSE) on.goodbye()
    }
  })
}

function firstFrame(bytes: Buffer): { opcode: number; payload: Buffer; size: number } | undefined {
  const [first, second] = bytes
  if (first === undefined || second === undefined) return undefined
  const head = second < 126 ? 2 : second === 126 ? 4 : 10
  if (bytes.length < head) return undefined
  const length = head === 2 ? second : head === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const size = head + length
  return bytes.length < size ? undefined : { opcode: first & 0xf, payload: bytes.subarray(head, size), size }
}
