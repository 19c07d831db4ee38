// The tree over all archived acts, as RFC 9162 defines it (section 2.1): a root of 32 bytes stands for every act, and a path of
// a few hashes shows that one of them is under it. Hashing is handed in; subtrees that are whole never change, so they are kept.

/** SHA-256. */
export type Hash = (bytes: Uint8Array) => Uint8Array
/** A whole subtree: the one at `pos` among those over 2 to the power of `level` leaves. */
export type Node = { level: number; pos: number }

const LEAF = 0
const BRANCH = 1

export function leafHash(hash: Hash, bytes: Uint8Array): Uint8Array {
  return hash(marked(LEAF, bytes))
}

export function branchHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(marked(BRANCH, left, right))
}

function marked(mark: number, ...parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((sum, { length }) => sum + length, 0))
  bytes[0] = mark
  let at = 1
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The whole subtrees that leaves `start` to `end - 1` fall into, largest first. `start` is where such a subtree begins. */
export function coverOf(start: number, end: number): Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end; ) {
    const level = Math.floor(Math.log2(end - at))
    nodes.push({ level, pos: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The largest whole subtrees from anywhere to anywhere, in their order. */
export function coverBetween(start: number, end: number): Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1
    nodes.push({ level, pos: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The hash over a cover, from the hashes of its nodes. */
export function joinCover(hash: Hash, hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return hash(new Uint8Array())
  return hashes.reduceRight((right, left) => branchHash(hash, left, right))
}

/** The subtrees beside the way from a leaf up to the root, lowest first. */
export function pathCovers(leaf: number, size: number): Node[][] {
  const covers: Node[][] = []
  for (let [start, end] = [0, size]; end - start > 1; ) {
    const middle = start + largestPowerBelow(end - start)
    covers.unshift(leaf < middle ? coverOf(middle, end) : coverOf(start, middle))
    if (leaf < middle) end = middle
    else start = middle
  }
  return covers
}

/** The root that a leaf's hash and its path lead to. */
export function rootFromPath(
  hash: Hash,
  { leaf, size }: { leaf: number; size: number },
  from: { leafHash: Uint8Array; path: readonly Uint8Array[] },
): Uint8Array | undefined {
  const sides = sidesOf(leaf, size)
  if (sides.length !== from.path.length) return undefined
  return from.path.reduce(
    (sum, other, at) => (sides[at] === 'right' ? branchHash(hash, sum, other) : branchHash(hash, other, sum)),
    from.leafHash,
  )
}

/** On which side of the way up each hash of the path stands, lowest first. */
function sidesOf(leaf: number, size: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = []
  for (let [start, end] = [0, size]; end - start > 1; ) {
    const middle = start + largestPowerBelow(end - start)
    sides.unshift(leaf < middle ? 'right' : 'left')
    if (leaf < middle) end = middle
    else start = middle
  }
  return sides
}

/** The largest power of two that is smaller. */
function largestPowerBelow(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1)
}

/** The subtrees that become whole when leaf `leaf` is added, lowest first, beginning with the leaf itself. */
export function completedBy(leaf: number): Node[] {
  const nodes: Node[] = [{ level: 0, pos: leaf }]
  for (let level = 1; (leaf + 1) % 2 ** level === 0; level += 1)
    nodes.push({ level, pos: Math.floor(leaf / 2 ** level) })
  return nodes
}
