// The languages of the page, and which of them this browser's owner reads.

import { english } from './words-en.ts'
import { russian } from './words-ru.ts'

export const LANGUAGES = { en: english, ru: russian }
export type Language = keyof typeof LANGUAGES

export function preferredLanguage(): Language {
  return navigator.languages.find((each) => /^(?:en|ru)\b/.test(each))?.startsWith('ru') ? 'ru' : 'en'
}
