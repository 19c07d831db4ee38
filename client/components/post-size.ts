// How much of a post's room is used, in the bytes that the server counts. A story has more room than a post.

import { MESSAGE_BYTES, STORY_BYTES } from '#shared/limits.ts'
import { utf8Bytes } from '#shared/text.ts'

const NEAR_BYTES = 1500

export type Size = { left: number; over: number; near: boolean }

export function sizeOf(text: string, isStory = false): Size {
  const limit = isStory ? STORY_BYTES : MESSAGE_BYTES
  // A character is at most 3 bytes per UTF-16 unit; short texts need no count.
  if (text.length * 3 < limit - NEAR_BYTES) return { left: limit, over: 0, near: false }
  const left = limit - utf8Bytes(text)
  return { left: Math.max(left, 0), over: Math.max(-left, 0), near: left <= NEAR_BYTES }
}
