// Which messages an administrator means: by whole words, because parts of words would take along what nobody meant.

import { readSigned, wordsOf } from '#shared/post.ts'
import { fold } from '#shared/text.ts'

export type Filter = { words: string; match: 'all' | 'or' | 'exact'; caseSensitive: boolean }

export function wordsIn(text: string, caseSensitive: boolean): string[] {
  const same = caseSensitive ? text.normalize('NFKC') : fold(text)
  return same.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** Whether what was sealed says so, in its title or its text. */
export function mentions(signed: string, { words, match, caseSensitive }: Filter): boolean {
  const post = readSigned(signed)
  const title = post !== undefined && 'story' in post ? (post.story?.title ?? '') : ''
  const said = wordsIn(`${title}\n${wordsOf(post)}`, caseSensitive)
  const wanted = wordsIn(words, caseSensitive)
  if (wanted.length === 0) return false
  const known = new Set(said)
  switch (match) {
    case 'all':
      return wanted.every((word) => known.has(word))
    case 'or':
      return wanted.some((word) => known.has(word))
    case 'exact':
      return said.some((_, at) => wanted.every((word, index) => said[at + index] === word))
  }
}
