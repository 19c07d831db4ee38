// The tree of RFC 9162 as it grows: a row of whole subtrees, the largest first. A leaf that comes at the end joins the last of them as
// long as two are of one size; folded from the right they are the root.

import { type Bytes, isSame } from './bytes.ts'
import { branchOf } from './hashes.ts'

type Subtree = { level: number; hash: Bytes }
/** Numbers of the events under the lowest subtree that is not what the file says. */
export type Misgrown = { number: number; to: number }

export class Tree {
  #size: number
  readonly #whole: Subtree[]

  /** @param peaks the whole subtrees over the first `size` events; undefined when there are not as many as there must be */
  static over(size: number, peaks: Bytes[]): Tree | undefined {
    const levels = levelsIn(size)
    if (levels.length !== peaks.length) return undefined
    return new Tree(
      size,
      levels.flatMap((level, at) => {
        const hash = peaks[at]
        return hash ? { level, hash } : []
      }),
    )
  }

  private constructor(size: number, whole: Subtree[]) {
    this.#size = size
    this.#whole = [...whole]
  }

  /** @param said the subtrees that become whole with it, the lowest first; undefined where the file tells none */
  async add(leaf: Bytes, said?: Bytes[]): Promise<Misgrown | undefined> {
    this.#size += 1
    let wrong: Misgrown | undefined
    let [grown, at] = [{ level: 0, hash: leaf }, 0]
    for (let left = this.#whole.at(-1); left?.level === grown.level; left = this.#whole.at(-1)) {
      this.#whole.pop()
      const made = await branchOf(left.hash, grown.hash)
      const level = grown.level + 1
      const told = said === undefined ? made : said[at]
      if (!told || !isSame(told, made)) wrong ??= { number: this.#size - 2 ** level + 1, to: this.#size }
      // What follows is held against what the file says, or all of it would look wrong too.
      grown = { level, hash: told ?? made }
      at += 1
    }
    this.#whole.push(grown)
    return wrong ?? (said && said.length > at ? { number: this.#size, to: this.#size } : undefined)
  }

  /** @param after the subtrees behind, up to `size` events; undefined when there are not as many as there must be */
  async rootAt(size: number, after: Bytes[]): Promise<Bytes | undefined> {
    const levels = levelsBehind(this.#size, size)
    if (levels.length !== after.length) return undefined
    const row = [...this.#whole]
    for (const [at, hash] of after.entries()) {
      let grown = { level: levels[at] ?? 0, hash }
      for (let left = row.at(-1); left?.level === grown.level; left = row.at(-1)) {
        row.pop()
        grown = { level: grown.level + 1, hash: await branchOf(left.hash, grown.hash) }
      }
      row.push(grown)
    }
    const last = row.pop()
    let root = last?.hash
    for (const { hash } of row.reverse()) if (root) root = await branchOf(hash, root)
    return root
  }
}

/** Of the whole subtrees over the first `size`, the largest first. */
function levelsIn(size: number): number[] {
  const levels: number[] = []
  for (let left = size; left > 0; ) {
    const level = Math.floor(Math.log2(left))
    levels.push(level)
    left -= 2 ** level
  }
  return levels
}

/** Of the largest subtrees that begin behind `from` and end at or before `to`. */
function levelsBehind(from: number, to: number): number[] {
  const levels: number[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1
    levels.push(level)
    at += 2 ** level
  }
  return levels
}
