// UUIDv7 (RFC 9562): the time in front makes ids sort roughly by age and index well.

import { hex } from './hlc.ts'

/** @param now milliseconds since 1970 · @param random 10 random bytes */
export function uuidv7(now: number, random: Uint8Array): string {
  const tail = Array.from(random.subarray(0, 10), (byte) => hex(byte, 2)).join('')
  const variant = hex((Number.parseInt(tail.slice(3, 4), 16) & 0x3) | 0x8, 1)
  const time = hex(now, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`
}
