// Finds emoji by the beginning of a word, in either language, also when the keyboard was in the other layout.

import { fold } from '#shared/text.ts'
import { ALL_EMOJI, type Emoji } from './emoji-list.ts'
import { otherLayout } from './fuzzy.ts'

export function findEmoji(query: string): Emoji[] {
  const asked = fold(query.trim())
  if (asked === '') return [...ALL_EMOJI]
  const found = beginning(asked)
  return found.length > 0 ? found : beginning(fold(otherLayout(asked)))
}

function beginning(asked: string): Emoji[] {
  const fits = ({ words, emoji }: Emoji) =>
    emoji === asked ||
    fold(words)
      .split(' ')
      .some((word) => word.startsWith(asked))
  return ALL_EMOJI.filter(fits)
}
