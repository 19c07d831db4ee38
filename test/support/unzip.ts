// Reads a .zip as its format says, from its end; it shares nothing with what writes them.

import { crc32, inflateRawSync } from 'node:zlib'

/** @returns the files by name, each held against its hash */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const { count, list } = endOf(zip)
  const files = new Map<string, Buffer>()
  for (let at = list, left = count; left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== 0x0201_4b50) throw new Error(`No file is listed at ${at}.`)
    const nameBytes = zip.readUInt16LE(at + 28)
    const extraBytes = zip.readUInt16LE(at + 30)
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes)
    const { packed, bytes, offset } = sizesOf(zip, at, at + 46 + nameBytes)
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
    const file = inflateRawSync(zip.subarray(start, start + packed))
    if (zip.toString('utf8', offset + 30, offset + 30 + nameBytes) !== name)
      throw new Error(`${name} is named twice.`)
    if (file.length !== bytes || crc32(file) !== zip.readUInt32LE(at + 16))
      throw new Error(`${name} is not whole.`)
    files.set(name, file)
    at += 46 + nameBytes + extraBytes
  }
  return files
}

function endOf(zip: Buffer): { count: number; list: number } {
  const end = zip.length - 22
  if (zip.readUInt32LE(end) !== 0x0605_4b50) throw new Error('It does not end.')
  if (zip.readUInt16LE(end + 10) !== 0xffff)
    return { count: zip.readUInt16LE(end + 10), list: zip.readUInt32LE(end + 16) }
  const long = Number(zip.readBigUInt64LE(end - 20 + 8))
  if (zip.readUInt32LE(long) !== 0x0606_4b50) throw new Error('The long end is elsewhere.')
  return { count: Number(zip.readBigUInt64LE(long + 32)), list: Number(zip.readBigUInt64LE(long + 48)) }
}

function sizesOf(zip: Buffer, at: number, extra: number) {
  const short = {
    packed: zip.readUInt32LE(at + 20),
    bytes: zip.readUInt32LE(at + 24),
    offset: zip.readUInt32LE(at + 42),
  }
  if (short.offset !== 0xffff_ffff) return short
  const long = (place: number) => Number(zip.readBigUInt64LE(extra + 4 + place * 8))
  return { bytes: long(0), packed: long(1), offset: long(2) }
}
