// Goes through a stretch of the archive, event by event: each text against its leaf, each leaf against the chain and the tree, and both
// against every checkpoint that comes by. Memory does not grow with the stretch.

import { type Bytes, isSame } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Finding } from './finding.ts'
import { CHAIN_BEGIN, leafOf, linkOf } from './hashes.ts'
import { letGoBy, takeOut } from './let-go.ts'
import type { Piece } from './reading.ts'
import { numberIn } from './single.ts'
import { Tree } from './tree.ts'

type Of<Is extends Piece['is']> = Extract<Piece, { is: Is }>
type Start = Pick<Of<'head'>, 'from' | 'to' | 'chain' | 'peaks'>
/** Holds what was signed about the first `size` events against what stands here. */
export type Held = { fits: boolean; isReached: boolean }

const BEGINNING: Start = { from: 1, to: 1, chain: CHAIN_BEGIN, peaks: [] }
const MISSING_TOLD = 100

export function createWalk(find: (finding: Finding) => void, start: Start = BEGINNING) {
  const tree = Tree.over(start.from - 1, start.peaks)
  const gone = new Set<number>()
  let isGrown = tree !== undefined
  let [number, chain] = [start.from - 1, start.chain]
  let [events, all] = [0, 0]

  function missUpTo(last: number): void {
    if (last <= number) return
    // A tree with a hole has no root to compare.
    isGrown = false
    for (let each = number + 1; each <= Math.min(last, number + MISSING_TOLD); each += 1)
      find({ what: 'missing', number: each })
    number = last
  }

  async function step(
    leaf: Bytes,
    said: { chain?: Bytes; nodes?: Bytes[] },
    looking?: Promise<Finding | undefined>,
  ): Promise<void> {
    number += 1
    const [link, wrong] = await Promise.all([linkOf(chain, number, leaf), looking])
    // What follows is held against what stands here, or one wrong link would make all that follow look wrong.
    chain = said.chain ?? link
    const misgrown = isGrown ? await tree?.add(leaf, said.nodes) : undefined
    if (wrong) find(wrong)
    else if (!isSame(link, chain)) find({ what: 'not in the chain', number })
    else if (misgrown) find({ what: 'not in the tree', ...misgrown })
  }

  function comes(own: number): boolean {
    events += 1
    if (own <= number) find({ what: 'misplaced', number: own })
    else missUpTo(own - 1)
    return own > number
  }

  return {
    async event({ number: own, event, leaf, ...said }: Of<'event'>): Promise<void> {
      if (!comes(own)) return
      await step(leaf, said, wrongWith(own, event, leaf))
      if (event === null) {
        gone.add(own)
        all += 1
      } else takeOut(gone, letGoBy(event) ?? [])
    },
    async text({ number: own, event }: Of<'text'>): Promise<void> {
      if (!comes(own)) return
      await step(await leafOf(event), {})
      takeOut(gone, letGoBy(event) ?? [])
    },
    /** @param after the subtrees between here and the size that was signed */
    async holdAgainst({ size, root, chain: signed }: Checkpoint, after: Bytes[]): Promise<Held> {
      if (size < number) return { fits: false, isReached: false }
      const found = isGrown ? await tree?.rootAt(size, after) : undefined
      const fits = found !== undefined && isSame(found, root) && (size > number || isSame(chain, signed))
      return { fits, isReached: size === number }
    },
    missUpTo,
    at: () => number,
    counted: () => ({ events, gone: all, untold: gone.size }),
  }
}

async function wrongWith(number: number, event: string | null, leaf: Bytes): Promise<Finding | undefined> {
  if (event === null) return undefined
  if (!isSame(await leafOf(event), leaf)) return { what: 'changed', number }
  return numberIn(event) === number ? undefined : { what: 'misplaced', number }
}
