// A person's commands take turns, over all their connections. The database answers in the order in which it is
// asked, so whoever might ask hundreds of large questions at once would make everybody wait behind them.

import type { PersonUri } from '#shared/uri.ts'

const AT_ONCE = 4

type Line = { running: number; waiting: (() => void)[] }

export type Turns = <Result>(person: PersonUri, work: () => Promise<Result>) => Promise<Result>

export function createTurns(): Turns {
  const lines = new Map<PersonUri, Line>()

  function lineOf(person: PersonUri): Line {
    const line = lines.get(person) ?? { running: 0, waiting: [] }
    lines.set(person, line)
    return line
  }

  return async function inTurn(person, work) {
    const line = lineOf(person)
    // Whoever leaves hands its place over, so `running` stays as it is.
    if (line.running < AT_ONCE) line.running += 1
    else await new Promise<void>((enter) => line.waiting.push(enter))
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else line.running -= 1
      if (line.running === 0) lines.delete(person)
    }
  }
}
