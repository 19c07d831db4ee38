// What the forms of one word have in common. The alphabet says which language's endings are cut.

import { stemEnglish } from './stem-english.ts'
import { stemRussian } from './stem-russian.ts'

const RUSSIAN = /^[а-я]+$/
const ENGLISH = /^[a-z]+$/

/** @param word folded */
export function stemOf(word: string): string {
  if (RUSSIAN.test(word)) return stemRussian(word)
  return ENGLISH.test(word) ? stemEnglish(word) : word
}
