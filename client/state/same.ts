// Keeps objects that did not change the same objects, so the screen redraws only what did.

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  )
}

/** The rows of `after`, each replaced by its equal in `before`; `before` itself when nothing changed at all. */
export function keepSame<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (row: T) => string,
): readonly T[] {
  const known = new Map(before.map((row) => [keyOf(row), row]))
  const rows = after.map((row) => {
    const held = known.get(keyOf(row))
    return held !== undefined && isSame(held, row) ? held : row
  })
  const isUnchanged = rows.length === before.length && rows.every((row, index) => row === before[index])
  return isUnchanged ? before : rows
}
