// I-18: two stores that were asked the same in the same order gave the same answers.

import { isDeepStrictEqual } from 'node:util'

export type Exchange = { words: string; answer: unknown }

export function disagreements(left: Exchange[], right: Exchange[]): string[] {
  const length = Math.max(left.length, right.length)
  return Array.from({ length }, (_, index) => [left[index], right[index]] as const).flatMap(
    ([one, other]) => {
      if (!one || !other) return [`only one was asked "${(one ?? other)?.words}"`]
      if (one.words !== other.words) return [`one was asked "${one.words}", the other "${other.words}"`]
      if (isDeepStrictEqual(one.answer, other.answer)) return []
      return [`"${one.words}": ${JSON.stringify(one.answer)} is not ${JSON.stringify(other.answer)}`]
    },
  )
}
