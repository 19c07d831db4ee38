// The order of a table's rows, and which of them are shown: pure, so that what the eye sees can be tested without one.

export type Value = string | number | null
export type Sorted = { key: string; direction: 'ascending' | 'descending' }

/** What is not there comes last, whichever way; what is equal stays as it came. */
export function inOrder<Row>(
  rows: readonly Row[],
  sortedBy: (row: Row) => Value,
  direction: Sorted['direction'],
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1
  return rows.toSorted((one, other) => {
    const [a, b] = [sortedBy(one), sortedBy(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sign * compare(a, b)
  })
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: 'base' })
}

/** Pressed again, a head turns round. */
export function pressed(now: Sorted, key: string): Sorted {
  const isTurned = now.key === key && now.direction === 'ascending'
  return { key, direction: isTurned ? 'descending' : 'ascending' }
}

/** A row is shown when it has every word that was typed, anywhere. */
export function fits(texts: readonly string[], typed: string): boolean {
  const text = texts.join('\n').toLocaleLowerCase()
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
