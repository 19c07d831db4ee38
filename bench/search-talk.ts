// Talk for the bench of searching: made-up words in two alphabets, of which few are common and most are rare, as in
// real talk. The same seed says the same.

import { seededRandom } from '../test/support/seeded-random.ts'

const SYLLABLES = [
  ['ka', 'ro', 'mi', 'ten', 'sal', 'dor', 've', 'lun', 'pra', 'shi', 'gor', 'ban', 'ti', 'quo', 'len', 'der'],
  ['ка', 'ро', 'ми', 'тен', 'сал', 'дор', 'ве', 'лун', 'пра', 'ши', 'гор', 'бан', 'ти', 'хо', 'лен', 'дер'],
] as const
const ENDINGS = [
  ['', 's', 'ed', 'ing'],
  ['', 'а', 'ами', 'ов'],
] as const
const WORDS_PER_POST = 10

export type Talk = { post(): string; word(rank: number): string }

export function createTalk(vocabulary: number): Talk {
  const random = seededRandom(4)
  const word = (rank: number) => {
    const alphabet = rank % 2 === 0 ? 0 : 1
    const syllables = SYLLABLES[alphabet]
    const stem = [rank, rank >> 4, rank >> 8, rank >> 12].map((each) => syllables[each & 15]).join('')
    return `${stem}${ENDINGS[alphabet][(rank >> 16) & 3]}`
  }
  // Zipf's law: a word of twice the rank is said half as often.
  const rank = () => Math.floor(vocabulary ** (random.below(1_000_000) / 1_000_000))
  const post = () => Array.from({ length: WORDS_PER_POST }, () => word(rank())).join(' ')
  return { post, word }
}
