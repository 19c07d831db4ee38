// A list that holds its place must know at which end it changed. When both ends change at once, that is told as two
// changes: first everything below, then what lies above.

type Placed = { readonly seq: number }

export function stepsBetween<T extends Placed>(before: readonly T[], after: readonly T[]): T[][] {
  const [oldTop, newTop] = [before[0]?.seq, after[0]?.seq]
  if (oldTop === undefined || newTop === undefined || oldTop === newTop) return [[...after]]
  const top = Math.max(oldTop, newTop)
  const [above, below] = [before.filter((row) => row.seq < top), after.filter((row) => row.seq >= top)]
  // Nothing in common: another place altogether.
  if (!below.some((row) => row.seq === top) || !before.some((row) => row.seq === top)) return [[...after]]
  return [[...above, ...below], [...after]]
}
