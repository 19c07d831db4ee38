// What the index holds of a post: its words, and marks of its room, its author and what it has. A mark has a colon
// in it, which no word has.

import type { Has, Said } from './said.ts'
import { distinctWords } from './words.ts'

export const ofRoom = (roomId: number) => `r:${roomId}`
export const ofAuthor = (uri: string) => `a:${uri}`
export const ofHas = (has: Has) => `h:${has}`

export type Terms = { words: string[]; marks: string[] }

/** By its first so many different words a post is found; only a long list of them has more. */
export const WORDS_PER_POST = 5_000

export function termsOf({ text, has }: Said, { roomId, author }: { roomId: number; author: string }): Terms {
  return {
    words: distinctWords(text).slice(0, WORDS_PER_POST),
    marks: [ofRoom(roomId), ofAuthor(author), ...has.map(ofHas)],
  }
}
