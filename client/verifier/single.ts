// The proof of one event (P22.8): from its text, by the hashes beside the way, to the root that the pool signed.

import { type Bytes, isSame } from './bytes.ts'
import { branchOf, leafOf } from './hashes.ts'
import type { Piece } from './reading.ts'

type Proof = Extract<Piece, { is: 'proof' }>

/** @returns undefined when the text is gone, for then there is nothing to hash */
export async function isUnderRoot({ number, event, checkpoint, path }: Proof): Promise<boolean | undefined> {
  if (event === null) return undefined
  const sides = sidesOf(number, checkpoint.size)
  if (sides?.length !== path.length) return false
  let hash: Bytes = await leafOf(event)
  for (const [at, beside] of path.entries())
    hash = sides[at] === 'right' ? await branchOf(hash, beside) : await branchOf(beside, hash)
  return isSame(hash, checkpoint.root)
}

/** On which side each hash of the path stands, the lowest first. */
function sidesOf(number: number, size: number): ('left' | 'right')[] | undefined {
  if (number > size) return undefined
  const sides: ('left' | 'right')[] = []
  for (let [first, last] = [1, size]; first < last; ) {
    // The left part is the largest whole subtree that leaves something on the right.
    let left = 1
    while (left * 2 < last - first + 1) left *= 2
    if (number < first + left) {
      sides.unshift('right')
      last = first + left - 1
    } else {
      sides.unshift('left')
      first += left
    }
  }
  return sides
}

export function numberIn(event: string): number | undefined {
  try {
    const { number } = JSON.parse(event) as { number?: unknown }
    return typeof number === 'number' ? number : undefined
  } catch {
    return undefined
  }
}
