// How much of a post's room is used, in the bytes that the server counts.

import { MESSAGE_BYTES } from '#shared/limits.ts'
import { utf8Bytes } from '#shared/text.ts'

const NEAR_BYTES = 1500

export function sizeOf(text: string): { left: number; over: number; near: boolean } {
  // A character is at most 3 bytes per UTF-16 unit; short texts need no count.
  if (text.length * 3 < MESSAGE_BYTES - NEAR_BYTES) return { left: MESSAGE_BYTES, over: 0, near: false }
  const left = MESSAGE_BYTES - utf8Bytes(text)
  return { left: Math.max(left, 0), over: Math.max(-left, 0), near: left <= NEAR_BYTES }
}
