// Which language the screen speaks, and its words. The choice is a signal, so a switch redraws without a reload.

import { createMemo, createRoot } from 'solid-js'
import { settings } from '../state/settings.ts'
import { en } from './en.ts'
import { type Forms, fill, pick } from './forms.ts'
import { ru } from './ru.ts'

export type Language = 'en' | 'ru'
type English = typeof en
export type TextKey = { [Key in keyof English]: English[Key] extends string ? Key : never }[keyof English]
export type CountKey = Exclude<keyof English, TextKey>
type Values = Record<string, string | number>

const DICTIONARIES: Record<
  Language,
  { [Key in keyof English]: English[Key] extends string ? string : Forms }
> = { en, ru }
const PLURALS = { en: new Intl.PluralRules('en'), ru: new Intl.PluralRules('ru') }

/** Each language by its own name, so that whoever cannot read the screen finds theirs. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', ru: 'Русский' }

export const language = createRoot(() =>
  createMemo<Language>(() => {
    const chosen = settings().language
    return chosen === 'auto' ? spokenHere(navigator.languages) : chosen
  }),
)

export function spokenHere(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^en\b/i.test(tag)) return 'en'
    if (/^(?:ru|be|kk|ky|uk)\b/i.test(tag)) return 'ru'
  }
  return 'en'
}

/** The language with the person's region, so that a British 14:02 does not become 2:02 PM. */
export const locale = createRoot(() =>
  createMemo(() => {
    const spoken = language()
    return navigator.languages.find((tag) => tag.toLowerCase().startsWith(spoken)) ?? spoken
  }),
)

/** A formatter takes longer to make than to ask a thousand times. */
const numbers = createRoot(() => createMemo(() => new Intl.NumberFormat(locale())))

/** Names in a row, as the language joins them. */
export function listText(names: readonly string[], join: 'and' | 'or' = 'and'): string {
  const type = join === 'and' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(locale(), { type }).format(names)
}

export function t(key: TextKey, values: Values = {}): string {
  return fill(DICTIONARIES[language()][key], values)
}

/** A text with a number, in the plural form that the number takes. `{n}` is the number, written as the locale does. */
export function tn(key: CountKey, n: number, values: Values = {}): string {
  const form = pick(DICTIONARIES[language()][key], PLURALS[language()].select(n))
  return fill(form, { n: numbers().format(n), ...values })
}
