// A scene is a talk: where, on which day, when it begins, and who says what, some minutes apart.

import type { Room, Who } from './cast.ts'

export type Line = readonly [who: Who, text: string]
export type Scene = {
  room: Room
  /** How many days ago. */
  ago: number
  /** Hours and minutes, UTC. */
  at: `${number}:${number}`
  lines: readonly Line[]
}

/** A word for each day, so that what returns daily does not return in the same words. */
export function ofDay<Word>(words: readonly Word[], ago: number): Word {
  const word = words[ago % words.length]
  if (word === undefined) throw new Error('A list of words is empty.')
  return word
}

export const DAYS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0] as const
