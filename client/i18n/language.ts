// Which language the screen speaks, and its words. Only the one in use is loaded: before the first paint, so that nothing
// flashes in another, and again when the choice changes, so that a switch redraws without a reload.

import { createEffect, createMemo, createRoot, createSignal, on } from 'solid-js'
import { settings, settingsKnown } from '../state/settings.ts'
import type { en } from './en.ts'
import { type Forms, fill, pick } from './forms.ts'

export type Language = 'en' | 'ru'
type English = typeof en
export type TextKey = { [Key in keyof English]: English[Key] extends string ? Key : never }[keyof English]
export type CountKey = Exclude<keyof English, TextKey>
type Words = { [Key in keyof English]: English[Key] extends string ? string : Forms }
type Values = Record<string, string | number>
type Spoken = { language: Language; words: Words; plurals: Intl.PluralRules }

const DICTIONARIES: Record<Language, () => Promise<Words>> = {
  en: () => import('./en.ts').then((file) => file.en),
  ru: () => import('./ru.ts').then((file) => file.ru),
}
/** A copy that does not open must not keep the screen empty. */
const PATIENCE_MS = 1_000

/** Each language by its own name, so that whoever cannot read the screen finds theirs. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', ru: 'Русский' }

const [spoken, setSpoken] = createSignal<Spoken>()

const wanted = createRoot(() =>
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

/** Nothing is drawn before this resolves; from then on the screen follows the choice. */
export async function speakFirst(): Promise<void> {
  // Most people never choose, so their words load while the copy is being opened.
  void DICTIONARIES[spokenHere(navigator.languages)]().catch(() => undefined)
  await Promise.race([settingsKnown(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
  await speak(wanted())
  createRoot(() => createEffect(on(wanted, follow)))
}

/** Words that do not load leave the screen as it is; the next start tries again. */
function follow(language: Language): void {
  void speak(language).catch(() => undefined)
}

/** Of two quick choices the last one holds, whichever loads first. */
let latest: Language | undefined

export async function speak(language: Language): Promise<void> {
  latest = language
  if (spoken()?.language === language) return
  const words = await DICTIONARIES[language]()
  if (latest === language) setSpoken({ language, words, plurals: new Intl.PluralRules(language) })
}

function inUse(): Spoken {
  const now = spoken()
  if (now === undefined) throw new TypeError('No language has been loaded.')
  return now
}

export const language = (): Language => inUse().language

/** The language with the person's region, so that a British 14:02 does not become 2:02 PM. */
export const locale = createRoot(() =>
  createMemo(() => {
    const now = spoken()?.language ?? 'en'
    return navigator.languages.find((tag) => tag.toLowerCase().startsWith(now)) ?? now
  }),
)

/** A formatter takes longer to make than to ask a thousand times. */
const numbers = createRoot(() => createMemo(() => new Intl.NumberFormat(locale())))

/** Names in a row, as the language joins them. */
export function listText(names: readonly string[], join: 'and' | 'or' = 'and'): string {
  const type = join === 'and' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(locale(), { type }).format(names)
}

export function isTextKey(key: string): key is TextKey {
  const { words } = inUse()
  return Object.hasOwn(words, key) && typeof words[key as keyof Words] === 'string'
}

export function t(key: TextKey, values: Values = {}): string {
  return fill(inUse().words[key], values)
}

/** A text with a number, in the plural form that the number takes. `{n}` is the number, written as the locale does. */
export function tn(key: CountKey, n: number, values: Values = {}): string {
  const { words, plurals } = inUse()
  return fill(pick(words[key], plurals.select(n)), { n: numbers().format(n), ...values })
}
