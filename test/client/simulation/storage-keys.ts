// Keys of the model storage: their order, ranges of them, and where a row says its own.

export type Key = number | string | readonly Key[]
export type KeyPath = string | readonly string[]

const rank = (key: Key) => (typeof key === 'number' ? 0 : typeof key === 'string' ? 1 : 2)

export function compareKeys(a: Key, b: Key): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b)
  return a < b ? -1 : a > b ? 1 : 0
}

function compareLists(a: readonly Key[], b: readonly Key[]): number {
  for (const [index, key] of a.entries()) {
    const other = b[index]
    const order = other === undefined ? 1 : compareKeys(key, other)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** The key that a row holds at the path; undefined when it holds none, and then it is not in that index. */
export function keyAt(row: unknown, path: KeyPath): Key | undefined {
  if (typeof path === 'string') return (row as Record<string, Key | undefined>)[path]
  const keys = path.map((part) => keyAt(row, part))
  return keys.some((key) => key === undefined) ? undefined : (keys as Key[])
}

export class ModelKeyRange {
  readonly lower: Key | undefined
  readonly upper: Key | undefined
  readonly lowerOpen: boolean
  readonly upperOpen: boolean

  constructor(lower: Key | undefined, upper: Key | undefined, open: { lower?: boolean; upper?: boolean }) {
    this.lower = lower
    this.upper = upper
    this.lowerOpen = open.lower ?? false
    this.upperOpen = open.upper ?? false
  }

  includes(key: Key): boolean {
    const fromLower = this.lower === undefined ? 1 : compareKeys(key, this.lower)
    const toUpper = this.upper === undefined ? 1 : compareKeys(this.upper, key)
    return (
      (fromLower > 0 || (fromLower === 0 && !this.lowerOpen)) &&
      (toUpper > 0 || (toUpper === 0 && !this.upperOpen))
    )
  }
}

/** As the browser's IDBKeyRange is called. */
export const modelKeyRanges = {
  only: (key: Key) => new ModelKeyRange(key, key, {}),
  bound: (lower: Key, upper: Key, lowerOpen?: boolean, upperOpen?: boolean) =>
    new ModelKeyRange(lower, upper, { lower: lowerOpen ?? false, upper: upperOpen ?? false }),
  lowerBound: (lower: Key, open?: boolean) => new ModelKeyRange(lower, undefined, { lower: open ?? false }),
  upperBound: (upper: Key, open?: boolean) => new ModelKeyRange(undefined, upper, { upper: open ?? false }),
}

export function isIn(query: unknown, key: Key): boolean {
  if (query === undefined || query === null) return true
  return query instanceof ModelKeyRange ? query.includes(key) : compareKeys(query as Key, key) === 0
}
