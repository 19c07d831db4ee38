// What changed from one list of rows to the next, told by their keys.

type Keyed = { readonly row: { readonly key: string; readonly row: string } }
export type Change<T extends Keyed = Keyed> = { items: readonly T[]; before: readonly T[] }

const keysOf = (items: readonly Keyed[]) => new Set(items.map((item) => item.row.key))

/** Nothing of what was shown is there any more: one has gone to another part of the room. */
export function isElsewhere({ items, before }: Change): boolean {
  if (items.length === 0 || before.length === 0) return false
  const known = keysOf(before)
  return !items.some((item) => known.has(item.row.key))
}

/** Rows came or went in front of what stays. */
export function hasMovedFront({ items, before }: Change): boolean {
  const [first, held] = [items[0]?.row.key, before[0]?.row.key]
  const isMoved = first !== undefined && held !== undefined && first !== held
  return isMoved && !isElsewhere({ items, before })
}

/** A gap is gone, or smaller, although the row below it is still there. */
export function hasFilledGap({ items, before }: Change): boolean {
  const left = new Set(items.map((item) => item.row))
  const known = keysOf(items)
  return before.some(({ row }, index) => {
    const below = before[index + 1]?.row.key
    return row.row === 'gap' && !left.has(row) && below !== undefined && known.has(below)
  })
}

export function newAtEnd<T extends { readonly key: string }>(rows: readonly T[], before: readonly T[]): T[] {
  const known = new Set(before.map((row) => row.key))
  return rows.slice(rows.findLastIndex((row) => known.has(row.key)) + 1)
}
