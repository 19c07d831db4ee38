// Which texts retention let go of: the events that say so stand in the archive themselves, and name the numbers (P22.9).

export type Spans = [from: number, to: number][]

type Told = { kind?: unknown; body?: { act?: unknown; numbers?: unknown } | null }

/** @returns undefined for an event that says nothing of it */
export function letGoBy(event: string): Spans | undefined {
  const { kind, body } = read(event)
  if (kind !== 'retention' || body?.act !== 'let go' || typeof body.numbers !== 'string') return undefined
  return body.numbers.split(' ').map((span) => {
    const [from = Number.NaN, to = from] = span.split('-').map(Number)
    return [from, to]
  })
}

function read(event: string): Told {
  try {
    return (JSON.parse(event) ?? {}) as Told
  } catch {
    return {}
  }
}

/** No event names more of them: a span that says so is not gone through. */
const SPAN_MAX = 1_000_000

export function takeOut(numbers: Set<number>, spans: Spans): void {
  for (const [from, to] of spans)
    for (let number = from; number <= Math.min(to, from + SPAN_MAX); number += 1) numbers.delete(number)
}
