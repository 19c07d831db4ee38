// WebSocket frames as far as a client of this server needs them: whole texts both ways.

const TEXT = 0x81
const OPCODE = 0x0f
const LENGTH = 0x7f
const SHORT = 126
const LONG = 127
const MASKED = 0x80
export const OPCODES = { text: 1, close: 8, ping: 9 } as const

/** Clients must mask what they send; a mask of zeroes is one, and changes nothing. */
export function textFrame(text: string): Buffer {
  const body = Buffer.from(text)
  const head = Buffer.alloc(body.length < SHORT ? 6 : body.length < 0x10000 ? 8 : 14)
  head[0] = TEXT
  if (head.length === 6) head[1] = MASKED | body.length
  else if (head.length === 8) {
    head[1] = MASKED | SHORT
    head.writeUInt16BE(body.length, 2)
  } else {
    head[1] = MASKED | LONG
    head.writeBigUInt64BE(BigInt(body.length), 2)
  }
  return Buffer.concat([head, body])
}

export type Frame = { opcode: number; text: string }

/** The first frame of the bytes, and what is left; undefined while it is not whole. */
export function readFrame(bytes: Buffer): { frame: Frame; rest: Buffer } | undefined {
  if (bytes.length < 2) return undefined
  const short = bytes.readUInt8(1) & LENGTH
  const start = short < SHORT ? 2 : short === SHORT ? 4 : 10
  if (bytes.length < start) return undefined
  const length =
    short < SHORT ? short : short === SHORT ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const end = start + length
  if (bytes.length < end) return undefined
  const frame = { opcode: bytes.readUInt8(0) & OPCODE, text: bytes.toString('utf8', start, end) }
  return { frame, rest: bytes.subarray(end) }
}
