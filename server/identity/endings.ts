// Sessions end while others are being begun. Whoever begins one, by a password or a ticket that was good a moment
// ago, takes a mark first and asks last whether the person's sessions ended in between.

import type { PersonUri } from '#shared/uri.ts'
import type { SessionsEnded } from './identity.ts'

export type Endings = {
  tell(ended: SessionsEnded): void
  listen(listener: (ended: SessionsEnded) => void): void
  mark(): number
  /** Did any session of the person end since, or may nobody connect any more? */
  anySince(mark: number, person: PersonUri): boolean
  /** Did all of them? */
  allSince(mark: number, person: PersonUri): boolean
}

export function createEndings(): Endings {
  const listeners: ((ended: SessionsEnded) => void)[] = []
  const lastOfAny = new Map<PersonUri, number>()
  const lastOfAll = new Map<PersonUri, number>()
  let lastOfEveryone = 0
  let count = 0

  return {
    tell(ended) {
      count += 1
      if (ended.everyone) lastOfEveryone = count
      else {
        lastOfAny.set(ended.person, count)
        if (ended.sessionId === undefined) lastOfAll.set(ended.person, count)
      }
      for (const listener of listeners) listener(ended)
    },
    listen: (listener) => void listeners.push(listener),
    mark: () => count,
    anySince: (mark, person) => Math.max(lastOfAny.get(person) ?? 0, lastOfEveryone) > mark,
    allSince: (mark, person) => (lastOfAll.get(person) ?? 0) > mark,
  }
}
