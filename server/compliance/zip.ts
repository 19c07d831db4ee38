// Files as one .zip, made while it is read: no file is held in memory, and none is read twice. Sizes are therefore told behind each
// file; where 32 bits may not hold them they are told in 64, which must be known before the first byte.

import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** @param bytes what it has, or is expected to have: more than 32 bits hold must be known */
type Named = { name: string; bytes: number }
type Packed = Named & { packed: number; crc: number; offset: number; isLong: boolean }
type Packing = { folder: string; files: readonly Named[]; at: number; longFrom?: number }

/** Numbers of this size are told elsewhere, in 64 bits. */
const ELSEWHERE = 0xffff_ffff
const ELSEWHERE_SHORT = 0xffff
/** What does not shrink grows a little. */
const LONG_FROM = 0xff00_0000
const SIZES_BEHIND_AND_UTF8 = 0x0808
const DEFLATED = 8
const VERSION = 45
const UNIX = 3 << 8
const PRIVATE_FILE = 0o100_600 * 0x1_0000

/** @param longFrom bytes from which numbers are told in 64 bits */
export async function* zipped({ folder, files, at, longFrom = LONG_FROM }: Packing): AsyncGenerator<Buffer> {
  const when = dosTimeOf(at)
  const packed: Packed[] = []
  let offset = 0
  for (const { name, bytes } of files) {
    const isLong = bytes >= longFrom
    const head = headOf({ name, isLong, when })
    yield head
    const file: Packed = { name, bytes: 0, packed: 0, crc: 0, offset, isLong }
    for await (const chunk of deflated(join(folder, name), file)) {
      file.packed += chunk.length
      yield chunk
    }
    const sizes = sizesBehind(file)
    yield sizes
    packed.push(file)
    offset += head.length + file.packed + sizes.length
  }
  let listBytes = 0
  for (const file of packed) {
    const line = listed(file, { when, longFrom })
    listBytes += line.length
    yield line
  }
  yield ending({ count: packed.length, listBytes, offset, longFrom })
}

/** Counts on the way what goes in. */
function deflated(path: string, file: Packed): AsyncIterable<Buffer> {
  async function* counted(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      file.bytes += chunk.length
      file.crc = crc32(chunk, file.crc)
      yield chunk
    }
  }
  // What goes wrong destroys the last of them, and reaches whoever reads it.
  return pipeline(createReadStream(path), counted, createDeflateRaw(), () => undefined)
}

type When = { time: number; date: number }

/** In UTC, and in steps of two seconds. */
function dosTimeOf(ms: number): When {
  const at = new Date(ms)
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  }
}

/** Fields of 2, 4 and 8 bytes, least significant first. */
function fields(...given: [bytes: 2 | 4 | 8, value: number][]): Buffer {
  const buffer = Buffer.alloc(given.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of given) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at)
    else buffer.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return buffer
}

function headOf({ name, isLong, when }: { name: string; isLong: boolean; when: When }): Buffer {
  const named = Buffer.from(name)
  const size = isLong ? ELSEWHERE : 0
  const long = isLong ? fields([2, 1], [2, 16], [8, 0], [8, 0]) : Buffer.alloc(0)
  const head = fields(
    [4, 0x0403_4b50],
    [2, VERSION],
    [2, SIZES_BEHIND_AND_UTF8],
    [2, DEFLATED],
    [2, when.time],
    [2, when.date],
    [4, 0],
    [4, size],
    [4, size],
    [2, named.length],
    [2, long.length],
  )
  return Buffer.concat([head, named, long])
}

function sizesBehind({ crc, packed, bytes, isLong }: Packed): Buffer {
  const width = isLong ? 8 : 4
  return fields([4, 0x0807_4b50], [4, crc], [width, packed], [width, bytes])
}

function listed(file: Packed, { when, longFrom }: { when: When; longFrom: number }): Buffer {
  const named = Buffer.from(file.name)
  const isLong = file.isLong || file.offset >= longFrom
  const short = (value: number) => (isLong ? ELSEWHERE : value)
  const long = isLong
    ? fields([2, 1], [2, 24], [8, file.bytes], [8, file.packed], [8, file.offset])
    : Buffer.alloc(0)
  const line = fields(
    [4, 0x0201_4b50],
    [2, UNIX | VERSION],
    [2, VERSION],
    [2, SIZES_BEHIND_AND_UTF8],
    [2, DEFLATED],
    [2, when.time],
    [2, when.date],
    [4, file.crc],
    [4, short(file.packed)],
    [4, short(file.bytes)],
    [2, named.length],
    [2, long.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, PRIVATE_FILE],
    [4, short(file.offset)],
  )
  return Buffer.concat([line, named, long])
}

type End = { count: number; listBytes: number; offset: number; longFrom: number }

function ending({ count, listBytes, offset, longFrom }: End): Buffer {
  const isLong = count >= ELSEWHERE_SHORT || listBytes >= longFrom || offset >= longFrom
  const counted = isLong ? ELSEWHERE_SHORT : count
  const short = (value: number) => (isLong ? ELSEWHERE : value)
  const end = fields(
    [4, 0x0605_4b50],
    [2, 0],
    [2, 0],
    [2, counted],
    [2, counted],
    [4, short(listBytes)],
    [4, short(offset)],
    [2, 0],
  )
  if (!isLong) return end
  const long = fields(
    [4, 0x0606_4b50],
    [8, 44],
    [2, UNIX | VERSION],
    [2, VERSION],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, listBytes],
    [8, offset],
  )
  const where = fields([4, 0x0706_4b50], [4, 0], [8, offset + listBytes], [4, 1])
  return Buffer.concat([long, where, end])
}
