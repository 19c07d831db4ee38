// Whom or what a typed name means: whoever is called exactly so, else all whose names have every word of it.

import { fold, words } from '../text.ts'

/** Words for whoever searches, in the languages of the app. */
const ME = new Set(['me', 'я', 'меня'])

export function isMe(typed: string): boolean {
  return ME.has(typed.toLowerCase())
}

export function meantBy<Named>(
  typed: string,
  all: readonly Named[],
  namesOf: (one: Named) => readonly string[],
): Named[] {
  const whole = nameOf(typed)
  const exactly = all.filter((one) => namesOf(one).some((name) => nameOf(name) === whole))
  if (exactly.length > 0) return exactly
  const wanted = words(typed)
  if (wanted.length === 0) return []
  return all.filter((one) => {
    const there = namesOf(one).flatMap(words)
    return wanted.every((word) => there.some((each) => each.startsWith(word)))
  })
}

/** People are often written with the sign that a post names them by, and so are rooms. */
function nameOf(typed: string): string {
  return fold(typed.trim().replace(/^[@#]/, ''))
}
